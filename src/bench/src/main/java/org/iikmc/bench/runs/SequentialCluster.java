/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iikmc.host.cli.Main;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.RequestThings;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code cluster} on the sequential backend, with those of its options that contenders
 * are given. Reading and writing are the program's own.
 */
@Command(name = "sequential-cluster")
public final class SequentialCluster implements Callable<Integer> {
  @Option(names = "--out", required = true)
  private Path out;

  @Option(names = "--k")
  private String k;

  @Option(names = "--max-iterations")
  private String maxIterations;

  @Option(names = "--change-threshold")
  private String changeThreshold;

  @Option(names = "--paper")
  private boolean paper;

  /** Of the others; this backend keeps all pixels in the heap. */
  @Option(names = "--memory")
  private String memory;

  @Parameters(arity = "1..*")
  private List<Path> scenes;

  /** The entry point of a JVM of its own. */
  public static void main(String[] args) {
    System.exit(Main.run(new CommandLine(new SequentialCluster()), args));
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> texts = new HashMap<>();
    texts.put(Options.OUT.name(), out.toString());
    texts.put(Options.K.name(), k);
    texts.put(Options.MAX_ITERATIONS.name(), maxIterations);
    texts.put(Options.CHANGE_THRESHOLD.name(), changeThreshold);
    texts.put(Options.PAPER.name(), Boolean.toString(paper));
    ClusterRequest request =
        ClusterRequest.of(new Given(Door.CLUSTER_COMMAND, texts), new NoThings());
    try (RasterReaders readers = new RasterReaders()) {
      SceneFinder finder = new SceneFinder(readers);
      List<SceneSource> sources = new ArrayList<>();
      for (Path scene : scenes) {
        sources.addAll(finder.find(scene));
      }
      new ClusteringJob(request, PixelLimit.NONE, new SequentialBackend(), Clock.systemUTC())
          .run(sources, out, Progress.NONE);
    }
    return Main.DONE;
  }

  /** None of the options that name things is given. */
  private static final class NoThings implements RequestThings {
    @Override
    public Optional<Start> start(Given given) {
      return Optional.empty();
    }

    @Override
    public Optional<Legend> legend(Given given) {
      return Optional.empty();
    }

    @Override
    public MaskRaster mask(String name) {
      throw new IllegalArgumentException(name);
    }

    @Override
    public Optional<AreaOfInterest> area(Given given) {
      return Optional.empty();
    }
  }
}
