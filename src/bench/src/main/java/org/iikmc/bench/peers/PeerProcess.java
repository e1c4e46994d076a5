/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.iikmc.bench.series.BenchmarkSeries;

/**
 * The program of a process in which one peer is measured, or which names those that there are. It
 * uses nothing that a library could bring in another version.
 */
final class PeerProcess {
  private static final String NAME = "iikmc-peer ";
  private static final int ROUNDS = 3;

  private final PeerTask task;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private PeerProcess(PeerTask task) {
    this.task = task;
  }

  /** The names among whatever else was written. */
  static List<String> names(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(NAME))
        .map(line -> line.substring(NAME.length()))
        .toList();
  }

  /**
   * @param args nothing, to name all peers; or the number of one and a {@link PeerTask}
   */
  public static void main(String[] args) {
    try {
      run(args);
      // Some libraries leave threads behind that would keep the process alive.
      System.exit(0);
    } catch (Throwable e) { // libraries that do not go together fail with errors
      e.printStackTrace();
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      System.err.println(root);
      System.exit(1);
    }
  }

  private static void run(String[] args) throws Exception {
    List<Peer> peers = Peers.found();
    if (args.length == 0) {
      peers.forEach(peer -> System.out.println(NAME + peer.name()));
      return;
    }
    List<String> task = Arrays.asList(args).subList(1, args.length);
    PeerResult result =
        new PeerProcess(PeerTask.of(task)).measure(peers.get(Integer.parseInt(args[0])));
    System.out.println(result.line());
  }

  private record Taken(double wall, double cpu, double[][] centroids) {}

  /**
   * What one iteration takes is what some more than one add: that leaves out what comes before the
   * first and after the last.
   */
  private record Round(Taken one, Taken more, int added) {
    double wallOfIteration() {
      return (more.wall() - one.wall()) / added;
    }

    double cpuOfIteration() {
      return (more.cpu() - one.cpu()) / added;
    }
  }

  private Taken clustered(Peer.Held held, PixelRows rows, int iterations) throws Exception {
    // Made anew, because it may be written.
    double[][] start = rows.midpoints(task.k());
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    double[][] centroids = held.cluster(start, iterations);
    return new Taken(
        (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9, centroids);
  }

  private PeerResult measure(Peer peer) throws Exception {
    BenchmarkSeries series = BenchmarkSeries.simulate(task.pixels(), task.bands(), task.seed());
    PixelRows rows = PixelRows.of(series);
    long before = System.nanoTime();
    try (Peer.Held held = peer.hold(series)) {
      double hold = (System.nanoTime() - before) / 1e9;
      // The compiler's work is not measured: on a machine that runs for long it is done.
      held.cluster(rows.midpoints(task.k()), task.iterations());
      List<Round> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(
            new Round(
                clustered(held, rows, 1),
                clustered(held, rows, 1 + task.iterations()),
                task.iterations()));
      }
      return new PeerResult(
          hold,
          median(rounds, round -> round.more().wall()),
          median(rounds, Round::wallOfIteration),
          median(rounds, Round::cpuOfIteration),
          rows.inertia(rounds.get(0).more().centroids()));
    }
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return rounds.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
