/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iikmc.bench.runs.OwnProcess;

/**
 * Measures all peers one after the other, each in a process of its own, so that none has the heap,
 * the threads or the compiled code of another.
 *
 * @param task what they are to do
 * @param libraries folder of the jars of the libraries
 */
public record PeerComparison(PeerTask task, Path libraries) {
  private static final String ROW = "%-52s %9s %9s %12s %12s %14s %11s";

  /** Reflection into the JDK that Spark can't do without; the others do not mind. */
  private static final List<String> OPENED =
      Stream.of("lang", "lang.invoke", "net", "nio", "util", "util.concurrent")
          .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
          .toList();

  /**
   * Runs the comparison.
   *
   * @param wanted which of the names take part
   * @param told gets the table, line by line as they are known
   */
  public void run(Predicate<String> wanted, Consumer<String> told)
      throws IOException, InterruptedException {
    told.accept(
        String.format(ROW, "", "hold", "all", "ns/px/iter", "CPU ns", "inertia", "peak memory"));
    List<String> names = PeerProcess.names(process(List.of()).output());
    for (int i = 0; i < names.size(); i++) {
      if (wanted.test(names.get(i))) {
        told.accept(line(i, names.get(i)));
      }
    }
  }

  private String line(int number, String name) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(number)));
    arguments.addAll(task.arguments());
    try {
      OwnProcess process = process(arguments);
      PeerResult result =
          PeerResult.in(process.output()).orElseThrow(() -> new IOException("it told nothing"));
      return String.format(
          Locale.ROOT,
          ROW,
          name,
          String.format(Locale.ROOT, "%.2f s", result.hold()),
          String.format(Locale.ROOT, "%.2f s", result.cluster()),
          perPixel(result.wall()),
          perPixel(result.cpu()),
          String.format(Locale.ROOT, "%.5e", result.inertia()),
          process.peakBytes().isPresent() ? (process.peakBytes().getAsLong() >> 20) + " MiB" : "-");
    } catch (IOException e) {
      return String.format("%-52s failed: %s", name, e.getMessage());
    }
  }

  /** A dash where one more iteration takes less than all before it varies from time to time. */
  private String perPixel(double seconds) {
    return seconds > 0 ? String.format(Locale.ROOT, "%.2f", seconds * 1e9 / task.pixels()) : "-";
  }

  private OwnProcess process(List<String> arguments) throws IOException, InterruptedException {
    List<String> jvm = new ArrayList<>(OPENED);
    jvm.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseG1GC"));
    // The libraries first: they get the versions of what they use that they were made for.
    String path = libraries.resolve("*") + File.pathSeparator + OwnProcess.classPath();
    return OwnProcess.run(jvm, path, PeerProcess.class.getName(), arguments);
  }
}
