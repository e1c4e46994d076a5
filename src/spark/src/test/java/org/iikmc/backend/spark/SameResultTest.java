/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster of processes gives the bits that one machine gives: signatures, history, figures and
 * labels, whoever has which samples, and who of them dies.
 */
class SameResultTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  @TempDir static Path temporary;

  private static SparkCluster cluster;
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = SparkCluster.start(folder, 2);
    spark = new JavaSparkContext(cluster.conf());
  }

  @AfterAll
  static void stop() {
    try {
      spark.close();
    } finally {
      cluster.close();
    }
  }

  private static AssignmentBackend oneMachine() {
    return new ForkJoinBackend(
        KernelChoice.probe(), 2, Long.MAX_VALUE / 2, new SampleMemory(1L << 40), temporary);
  }

  /** Everything that a run finds, bit by bit. */
  private record Found(
      double[][] signatures,
      long[] counts,
      double inertia,
      List<String> history,
      LabelStatistics statistics,
      double[][] some,
      List<byte[]> labels) {
    static Found by(
        AssignmentBackend backend,
        SampleSource source,
        SpectralSpace space,
        KMeansSettings settings,
        Progress progress)
        throws IOException {
      try (HeldSamples stored = backend.hold(source, progress)) {
        HeldSamples samples = stored.in(space);
        InterImageKMeans.Run run = new InterImageKMeans(settings).run(samples, progress);
        Clustering found = run.clustering();
        List<byte[]> labels = new ArrayList<>();
        for (int i = 0; i < source.blocks().size(); i++) {
          byte[] cells = new byte[source.blocks().get(i).cells()];
          run.assignment().readLabels(i, cells);
          labels.add(cells);
        }
        return new Found(
            found.signatures(),
            found.counts(),
            found.inertia(),
            found.iterations().stream().map(Found::text).toList(),
            run.assignment().statistics(found.signatures(), progress),
            samples.gather(new long[] {0, 5, samples.summary().count() - 1}),
            labels);
      }
    }

    private static String text(Iteration each) {
      return each.number()
          + " "
          + each.changed()
          + " "
          + each.inertia()
          + " "
          + each.largestShift();
    }

    void isThatOf(Found other) {
      assertThat(signatures).isDeepEqualTo(other.signatures);
      assertThat(counts).isEqualTo(other.counts);
      assertThat(inertia).isEqualTo(other.inertia);
      assertThat(history).isEqualTo(other.history).hasSizeGreaterThan(2);
      assertThat(statistics.counts()).isDeepEqualTo(other.statistics.counts());
      assertThat(statistics.inertia()).isDeepEqualTo(other.statistics.inertia());
      assertThat(statistics.silhouette()).isDeepEqualTo(other.statistics.silhouette());
      assertThat(statistics.spread()).isDeepEqualTo(other.statistics.spread());
      assertThat(some).isDeepEqualTo(other.some);
      assertThat(labels).usingRecursiveComparison().isEqualTo(other.labels);
    }
  }

  /** Three scenes of several blocks each; of the second no pixel is valid. */
  private static ArraySource source(SampleType type, int pixels) {
    Random random = new Random(7);
    List<double[][]> scenes =
        Stream.of(pixels, 2_000, pixels / 2)
            .map(
                n ->
                    ArraySource.pixels(
                        n, 3, () -> 20 * random.nextInt(10) + 5 * random.nextDouble() + 0.1f))
            .toList();
    double[][] none = new double[2_000][];
    List<double[][]> all = new ArrayList<>(scenes);
    all.set(1, none);
    for (int i = 0; i < pixels; i += 13) {
      all.get(0)[i] = null;
    }
    return new ArraySource(type, 3, 1_500, all);
  }

  private static SpectralSpace mixed() {
    double[][] turn = {{0.9, 0.1, 0}, {-0.2, 1.1, 0.05}, {0, 0.3, 0.7}};
    return new SpectralSpace(
        List.of(
            AffineMap.scaling(new double[] {2, 0.5, 1}, new double[] {-3, 0.25, 7}),
            AffineMap.identity(3),
            new AffineMap(turn, new double[] {1, 2, 3})),
        new double[][] {{1, 0, 0}, {0.5, 2, 0}, {0, 0.1, 0.3}});
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void everyTypeInEverySpace(SampleType type) throws IOException {
    ArraySource source = source(type, 20_000);
    KMeansSettings settings = KMeansSettings.of(6).withMaxIterations(9).withChangeThreshold(0);
    for (SpectralSpace space : List.of(SpectralSpace.plain(3, 3), mixed())) {
      Found expected = Found.by(oneMachine(), source, space, settings, Progress.NONE);
      Found.by(new SparkBackend(spark), source, space, settings, Progress.NONE).isThatOf(expected);
    }
  }

  /** So many that samples are brought into leaves here or there. */
  @Test
  void manyClassesInLeaves() throws IOException {
    ArraySource source = source(SampleType.UINT16, 500_000);
    KMeansSettings settings =
        KMeansSettings.of(60).withMaxIterations(5).withSeeding(new KMeansPlusPlusSeeding(3));
    SpectralSpace space = SpectralSpace.plain(3, 3);
    Found expected = Found.by(oneMachine(), source, space, settings, Progress.NONE);
    Found.by(new SparkBackend(spark), source, space, settings, Progress.NONE).isThatOf(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = SampleType.class,
      names = {"UINT16", "FLOAT32"})
  void executorsDieWhileItIterates(SampleType type) throws IOException {
    ArraySource source = source(type, 60_000);
    KMeansSettings settings = KMeansSettings.of(6).withMaxIterations(12).withChangeThreshold(0);
    Found expected = Found.by(oneMachine(), source, mixed(), settings, Progress.NONE);
    List<Thread> killers = new ArrayList<>();
    Progress deadly =
        new Progress() {
          @Override
          public void iteration(Iteration iteration) {
            if (iteration.number() == 3 || iteration.number() == 7) {
              int worker = iteration.number() == 3 ? 0 : 1;
              // At once with the next step, so that it loses what it works with.
              Thread killer = new Thread(() -> cluster.killExecutors(worker));
              killers.add(killer);
              killer.start();
            }
          }
        };
    Found.by(new SparkBackend(spark), source, mixed(), settings, deadly).isThatOf(expected);
    assertThat(killers).hasSize(2).noneMatch(Thread::isAlive);
  }

  @Test
  void aStreamOfLabels() throws IOException {
    ArraySource source = source(SampleType.INT16, 20_000);
    double[][] signatures = {{10, 20, 30}, {90, 100, 40}, {180, 10, 60}};
    try (LabelStream expected = oneMachine().label(source, signatures, mixed(), Progress.NONE);
        LabelStream found =
            new SparkBackend(spark).label(source, signatures, mixed(), Progress.NONE)) {
      for (int i = 0; i < source.blocks().size(); i++) {
        byte[] own = new byte[source.blocks().get(i).cells()];
        byte[] cells = new byte[own.length];
        found.readLabels(i, own);
        expected.readLabels(i, cells);
        assertThat(own).isEqualTo(cells);
      }
      assertThat(found.statistics().inertia()).isDeepEqualTo(expected.statistics().inertia());
      assertThat(found.statistics().spread()).isDeepEqualTo(expected.statistics().spread());
      long[] ordinals = {0, 700, 18_000, 25_000};
      assertThat(found.gather(ordinals)).isDeepEqualTo(expected.gather(ordinals));
    }
  }

  @Test
  void whatFailsOnAnExecutorIsTold() {
    SampleSource failing = Failing.source("Scene gone.tif can't be read.");
    assertThatThrownBy(() -> new SparkBackend(spark).hold(failing, Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessage("Scene gone.tif can't be read.");
  }

  @Test
  void theDriverCancels() {
    ArraySource source = source(SampleType.UINT8, 20_000);
    Progress canceled =
        new Progress() {
          private volatile boolean stop;

          @Override
          public void iteration(Iteration iteration) {
            stop = iteration.number() == 2;
          }

          @Override
          public boolean isCanceled() {
            return stop;
          }
        };
    KMeansSettings settings = KMeansSettings.of(6).withMaxIterations(50).withChangeThreshold(0);
    assertThatThrownBy(() -> Found.by(new SparkBackend(spark), source, mixed(), settings, canceled))
        .isInstanceOf(CancellationException.class);
    assertThat(spark.getPersistentRDDs()).isEmpty();
  }

  /** A block that can't be read. */
  private record Failing(String message) implements SampleSource.Block {
    static SampleSource source(String message) {
      return new SampleSource() {
        @Override
        public int bands() {
          return 1;
        }

        @Override
        public SampleType type() {
          return SampleType.UINT8;
        }

        @Override
        public int scenes() {
          return 1;
        }

        @Override
        public List<Block> blocks() {
          return List.of(new Failing(message));
        }
      };
    }

    @Override
    public int scene() {
      return 0;
    }

    @Override
    public int cells() {
      return 4;
    }

    @Override
    public SampleBlock open() throws IOException {
      throw new IOException(message);
    }
  }
}
