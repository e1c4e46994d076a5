/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Labels, changes, counts and means after every single step, against one float64 loop over the
 * samples: a wrong label that a later step puts right again does not show at the end of a run.
 */
class EveryStepTest {
  private static final int STEPS = 8;

  @TempDir Path temporary;

  /** Orders samples of integer types whatever it costs. */
  static final LeafPolicy ALWAYS = new LeafPolicy(1, 0, Double.POSITIVE_INFINITY);

  /** How samples are seen. */
  enum Seen {
    AS_THEY_ARE,
    SCALED,
    MIXED
  }

  /** Samples and how they are held. */
  record Case(
      SampleType type,
      int bands,
      int k,
      Shape shape,
      boolean vector,
      boolean spilled,
      boolean ordered,
      Seen seen) {
    Case(SampleType type, int bands, int k, Shape shape, boolean vector, boolean spilled) {
      this(type, bands, k, shape, vector, spilled, false, Seen.AS_THEY_ARE);
    }

    Case inLeaves(Seen seen) {
      return new Case(type, bands, k, shape, vector, spilled, true, seen);
    }
  }

  /** How samples lie. */
  enum Shape {
    CLUSTERS,
    NOISE,
    DUPLICATES,
    ONE_VALUE,
    EXTREMES
  }

  static Stream<Case> cases() {
    Stream.Builder<Case> cases = Stream.builder();
    for (SampleType type :
        new SampleType[] {SampleType.UINT8, SampleType.UINT16, SampleType.INT16}) {
      for (Shape shape : Shape.values()) {
        cases.add(new Case(type, 6, 8, shape, true, false));
        cases.add(new Case(type, 5, 20, shape, false, true));
      }
      for (int bands : new int[] {1, 2, 3, 7, 16}) {
        cases.add(new Case(type, bands, 9, Shape.CLUSTERS, true, false));
        cases.add(new Case(type, bands, 17, Shape.CLUSTERS, true, true));
        cases.add(new Case(type, bands, 8, Shape.CLUSTERS, false, false));
      }
      for (int k : new int[] {1, 2, 4, 5, 16, 33, 255}) {
        cases.add(new Case(type, 4, k, Shape.CLUSTERS, true, false));
      }
    }
    List<Case> plain = cases.build().toList();
    return Stream.concat(
        plain.stream(),
        plain.stream().flatMap(each -> Arrays.stream(Seen.values()).map(each::inLeaves)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStepIsThatOfTheLoop(Case given) throws IOException {
    Random random = new Random(31 * given.bands + given.k + 1000 * given.shape.ordinal());
    // More samples than one block holds, so that sums are handed over before the end of one.
    List<double[][]> scenes = List.of(pixels(given, 66_000, random), pixels(given, 2_000, random));
    ArraySource source = new ArraySource(given.type, given.bands, 65_900, scenes);
    KernelChoice kernel = given.vector ? KernelChoice.probe() : KernelChoice.scalar("by the test");
    long memory = given.spilled ? 0 : Long.MAX_VALUE / 2;
    ForkJoinBackend backend =
        new ForkJoinBackend(kernel, 2, memory, new SampleMemory(Long.MAX_VALUE / 2), temporary);
    if (given.ordered) {
      backend = backend.ordering(ALWAYS);
    }
    SpectralSpace space = space(given, random);
    double[][] pixels = mapped(scenes, space::harmonization);
    double[][] places = mapped(scenes, space::whitening);
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      Assignment assignment = samples.in(space).assign(given.k);
      double[][] centroids = some(pixels, given.k, random);
      int[] labels = new int[pixels.length];
      Arrays.fill(labels, -1);
      for (int step = 0; step < STEPS; step++) {
        Loop expected = new Loop(pixels, places, centroids, space.whitened(centroids), labels);
        Assignment.Step actual = assignment.step(centroids, Progress.NONE);
        assertThat(labels(source, assignment)).as("labels, step %d", step).isEqualTo(labels);
        assertThat(actual.changed()).as("changed, step %d", step).isEqualTo(expected.changed);
        assertThat(actual.counts()).as("counts, step %d", step).isEqualTo(expected.counts);
        assertMeans(actual.means(), expected.means, given.seen == Seen.AS_THEY_ARE ? 0 : 1e-9);
        // Now and then far away, so that many samples change their class.
        centroids = step % 4 == 3 ? some(pixels, given.k, random) : actual.means();
      }
    }
  }

  private static void assertMeans(double[][] actual, double[][] expected, double tolerance) {
    for (int c = 0; c < expected.length; c++) {
      for (int b = 0; b < expected[c].length; b++) {
        assertThat(actual[c][b])
            .as("mean of class %d, band %d", c, b)
            .isCloseTo(expected[c][b], within(tolerance * (1 + Math.abs(expected[c][b]))));
      }
    }
  }

  private static double[][] mapped(List<double[][]> scenes, IntFunction<AffineMap> maps) {
    return IntStream.range(0, scenes.size())
        .boxed()
        .flatMap(scene -> Arrays.stream(scenes.get(scene)).map(maps.apply(scene)::of))
        .toArray(double[][]::new);
  }

  private static SpectralSpace space(Case given, Random random) {
    int bands = given.bands;
    if (given.seen == Seen.AS_THEY_ARE) {
      return SpectralSpace.plain(2, bands);
    }
    List<AffineMap> maps = new ArrayList<>();
    double[][] metric = Matrices.identity(bands);
    for (int scene = 0; scene < 2; scene++) {
      double[][] matrix = new double[bands][bands];
      double[] offset = new double[bands];
      for (int i = 0; i < bands; i++) {
        matrix[i][i] = (i % 3 == 1 ? -1 : 1) * (0.5 + random.nextDouble());
        offset[i] = random.nextGaussian() * 100;
        for (int j = 0; j < bands && given.seen == Seen.MIXED; j++) {
          matrix[i][j] += random.nextGaussian() / bands;
          metric[i][j] += random.nextGaussian() / 4;
        }
      }
      maps.add(new AffineMap(matrix, offset));
    }
    return new SpectralSpace(maps, metric);
  }

  private static double[][] pixels(Case given, int n, Random random) {
    double low = given.type == SampleType.INT16 ? Short.MIN_VALUE : 0;
    double high = low + (given.type == SampleType.UINT8 ? 255 : 65535);
    double[][] centers =
        ArraySource.pixels(7, given.bands, () -> low + random.nextDouble() * (high - low));
    double[][] pixels = new double[n][given.bands];
    int center = 0;
    for (double[] pixel : pixels) {
      if (random.nextInt(20) == 0) {
        center = random.nextInt(centers.length);
      }
      for (int b = 0; b < given.bands; b++) {
        double value =
            switch (given.shape) {
              case CLUSTERS -> centers[center][b] + random.nextGaussian() * (high - low) / 30;
              case NOISE -> low + random.nextDouble() * (high - low);
              case DUPLICATES -> low + 40 * random.nextInt(4);
              case ONE_VALUE -> low + 77;
              case EXTREMES -> random.nextBoolean() ? low : high;
            };
        pixel[b] = Math.rint(Math.max(low, Math.min(high, value)));
      }
    }
    return pixels;
  }

  /** Pixels as centroids: ties and empty classes come by themselves where pixels are alike. */
  private static double[][] some(double[][] pixels, int k, Random random) {
    double[][] chosen = new double[k][];
    Arrays.setAll(chosen, c -> pixels[random.nextInt(pixels.length)].clone());
    return chosen;
  }

  private static int[] labels(ArraySource source, Assignment assignment) throws IOException {
    int[] labels = new int[source.blocks().stream().mapToInt(ArraySource.ArrayBlock::cells).sum()];
    int at = 0;
    for (int block = 0; block < source.blocks().size(); block++) {
      byte[] cells = new byte[source.blocks().get(block).cells()];
      assignment.readLabels(block, cells);
      for (byte cell : cells) {
        labels[at++] = (cell & 0xFF) - 1;
      }
    }
    return labels;
  }

  /** One step as anybody would write it; sums of integers are exact in float64. */
  private static final class Loop {
    final long[] counts;
    final double[][] means;
    long changed;

    /**
     * @param places of the pixels where distances are Euclidean
     * @param whitened centroids there
     */
    Loop(
        double[][] pixels,
        double[][] places,
        double[][] centroids,
        double[][] whitened,
        int[] labels) {
      int bands = centroids[0].length;
      counts = new long[centroids.length];
      means = new double[centroids.length][bands];
      for (int i = 0; i < pixels.length; i++) {
        int label = SquaredDistance.nearest(places[i], whitened);
        changed += label == labels[i] ? 0 : 1;
        labels[i] = label;
        counts[label]++;
        for (int b = 0; b < bands; b++) {
          means[label][b] += pixels[i][b];
        }
      }
      for (int c = 0; c < means.length; c++) {
        for (int b = 0; b < bands; b++) {
          means[c][b] = counts[c] == 0 ? centroids[c][b] : means[c][b] / counts[c];
        }
      }
    }
  }
}
