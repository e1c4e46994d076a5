/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.ValidityMask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Wall time per pixel of one step on all cores, when few labels change and when all do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx3g", "-XX:+UseG1GC"})
public class StepBenchmark {
  private static final int PIXELS = 1 << 23;
  private static final int TILE = 1 << 16;

  @Param({"vector", "scalar"})
  public String kernel;

  @Param({"UINT16", "FLOAT32"})
  public SampleType type;

  @Param("6")
  public int bands;

  @Param("8")
  public int k;

  /** How values are compared: as they are, each band scaled, or bands mixed by maps and metric. */
  @Param({"plain", "scaled", "mixed"})
  public String space;

  private HeldSamples samples;
  private double[][] centroids;
  private Assignment settled;

  /** Runs of pixels from a dozen clusters, as neighbouring pixels are alike. */
  @Setup(Level.Trial)
  public void hold() throws IOException {
    KernelChoice choice =
        kernel.equals("vector") ? KernelChoice.probe() : KernelChoice.scalar("to compare");
    ForkJoinBackend backend =
        new ForkJoinBackend(
            choice,
            Runtime.getRuntime().availableProcessors(),
            Long.MAX_VALUE / 2,
            SampleMemory.ofHeap(),
            Path.of(System.getProperty("java.io.tmpdir")));
    samples = backend.hold(new Clusters(type, bands), Progress.NONE);
    HeldSamples seen = samples.in(space());
    centroids = new MidpointSeeding().seed(seen, k);
    settled = seen.assign(k);
    settled.step(centroids, Progress.NONE);
  }

  private SpectralSpace space() {
    if (space.equals("plain")) {
      return samples.space();
    }
    double[] gain = new double[bands];
    double[] offset = new double[bands];
    for (int b = 0; b < bands; b++) {
      gain[b] = 1e-4 * (1 + 0.1 * b);
      offset[b] = -0.1 + 0.01 * b;
    }
    SpectralSpace scaled = SpectralSpace.euclidean(List.of(AffineMap.scaling(gain, offset)));
    return space.equals("scaled") ? scaled : scaled.with(mixing());
  }

  /** As a covariance within classes would have it: the noise of the bands goes together. */
  private double[][] mixing() {
    double[][] covariance = new double[bands][bands];
    for (int i = 0; i < bands; i++) {
      for (int j = 0; j < bands; j++) {
        covariance[i][j] = 0.06 * 0.06 * (i == j ? 1 : 0.9);
      }
    }
    return Matrices.inverseOfLower(Matrices.cholesky(covariance));
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    samples.close();
  }

  /** No label changes: what most of a run costs. */
  @Benchmark
  @OperationsPerInvocation(PIXELS)
  public Assignment.Step settled() throws IOException {
    return settled.step(centroids, Progress.NONE);
  }

  /** All samples get their first label. */
  @Benchmark
  @OperationsPerInvocation(PIXELS)
  public Assignment.Step first() throws IOException {
    return samples.in(space()).assign(k).step(centroids, Progress.NONE);
  }

  private record Clusters(SampleType type, int bands) implements SampleSource {
    @Override
    public int scenes() {
      return 1;
    }

    @Override
    public List<Block> blocks() {
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < PIXELS / TILE; i++) {
        blocks.add(new Tile(type, bands, i));
      }
      return blocks;
    }
  }

  private record Tile(SampleType type, int bands, int number) implements SampleSource.Block {
    @Override
    public int scene() {
      return 0;
    }

    @Override
    public int cells() {
      return TILE;
    }

    @Override
    public SampleBlock open() {
      SplittableRandom random = new SplittableRandom(number);
      Object[] planes = new Object[bands];
      for (int b = 0; b < bands; b++) {
        planes[b] = type.newArray(TILE);
      }
      int cluster = 0;
      for (int i = 0; i < TILE; i++) {
        if (random.nextInt(30) == 0) {
          cluster = random.nextInt(12);
        }
        for (int b = 0; b < bands; b++) {
          double mean = 6000 + 1000 * cluster + 700 * ((cluster * 7 + b * 5) % 9);
          double noise = (random.nextDouble() + random.nextDouble() - 1) * 1500;
          type.set(planes[b], i, mean + noise);
        }
      }
      return new SampleBlock(type, planes, ValidityMask.all(TILE));
    }
  }
}
