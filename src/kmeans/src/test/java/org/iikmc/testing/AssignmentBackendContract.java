/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every backend must do: agree with the naive float64 reference in labels, signatures, counts,
 * inertia, history and reason for stopping.
 */
public abstract class AssignmentBackendContract {
  /** The backend under test. */
  protected abstract AssignmentBackend backend();

  /** A case: samples, k, iterations at most. */
  public record Case(String name, ArraySource source, int k, int iterations) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (SampleType type : SampleType.values()) {
      for (int bands : new int[] {1, 2, 3, 6, 7, 13, 64}) {
        cases.add(randomCase(type, bands, 8, 3000 + bands, 700));
      }
      for (int k : new int[] {1, 2, 3, 4, 5, 9, 16, 63, 255}) {
        cases.add(randomCase(type, 4, k, 2000, 333));
      }
      for (int n : new int[] {8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129, 1023, 1025}) {
        cases.add(randomCase(type, 5, 8, n, 1000));
      }
      cases.add(randomCase(type, 6, 8, 150_000, 140_000));
      cases.add(extremes(type));
    }
    cases.add(new Case("one pixel", ArraySource.of(SampleType.UINT16, new double[] {7, 9}), 1, 10));
    cases.add(
        new Case(
            "constant bands",
            ArraySource.of(SampleType.UINT16, ArraySource.pixels(1000, 3, constant(12345))),
            4,
            10));
    cases.add(
        new Case(
            "constant float bands",
            ArraySource.of(SampleType.FLOAT32, ArraySource.pixels(1000, 3, constant(0.1f))),
            4,
            10));
    cases.add(
        new Case(
            "tiny floats",
            ArraySource.of(
                SampleType.FLOAT32,
                ArraySource.pixels(1000, 3, uniform(new Random(5), 1e-22, 2e-22))),
            4,
            10));
    cases.add(
        new Case(
            "huge floats",
            ArraySource.of(
                SampleType.FLOAT32,
                ArraySource.pixels(1000, 3, uniform(new Random(6), -1e30, 1e30))),
            4,
            10));
    cases.add(
        new Case(
            "reflectance with an outlier",
            ArraySource.of(
                SampleType.FLOAT32,
                Stream.concat(
                        Arrays.stream(ArraySource.pixels(999, 3, uniform(new Random(7), 0, 0.4))),
                        Stream.<double[]>of(new double[] {1e6, 1e6, 1e6}))
                    .toArray(double[][]::new)),
            4,
            10));
    cases.add(
        new Case(
            "floats of very different size",
            ArraySource.of(
                SampleType.FLOAT32,
                Stream.concat(
                        Arrays.stream(ArraySource.pixels(500, 3, uniform(new Random(8), 0, 1))),
                        Arrays.stream(
                            ArraySource.pixels(500, 3, uniform(new Random(9), 1e19, 5e19))))
                    .toArray(double[][]::new)),
            6,
            10));
    cases.add(ties());
    return cases.stream();
  }

  /**
   * Clusters of pixels of different sizes, two scenes of different lengths, every seventh masked.
   */
  private static Case randomCase(SampleType type, int bands, int k, int n, int cellsPerBlock) {
    Random random = new Random(31 * bands + k + n);
    double low = type == SampleType.INT16 ? -3000 : 0;
    double high = type == SampleType.UINT8 ? 255 : type == SampleType.UINT16 ? 65535 : 3000;
    double[][] centers = ArraySource.pixels(5, bands, uniform(random, low, high));
    List<double[][]> scenes = new ArrayList<>();
    for (int length : new int[] {n, n / 3}) {
      double[][] pixels = new double[length][];
      for (int i = 0; i < length; i++) {
        if (i % 7 == 6 && n > 100) {
          continue;
        }
        double[] center = centers[random.nextInt(centers.length)];
        double[] pixel = new double[bands];
        for (int b = 0; b < bands; b++) {
          double value = center[b] + random.nextGaussian() * (high - low) / 15;
          pixel[b] = Math.max(low, Math.min(high, type.isInteger() ? Math.rint(value) : value));
        }
        pixels[i] = pixel;
      }
      scenes.add(pixels);
    }
    return new Case(
        type + ", " + bands + " bands, k " + k + ", " + n + " pixels",
        new ArraySource(type, bands, cellsPerBlock, scenes),
        k,
        30);
  }

  /** Only the least and the greatest values of the type. */
  private static Case extremes(SampleType type) {
    double low = type == SampleType.INT16 ? Short.MIN_VALUE : 0;
    double high =
        switch (type) {
          case UINT8 -> 255;
          case UINT16 -> 65535;
          case INT16 -> Short.MAX_VALUE;
          case FLOAT32 -> 1;
        };
    Random random = new Random(9);
    return new Case(
        "extremes of " + type,
        ArraySource.of(type, ArraySource.pixels(777, 6, () -> random.nextBoolean() ? low : high)),
        5,
        20);
  }

  /** Many pixels exactly half-way between two midpoint signatures: the lower index must win. */
  private static Case ties() {
    double[][] pixels = new double[902][];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = new double[] {i == 0 ? 0 : i == 1 ? 80 : 10 * (i % 9), 40};
    }
    return new Case("exact ties", ArraySource.of(SampleType.UINT8, pixels), 4, 1);
  }

  private static DoubleSupplier constant(double value) {
    return () -> value;
  }

  private static DoubleSupplier uniform(Random random, double low, double high) {
    return () -> (float) (low + random.nextDouble() * (high - low));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(Case given) throws IOException {
    double[][] pixels = given.source.validPixels();
    ReferenceKMeans expected =
        new ReferenceKMeans(
            pixels, ReferenceKMeans.midpoints(pixels, given.k), given.iterations, 0.001, 0);
    KMeansSettings settings =
        KMeansSettings.of(given.k).withMaxIterations(given.iterations).withChangeThreshold(0.001);
    try (HeldSamples samples = backend().hold(given.source, Progress.NONE)) {
      InterImageKMeans.Run run = new InterImageKMeans(settings).run(samples, Progress.NONE);
      Clustering actual = run.clustering();

      assertThat(labels(given.source, run)).as("labels").isEqualTo(expected.labels);
      assertThat(actual.stopReason()).hasToString(expected.reason);
      assertThat(actual.iterations().stream().map(Iteration::changed).toList())
          .as("changed pixels")
          .isEqualTo(expected.changed);
      assertThat(actual.counts()).as("counts").isEqualTo(expected.counts);
      assertRows(actual.signatures(), expected.signatures, 1e-12, "signatures");
      double scale = scatter(pixels);
      assertThat(actual.inertia()).as("inertia").isCloseTo(expected.inertia, within(1e-9 * scale));
      for (int i = 0; i < expected.inertias.size(); i++) {
        assertThat(actual.iterations().get(i).inertia())
            .as("inertia of iteration %d", i + 1)
            .isCloseTo(expected.inertias.get(i), within(1e-9 * (scale + expected.inertias.get(i))));
        assertThat(actual.iterations().get(i).largestShift())
            .as("shift of iteration %d", i + 1)
            .isCloseTo(expected.shifts.get(i), within(1e-9 * Math.sqrt(scale)));
      }
      assertStatistics(
          run.assignment().statistics(actual.signatures(), Progress.NONE),
          expected,
          given.source,
          pixels);
    }
  }

  private static void assertStatistics(
      LabelStatistics actual, ReferenceKMeans expected, ArraySource source, double[][] pixels) {
    int[] scenes = source.validScenes();
    int k = expected.signatures.length;
    double[] silhouettes = expected.simplifiedSilhouettes(pixels);
    for (int s = 0; s < source.scenes(); s++) {
      for (int c = 0; c < k; c++) {
        int scene = s;
        int label = c;
        int[] members =
            IntStream.range(0, pixels.length)
                .filter(i -> scenes[i] == scene && expected.labels[i] == label)
                .toArray();
        assertThat(actual.counts()[s][c]).isEqualTo(members.length);
        assertThat(actual.silhouette()[s][c])
            .as("silhouette of class %d in scene %d", c, s)
            .isCloseTo(
                Arrays.stream(members).mapToDouble(i -> silhouettes[i]).sum(),
                within(1e-6 * members.length + 1e-12));
      }
    }
    assertThat(actual.totalInertia()).isCloseTo(expected.inertia, within(1e-9 * scatter(pixels)));
    for (int c = 0; c < k; c++) {
      int label = c;
      double[][] members =
          IntStream.range(0, pixels.length)
              .filter(i -> expected.labels[i] == label)
              .mapToObj(i -> pixels[i])
              .toArray(double[][]::new);
      for (int b = 0; b < source.bands(); b++) {
        int band = b;
        double mean = expected.signatures[c][b];
        // With the final labels the signature is no longer exactly the mean of its pixels.
        double own = Arrays.stream(members).mapToDouble(p -> p[band]).average().orElse(mean);
        double variance =
            Arrays.stream(members)
                .mapToDouble(p -> (p[band] - own) * (p[band] - own))
                .average()
                .orElse(0);
        assertThat(actual.spread()[c][b])
            .isCloseTo(Math.sqrt(variance), within(1e-6 * (Math.abs(mean) + 1e-30)));
      }
    }
  }

  private static double scatter(double[][] pixels) {
    double sum = 0;
    for (int b = 0; b < pixels[0].length; b++) {
      int band = b;
      double mean = Arrays.stream(pixels).mapToDouble(p -> p[band]).average().orElseThrow();
      sum += Arrays.stream(pixels).mapToDouble(p -> (p[band] - mean) * (p[band] - mean)).sum();
    }
    return sum;
  }

  /** Reads the labels of a block. */
  private interface BlockLabels {
    void read(int block, byte[] cells) throws IOException;
  }

  private static int[] labels(ArraySource source, Assignment assignment) throws IOException {
    return labels(source, assignment::readLabels);
  }

  private static int[] labels(ArraySource source, InterImageKMeans.Run run) throws IOException {
    return labels(source, run.assignment());
  }

  private static int[] labels(ArraySource source, BlockLabels reader) throws IOException {
    List<Integer> labels = new ArrayList<>();
    for (int block = 0; block < source.blocks().size(); block++) {
      byte[] cells = new byte[source.blocks().get(block).cells()];
      reader.read(block, cells);
      double[][] rows = source.blocks().get(block).rows();
      for (int i = 0; i < cells.length; i++) {
        if (rows[i] == null) {
          assertThat(cells[i]).as("label of a masked cell").isZero();
        } else {
          labels.add((cells[i] & 0xFF) - 1);
        }
      }
    }
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void assertRows(
      double[][] actual, double[][] expected, double tolerance, String as) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int c = 0; c < expected.length; c++) {
      for (int b = 0; b < expected[c].length; b++) {
        assertThat(actual[c][b])
            .as("%s of class %d, band %d", as, c, b)
            .isCloseTo(expected[c][b], within(tolerance * (Math.abs(expected[c][b]) + 1e-30)));
      }
    }
  }

  @Test
  void stopsWhenSignaturesStandStill() throws IOException {
    ArraySource source = ArraySource.of(SampleType.UINT16, row(0), row(1), row(10), row(11));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      Clustering clustering =
          new InterImageKMeans(KMeansSettings.of(2).withChangeThreshold(0).withShiftTolerance(3))
              .run(samples, Progress.NONE)
              .clustering();
      // Midpoints 2.75 and 8.25 move to 0.5 and 10.5, by 2.25 each.
      assertThat(clustering.stopReason()).hasToString("SHIFT_TOLERANCE");
      assertThat(clustering.iterations()).hasSize(1);
      assertThat(clustering.signatures()).isDeepEqualTo(new double[][] {{0.5}, {10.5}});
      assertThat(clustering.inertia()).isEqualTo(1.0);
    }
  }

  @Test
  void anEmptyClassKeepsItsSignature() throws IOException {
    ArraySource source = ArraySource.of(SampleType.UINT16, row(0), row(2), row(98), row(100));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      Clustering clustering =
          new InterImageKMeans(KMeansSettings.of(3)).run(samples, Progress.NONE).clustering();
      assertThat(clustering.counts()).containsExactly(2, 0, 2);
      assertThat(clustering.signatures()).isDeepEqualTo(new double[][] {{1}, {50}, {99}});
    }
  }

  @Test
  void moreClassesThanPixelsAreRefusedWithBothNumbers() throws IOException {
    ArraySource source = ArraySource.of(SampleType.UINT16, row(0), row(2));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      assertThatThrownBy(
              () -> new InterImageKMeans(KMeansSettings.of(3)).run(samples, Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("k is 3")
          .hasMessageContaining("2 valid pixels");
    }
  }

  @Test
  void aSourceWithoutValidPixelsHasACountOfZero() throws IOException {
    ArraySource source =
        new ArraySource(SampleType.UINT8, 2, 5, List.<double[][]>of(new double[12][]));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      assertThat(samples.summary().count()).isZero();
      assertThat(samples.summary().min()).containsOnly(Double.POSITIVE_INFINITY);
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void aViewOnASceneIsThatSceneAlone(SampleType type) throws IOException {
    Case both = randomCase(type, 3, 4, 2000, 300);
    double[][] second = new double[666][];
    List<double[]> rows = new ArrayList<>();
    for (ArraySource.ArrayBlock block : both.source.blocks()) {
      if (block.scene() == 1) {
        rows.addAll(Arrays.asList(block.rows()));
      }
    }
    second = rows.toArray(second);
    ArraySource alone = new ArraySource(type, 3, 300, List.<double[][]>of(second));
    KMeansSettings settings = KMeansSettings.of(4).withChangeThreshold(0);
    try (HeldSamples samples = backend().hold(both.source, Progress.NONE);
        HeldSamples expected = backend().hold(alone, Progress.NONE)) {
      new InterImageKMeans(settings).run(samples, Progress.NONE);
      HeldSamples view = samples.scene(1);
      Clustering actual = new InterImageKMeans(settings).run(view, Progress.NONE).clustering();
      Clustering wanted = new InterImageKMeans(settings).run(expected, Progress.NONE).clustering();
      assertThat(view.summary().perScene()).isEqualTo(expected.summary().perScene());
      assertThat(actual.signatures()).isDeepEqualTo(wanted.signatures());
      assertThat(actual.counts()).isEqualTo(wanted.counts());
      assertThat(actual.iterations()).hasSameSizeAs(wanted.iterations());
      assertThat(actual.inertia()).isCloseTo(wanted.inertia(), withinPercentage(1e-7));
      view.close();
      assertThat(samples.gather(new long[] {0})).hasNumberOfRows(1);
    }
  }

  @Test
  void gathersSamplesByOrdinal() throws IOException {
    ArraySource source =
        new ArraySource(
            SampleType.INT16,
            1,
            2,
            List.of(new double[][] {row(-5), null, row(7)}, new double[][] {row(9), row(-32768)}));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      assertThat(samples.gather(new long[] {0, 1, 3}))
          .isDeepEqualTo(new double[][] {{-5}, {7}, {-32768}});
    }
  }

  @Test
  void givenSignaturesThatNearlyCoincideAreDecidedInDouble() throws IOException {
    // Both candidates round to the same float32: only float64 tells them apart.
    double[][] near = {{30000.00000001, 30000}, {30000, 30000}, {10, 10}};
    Random random = new Random(3);
    ArraySource source =
        ArraySource.of(
            SampleType.UINT16, ArraySource.pixels(5000, 2, () -> 29990 + random.nextInt(21)));
    double[][] pixels = source.validPixels();
    ReferenceKMeans expected = new ReferenceKMeans(pixels, near, 1, 0, 0);
    KMeansSettings settings =
        KMeansSettings.of(3)
            .withSeeding(new GivenSignatures(near, "test"))
            .withMaxIterations(1)
            .withChangeThreshold(0);
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      InterImageKMeans.Run run = new InterImageKMeans(settings).run(samples, Progress.NONE);
      assertThat(run.clustering().signatures()).isDeepEqualTo(expected.signatures);
      assertThat(labels(source, run)).isEqualTo(expected.labels);
    }
  }

  @Test
  void stopsWhenCanceled() {
    Case given = randomCase(SampleType.UINT16, 3, 4, 5000, 100);
    Progress canceled =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    assertThatThrownBy(() -> backend().hold(given.source, canceled))
        .isInstanceOf(CancellationException.class);
  }

  private static double[] row(double value) {
    return new double[] {value};
  }

  /** Pixels are labelled one by one here, and figures are added in the order of the pixels. */
  @ParameterizedTest
  @MethodSource("cases")
  void labelsThatGoByAreThoseOfTheNearestSignatures(Case each) throws IOException {
    ArraySource source = each.source;
    double[][] pixels = source.validPixels();
    double[][] signatures = signatures(pixels, each.k);
    SpectralSpace space = SpectralSpace.plain(source.scenes(), source.bands());
    try (LabelStream labels = backend().label(source, signatures, space, Progress.NONE);
        LabelStream plain =
            new SequentialBackend().label(source, signatures, space, Progress.NONE)) {
      int next = 0;
      for (int block = 0; block < source.blocks().size(); block++) {
        ArraySource.ArrayBlock rows = source.blocks().get(block);
        byte[] cells = new byte[rows.cells()];
        Arrays.fill(cells, (byte) 77);
        labels.readLabels(block, cells);
        plain.readLabels(block, new byte[rows.cells()]);
        for (int i = 0; i < cells.length; i++) {
          int expected =
              rows.rows()[i] == null ? 0 : 1 + SquaredDistance.nearest(pixels[next++], signatures);
          assertThat(cells[i] & 0xFF).isEqualTo(expected);
        }
      }
      LabelStatistics actual = labels.statistics();
      LabelStatistics expected = plain.statistics();
      assertThat(actual.counts()).isDeepEqualTo(expected.counts());
      for (int scene = 0; scene < source.scenes(); scene++) {
        for (int c = 0; c < each.k; c++) {
          assertThat(actual.silhouette()[scene][c])
              .isCloseTo(
                  expected.silhouette()[scene][c],
                  within(1e-9 * (1 + expected.counts()[scene][c])));
          assertThat(actual.inertia()[scene][c])
              .isCloseTo(
                  expected.inertia()[scene][c],
                  within(1e-9 * Math.max(1e-60, expected.inertia()[scene][c])));
        }
      }
      long[] last = {pixels.length - 1};
      assertThat(labels.gather(last)).isDeepEqualTo(new double[][] {pixels[pixels.length - 1]});
    }
  }

  /** Maps of each scene that keep the bands apart, or mix them under a metric that does too. */
  private static SpectralSpace space(ArraySource source, boolean mixing) {
    int bands = source.bands();
    Random random = new Random(bands);
    List<AffineMap> maps = new ArrayList<>();
    for (int scene = 0; scene < source.scenes(); scene++) {
      double[][] matrix = new double[bands][bands];
      double[] offset = new double[bands];
      for (int i = 0; i < bands; i++) {
        matrix[i][i] = (i % 3 == 1 ? -1 : 1) * (0.5 + random.nextDouble());
        offset[i] = random.nextGaussian() * 100;
        for (int j = 0; j < bands && mixing; j++) {
          matrix[i][j] += random.nextGaussian() / bands;
        }
      }
      maps.add(new AffineMap(matrix, offset));
    }
    double[][] metric = new double[bands][bands];
    for (int i = 0; i < bands; i++) {
      metric[i][i] = 1;
      for (int j = 0; j < bands && mixing; j++) {
        metric[i][j] += random.nextGaussian() / 2;
      }
    }
    return new SpectralSpace(maps, metric);
  }

  static Stream<Arguments> casesInSpaces() {
    return cases().flatMap(each -> Stream.of(Arguments.of(each, false), Arguments.of(each, true)));
  }

  /** Values, distances, sums and ranges are those of the values that the maps make, one by one. */
  @ParameterizedTest
  @MethodSource("casesInSpaces")
  void spacesAreSeenAsIfTheValuesHadBeenMapped(Case each, boolean mixing) throws IOException {
    ArraySource source = each.source;
    SpectralSpace space = space(source, mixing);
    double[][] stored = source.validPixels();
    int[] scenes = source.validScenes();
    int bands = source.bands();
    double[][] harmonized = new double[stored.length][];
    double[][] whitened = new double[stored.length][];
    for (int i = 0; i < stored.length; i++) {
      harmonized[i] = space.harmonization(scenes[i]).of(stored[i]);
      whitened[i] = space.whitening(scenes[i]).of(stored[i]);
    }
    // What rounding of the values themselves may leave of constant bands, and no more.
    double rounding =
        Arrays.stream(harmonized).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0)
            * 1e-13;
    double scale =
        1e-9 * (scatter(harmonized) + scatter(whitened))
            + stored.length * bands * bands * rounding * rounding;
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      HeldSamples mapped = samples.in(space);
      double[][] centroids = signatures(harmonized, each.k);
      Assignment assignment = mapped.assign(each.k);
      int[] labels = new int[stored.length];
      Arrays.fill(labels, -1);
      for (int step = 0; step < 3; step++) {
        Assignment.Step found = assignment.step(centroids, Progress.NONE);
        double[][] places = space.whitened(centroids);
        double inertia = 0;
        long changed = 0;
        long[] counts = new long[each.k];
        double[][] sums = new double[each.k][bands];
        for (int i = 0; i < stored.length; i++) {
          int label = SquaredDistance.nearest(whitened[i], places);
          changed += label == labels[i] ? 0 : 1;
          labels[i] = label;
          counts[label]++;
          inertia += SquaredDistance.between(whitened[i], places[label]);
          for (int b = 0; b < bands; b++) {
            sums[label][b] += harmonized[i][b];
          }
        }
        assertThat(found.changed()).isEqualTo(changed);
        assertThat(found.counts()).isEqualTo(counts);
        assertThat(found.inertia()).isCloseTo(inertia, within(scale + 1e-9 * inertia));
        for (int c = 0; c < each.k; c++) {
          for (int b = 0; b < bands; b++) {
            double size = Math.abs(mapped.summary().max()[b]) + Math.abs(mapped.summary().min()[b]);
            double mean = counts[c] == 0 ? centroids[c][b] : sums[c][b] / counts[c];
            assertThat(found.means()[c][b]).isCloseTo(mean, within(1e-12 * (size + 1e3)));
          }
        }
        assertThat(labels(source, assignment)).isEqualTo(labels);
        centroids = found.means();
      }
      assertThat(mapped.gather(new long[] {0, stored.length - 1}))
          .isDeepEqualTo(new double[][] {harmonized[0], harmonized[stored.length - 1]});
      for (int b = 0; b < bands; b++) {
        int band = b;
        assertThat(mapped.summary().min()[b])
            .isEqualTo(Arrays.stream(harmonized).mapToDouble(h -> h[band]).min().orElseThrow());
        assertThat(mapped.summary().max()[b])
            .isEqualTo(Arrays.stream(harmonized).mapToDouble(h -> h[band]).max().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInSpaces")
  void figuresInSpacesAreThoseOfTheSequentialWay(Case each, boolean mixing) throws IOException {
    ArraySource source = each.source;
    SpectralSpace space = space(source, mixing);
    try (HeldSamples samples = backend().hold(source, Progress.NONE);
        HeldSamples plain = new SequentialBackend().hold(source, Progress.NONE)) {
      HeldSamples expected = plain.in(space);
      double[][] signatures =
          signatures(
              expected.gather(LongStream.range(0, source.validPixels().length).toArray()), each.k);
      Assignment ours = samples.in(space).assign(each.k);
      Assignment theirs = expected.assign(each.k);
      ours.step(signatures, Progress.NONE);
      theirs.step(signatures, Progress.NONE);
      LabelStatistics wanted = theirs.statistics(signatures, Progress.NONE);
      assertFigures(ours.statistics(signatures, Progress.NONE), wanted);
      SpectralSpace other = space(source, !mixing);
      double[][] centers = signatures.clone();
      centers[0] = signatures[signatures.length - 1];
      assertFigures(
          ours.statistics(other, centers, Progress.NONE),
          theirs.statistics(other, centers, Progress.NONE));
      double[][] means = wanted.means(signatures);
      assertFigures(
          ours.statistics(other, means, Progress.NONE),
          theirs.statistics(other, means, Progress.NONE));
      try (LabelStream labels = backend().label(source, signatures, space, Progress.NONE)) {
        int[] held = labels(source, theirs);
        assertThat(labels(source, labels::readLabels)).isEqualTo(held);
        assertFigures(labels.statistics(), wanted);
        long[] last = {held.length - 1};
        assertThat(labels.gather(last)).isDeepEqualTo(expected.gather(last));
      }
      int[] first = {0};
      int[][] cells = {{source.blocks().get(0).cells() - 1, 0}};
      assertThat(samples.in(space).at(first, cells)).isDeepEqualTo(expected.at(first, cells));
    }
  }

  private static void assertFigures(LabelStatistics actual, LabelStatistics expected) {
    assertThat(actual.counts()).isDeepEqualTo(expected.counts());
    for (int scene = 0; scene < expected.counts().length; scene++) {
      for (int c = 0; c < expected.counts()[0].length; c++) {
        long count = expected.counts()[scene][c];
        assertThat(actual.silhouette()[scene][c])
            .isCloseTo(expected.silhouette()[scene][c], within(1e-9 * (1 + count)));
        assertThat(actual.inertia()[scene][c])
            .isCloseTo(
                expected.inertia()[scene][c],
                within(1e-9 * Math.max(1e-60, expected.inertia()[scene][c])));
      }
    }
    for (int c = 0; c < expected.spread().length; c++) {
      assertThat(actual.distances()[c])
          .isCloseTo(expected.distances()[c], within(1e-9 * (1e-3 + expected.distances()[c])));
      for (int b = 0; b < expected.spread()[c].length; b++) {
        double spread = expected.spread()[c][b];
        double difference = expected.differences()[c][b];
        // A difference of two squares: the farther the centre, the fewer digits are left.
        assertThat(actual.spread()[c][b])
            .isCloseTo(spread, within(1e-6 * (spread + 1e-3 + Math.abs(difference))));
        assertThat(actual.differences()[c][b])
            .isCloseTo(difference, within(1e-9 * (spread + Math.abs(difference)) + 1e-12));
      }
    }
  }

  /** A view on one scene has its own map of the space. */
  @Test
  void aViewOnASceneKeepsItsMap() throws IOException {
    ArraySource source =
        new ArraySource(
            SampleType.INT16,
            1,
            2,
            List.of(new double[][] {row(-5), null, row(7)}, new double[][] {row(9), row(-32768)}));
    SpectralSpace space =
        SpectralSpace.euclidean(
            List.of(
                AffineMap.identity(1), AffineMap.scaling(new double[] {0.5}, new double[] {-1})));
    try (HeldSamples samples = backend().hold(source, Progress.NONE)) {
      HeldSamples second = samples.in(space).scene(1);
      assertThat(second.gather(new long[] {0, 1})).isDeepEqualTo(new double[][] {{3.5}, {-16385}});
      assertThat(second.summary().max()).containsExactly(3.5);
      Assignment.Step step = second.assign(1).step(new double[][] {{0}}, Progress.NONE);
      assertThat(step.means()[0][0]).isEqualTo((3.5 - 16385) / 2);
      assertThat(samples.at(new int[] {0, 1}, new int[][] {{1, 0}, {0}}))
          .isDeepEqualTo(new double[][][] {{null, {-5}}, {{7}}});
    }
  }

  private static double[][] signatures(double[][] pixels, int k) {
    double[][] signatures = new double[k][];
    for (int c = 0; c < k; c++) {
      signatures[c] = pixels[(int) ((long) c * pixels.length / k)].clone();
    }
    return signatures;
  }
}
