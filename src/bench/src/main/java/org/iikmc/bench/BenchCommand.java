/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.bench.series.BenchmarkSeries;
import org.iikmc.host.cli.Main;
import org.iikmc.job.output.Staging;
import org.iikmc.job.output.WriteFailure;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.sequential.SequentialBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The program {@code iikmc-bench.jar}: the same clustering sequentially, by every kernel and number
 * of threads, and on a GPU.
 */
@Command(
    name = "iikmc-bench",
    description =
        "Compares sequential, parallel and GPU clustering of one simulated series: time, speedup, iterations,"
            + " silhouette, memory.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {WholeRunsCommand.class, PeersCommand.class, ReadingCommand.class})
public final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--pixels",
      paramLabel = "N",
      defaultValue = "8000000",
      description = "Valid pixels of the series. Default: ${DEFAULT-VALUE}.")
  private long pixels;

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "6",
      description = "Number of bands. Default: ${DEFAULT-VALUE}.")
  private int bands;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "8",
      description = "Number of classes. Default: ${DEFAULT-VALUE}.")
  private int k;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Number of iterations; all are run, even if the labels settle earlier. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulated series. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = MemorySize.DEFAULT_TEXT,
      converter = MemorySize.class,
      description = "Memory for pixels. Default: ${DEFAULT-VALUE}.")
  private long memory;

  @Option(
      names = "--device-memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description = "Memory of the GPU for pixels. Default: most of it.")
  private Long deviceMemory;

  @Option(
      names = "--skip-sequential",
      description = "Leave out the sequential run, which takes longest.")
  private boolean skipSequential;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Also write the pixels for other programs: little-endian uint16, one plane per band.")
  private Path export;

  @Spec private CommandSpec spec;

  /** The entry point of a JVM that has its options. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    return Main.run(new CommandLine(new BenchCommand()), args);
  }

  /** A way to compute, and what it is called in the table. */
  private record Contender(String name, AssignmentBackend backend) {}

  @Override
  public Integer call() throws IOException {
    if (pixels < 1 || pixels > 1L << 31) {
      throw new InputException("--pixels is " + pixels + ", but must be from 1 to 2147483648.");
    }
    NewFile.check("--export", export);
    BenchmarkSeries series = BenchmarkSeries.simulate(pixels, bands, seed);
    if (export != null) {
      export(series);
    }
    KMeansSettings settings =
        KMeansSettings.of(k).withMaxIterations(iterations).withChangeThreshold(0);
    var out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d pixels, %d bands, uint16, k = %d, %d iterations%n%n",
        pixels,
        bands,
        k,
        iterations);
    BackendSelector selector =
        new BackendSelector(
            KernelChoice.probe(),
            SampleMemory.ofHeap(),
            new GpuSearch(MemorySize.optional(deviceMemory)));
    List<Contender> contenders = contenders(selector);
    int width = contenders.stream().mapToInt(each -> each.name().length()).max().orElseThrow();
    String row = "%-" + width + "s %9s %13s %9s %10s %10s %9s%n";
    out.printf(row, "", "time", "ns/px/iter", "speedup", "iterations", "silhouette", "heap");
    double reference = 0;
    Outcome outcome = null;
    for (Contender contender : contenders) {
      outcome = measure(contender.backend(), series, settings);
      if (reference == 0) {
        reference = outcome.seconds();
      }
      out.printf(
          row,
          contender.name(),
          String.format(Locale.ROOT, "%.2f s", outcome.seconds()),
          String.format(Locale.ROOT, "%.4f", outcome.nanosPerPixelIteration()),
          String.format(Locale.ROOT, "%.1fx", reference / outcome.seconds()),
          outcome.iterations(),
          String.format(Locale.ROOT, "%.4f", outcome.silhouette()),
          (outcome.peakHeap() >> 20) + " MiB");
      out.flush();
    }
    Optional<String> obstacle = obstacle(selector);
    if (obstacle.isPresent()) {
      out.printf(row + "%nNo GPU: %s.%n", "GPU", "-", "-", "-", "-", "-", "-", obstacle.get());
    } else {
      // The device was last.
      double possible = selector.gpu().orElseThrow().copyRate() / 1e9;
      int needed = bands * Short.BYTES + 1;
      double reached = needed / outcome.nanosPerPixelIteration();
      out.printf(
          Locale.ROOT,
          "%nThe GPU copies %.1f GB/s (read and written). An iteration reads %d bytes a pixel at %.1f GB/s, %.0f %% of that.%n",
          possible,
          needed,
          reached,
          100 * reached / possible);
    }
    return Main.DONE;
  }

  private void export(BenchmarkSeries series) throws IOException {
    Path folder = export.toAbsolutePath().getParent();
    Staging.recover(folder);
    try (Staging staging = Staging.in(folder)) {
      series.export(staging.entries().resolve(export.getFileName()));
      staging.commit();
    } catch (IOException e) {
      throw WriteFailure.of("The file of pixels", folder, 2 * pixels * bands, e);
    }
  }

  private List<Contender> contenders(BackendSelector chosen) {
    List<Contender> contenders = new ArrayList<>();
    if (!skipSequential) {
      contenders.add(new Contender("sequential, float64", new SequentialBackend()));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    BackendSelector scalar =
        new BackendSelector(KernelChoice.scalar("to compare"), SampleMemory.ofHeap());
    List<BackendSelector> selectors =
        chosen.kernel().reason().isEmpty() ? List.of(scalar, chosen) : List.of(scalar);
    for (BackendSelector selector : selectors) {
      for (int threads : ThreadCounts.upTo(cores)) {
        contenders.add(contender(selector, Device.CPU, threads));
      }
    }
    if (obstacle(chosen).isEmpty()) {
      contenders.add(contender(chosen, Device.GPU, cores));
    }
    return contenders;
  }

  private static Optional<String> obstacle(BackendSelector selector) {
    return selector.obstacle(Device.GPU).or(() -> selector.gpu().orElseThrow().fault());
  }

  private Contender contender(BackendSelector selector, Device device, int threads) {
    AssignmentBackend backend =
        selector.create(device, threads, memory, Path.of(System.getProperty("java.io.tmpdir")));
    return new Contender(backend.description(), backend);
  }

  /**
   * What a contender did.
   *
   * @param seconds of all iterations and the final labels, without reading
   * @param nanosPerPixelIteration of the median iteration
   */
  private record Outcome(
      double seconds,
      double nanosPerPixelIteration,
      int iterations,
      double silhouette,
      long peakHeap) {}

  private Outcome measure(
      AssignmentBackend backend, BenchmarkSeries series, KMeansSettings settings)
      throws IOException {
    warmUp(backend, series, settings);
    System.gc();
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    try (HeldSamples samples = backend.hold(series, Progress.NONE)) {
      long start = System.nanoTime();
      InterImageKMeans.Run run = new InterImageKMeans(settings).run(samples, Progress.NONE);
      // A GPU keeps the labels until somebody wants them.
      run.assignment().readLabels(0, new byte[series.blocks().get(0).cells()]);
      double seconds = (System.nanoTime() - start) / 1e9;
      Clustering clustering = run.clustering();
      double median =
          clustering.iterations().stream()
              .mapToLong(Iteration::nanos)
              .sorted()
              .skip(clustering.iterations().size() / 2)
              .findFirst()
              .orElseThrow();
      double silhouette =
          run.assignment().statistics(clustering.signatures(), Progress.NONE).meanSilhouette();
      long peak = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      return new Outcome(
          seconds,
          median / samples.summary().count(),
          clustering.iterations().size(),
          silhouette,
          peak);
    }
  }

  /** So that the compiler's work is not measured: everyone does on a machine that runs for long. */
  private static void warmUp(
      AssignmentBackend backend, BenchmarkSeries series, KMeansSettings settings)
      throws IOException {
    try (HeldSamples samples = backend.hold(series.start(), Progress.NONE)) {
      new InterImageKMeans(settings.withMaxIterations(10)).run(samples, Progress.NONE);
    }
  }
}
