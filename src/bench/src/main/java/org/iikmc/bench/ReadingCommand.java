/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.iikmc.host.cli.Main;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iikmc-bench.jar reading}: pixels of scenes read and forgotten. */
@Command(
    name = "reading",
    description =
        "Reads all pixels of scenes, in the windows of a run, and does nothing with them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReadingCommand implements Callable<Integer> {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that read. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Parameters(paramLabel = "SCENE", arity = "1..*", description = "As the command line takes them.")
  private List<String> texts;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        long values = read(pool);
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "%,d values, %d threads: %.2f s, %.1f million a second%n",
                values,
                threads,
                seconds,
                values / seconds / 1e6);
      }
    } finally {
      pool.shutdownNow();
    }
    return Main.DONE;
  }

  private long read(ExecutorService pool) throws IOException, InterruptedException {
    try (RasterReaders readers = new RasterReaders()) {
      List<Callable<Long>> reads = new ArrayList<>();
      for (String text : texts) {
        for (SceneSource source : new SceneFinder(readers).find(text)) {
          Scene scene = source.open(source.defaultBands());
          Set<PixelSource> sources =
              scene.bands().stream().map(Band::pixels).collect(Collectors.toSet());
          for (Rectangle window : scene.blocks()) {
            for (PixelSource pixels : sources) {
              reads.add(() -> values(pixels, window));
            }
          }
        }
      }
      long values = 0;
      for (Future<Long> each : pool.invokeAll(reads)) {
        values += each.get();
      }
      return values;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private static long values(PixelSource pixels, Rectangle window) throws IOException {
    return (long) pixels.read(window).getNumBands() * window.width * window.height;
  }
}
