/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.StopReason;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.iikmc.testing.IsodataTranscript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsodataTest {
  private static IsodataSettings rules(
      int classes, long minPixels, double maxDeviation, double minDistance, int maxMerges) {
    return new IsodataSettings(
        classes,
        OptionalLong.of(minPixels),
        OptionalDouble.of(maxDeviation),
        OptionalDouble.of(minDistance),
        maxMerges);
  }

  private static KMeansSettings from(int iterations, double[]... centroids) {
    return new KMeansSettings(
        centroids.length, new GivenSignatures(centroids, "the test"), iterations, 0, 0);
  }

  private static Clustering run(KMeansSettings start, IsodataSettings rules, double[]... pixels)
      throws IOException {
    try (HeldSamples samples =
        new SequentialBackend().hold(ArraySource.of(SampleType.FLOAT32, pixels), Progress.NONE)) {
      return new Isodata(start, rules).run(samples, Progress.NONE).clustering();
    }
  }

  /** Pixels of one band. */
  private static double[][] band(double... values) {
    return Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
  }

  private static List<List<ClassChange>> changes(Clustering run) {
    return run.iterations().stream().map(Iteration::changes).toList();
  }

  /** 0 and 10 in one class scatter by 5; half of that to either side of 5 is 2.5 and 7.5. */
  @Test
  void splitsByHand() throws IOException {
    Clustering run = run(from(10, band(5)), rules(2, 1, 4, 1, 2), band(0, 0, 10, 10));

    assertThat(changes(run))
        .containsExactly(List.of(new ClassChange.Split(1, 4, 1, 5)), List.of(), List.of());
    assertThat(run.signatures()).isDeepEqualTo(band(0, 10));
    assertThat(run.counts()).containsExactly(2, 2);
    assertThat(run.stopReason()).isEqualTo(StopReason.CHANGE_THRESHOLD);
    assertThat(run.iterations().stream().map(Iteration::classes)).containsExactly(1, 2, 2);
    // The step from 2.5 to 0.
    assertThat(run.iterations().get(1).largestShift()).isEqualTo(2.5);
  }

  @Test
  void splitsAlongTheWidestBandAndTheLowerOfTwo() throws IOException {
    double[][] pixels = {{0, 0, 1}, {8, 8, 3}, {0, 8, 1}, {8, 0, 3}};
    Clustering run = run(from(1, new double[] {4, 4, 2}), rules(2, 1, 3, 0, 0), pixels);
    assertThat(changes(run)).containsExactly(List.of()); // the last iteration splits nothing

    run = run(from(2, new double[] {4, 4, 2}), rules(2, 1, 3, 0, 0), pixels);
    assertThat(changes(run)).containsExactly(List.of(new ClassChange.Split(1, 4, 1, 4)), List.of());
    assertThat(run.signatures()).isDeepEqualTo(new double[][] {{0, 4, 1}, {8, 4, 3}});
    assertThat(run.stopReason()).isEqualTo(StopReason.MAX_ITERATIONS);
  }

  /** A deviation that is the limit is not above it. */
  @ParameterizedTest
  @CsvSource({"5, 1", "4.999, 2"})
  void theLimitItselfIsNotTooWide(double maxDeviation, int classes) throws IOException {
    assertThat(run(from(9, band(5)), rules(2, 1, maxDeviation, 0, 0), band(0, 10)).signatures())
        .hasNumberOfRows(classes);
  }

  /** More than K/2 classes: only one that scatters more than all, with 2(θN + 1) pixels and one. */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 2"})
  void amongEnoughClassesOnlyLargeOnesAreSplit(long minPixels, int classes) throws IOException {
    double[][] pixels = band(0, 2, 100, 110, 120, 130, 140);
    assertThat(run(from(3, band(1, 120)), rules(3, minPixels, 0.5, 0, 0), pixels).signatures())
        .hasNumberOfRows(classes);
  }

  /** Three pixels at 1 and one at 5: their mean is 2. */
  @Test
  void mergesByHand() throws IOException {
    Clustering run = run(from(10, band(1, 5, 50)), rules(1, 1, 100, 10, 2), band(1, 1, 1, 5, 50));

    assertThat(changes(run).get(0)).containsExactly(new ClassChange.Merge(1, 2, 4));
    assertThat(run.signatures()).isDeepEqualTo(band(2, 50));
    assertThat(run.counts()).containsExactly(4, 1);
    assertThat(changes(run)).hasSize(3);
  }

  /**
   * Of 0, 2, 4, 6 the first pair is taken by a tie, so that the second is not there for the third.
   */
  @Test
  void aClassIsMergedOnceInAnIterationAndNoMorePairsThanAllowed() throws IOException {
    double[][] pixels = band(0, 2, 4, 6);
    KMeansSettings start = from(2, pixels);
    assertThat(changes(run(start, rules(2, 1, 9, 3, 1), pixels)).get(0))
        .containsExactly(new ClassChange.Merge(1, 2, 2));
    // The second of the nearest pairs has a class that is used already.
    assertThat(changes(run(start, rules(2, 1, 9, 3, 2), pixels)).get(0))
        .containsExactly(new ClassChange.Merge(1, 2, 2));
    Clustering both = run(start, rules(2, 1, 9, 3, 3), pixels);
    assertThat(changes(both).get(0))
        .containsExactly(new ClassChange.Merge(1, 2, 2), new ClassChange.Merge(3, 4, 2));
    assertThat(both.signatures()).isDeepEqualTo(band(1, 5));
    assertThat(changes(run(start, rules(2, 1, 9, 2, 3), pixels)).get(0)).isEmpty();
    assertThat(changes(run(start, rules(2, 1, 9, 3, 0), pixels)).get(0)).isEmpty();
  }

  /** The pixel at 100 counts in no mean when its class goes, and in the next in that of 10. */
  @Test
  void dropsByHand() throws IOException {
    Clustering run =
        run(from(2, band(0, 10, 100)), rules(2, 2, 1000, 0, 0), band(0, 0, 10, 10, 100));

    assertThat(changes(run).get(0)).containsExactly(new ClassChange.Drop(3, 1));
    assertThat(run.iterations().get(1).inertia()).isEqualTo(90 * 90);
    assertThat(run.signatures()).isDeepEqualTo(band(0, 40));
    assertThat(run.counts()).containsExactly(4, 1); // 10 is nearer to 0 than to 40
  }

  @Test
  void whereNoClassIsLargeEnoughTheLargestStays() throws IOException {
    Clustering run =
        run(from(1, band(0, 10, 20)), rules(1, 4, 1000, 0, 0), band(0, 10, 10, 20, 20));

    assertThat(changes(run).get(0))
        .containsExactly(new ClassChange.Drop(1, 1), new ClassChange.Drop(3, 2));
    assertThat(run.counts()).containsExactly(5);
  }

  @Test
  void thereAreNeverMoreThan255Classes() throws IOException {
    double[] values = new double[4096];
    Arrays.setAll(values, i -> (double) i * i); // the farther, the wider
    Clustering run = run(from(30, new double[] {2000}), rules(255, 1, 0.1, 0, 0), band(values));

    assertThat(run.signatures()).hasNumberOfRows(255);
    assertThat(Arrays.stream(run.counts()).sum()).isEqualTo(4096);
  }

  @Test
  void onePixelIsOneClass() throws IOException {
    Clustering run = run(KMeansSettings.of(1), IsodataSettings.of(1), band(7));
    assertThat(run.signatures()).isDeepEqualTo(band(7));
    assertThat(run.rules().orElseThrow().minPixels()).isEqualTo(1);
    assertThat(changes(run)).containsExactly(List.of(), List.of());
  }

  @Test
  void equalPixelsAreOneClass() throws IOException {
    double[][] pixels = Collections.nCopies(500, new double[] {0.1, 0.7}).toArray(double[][]::new);
    Clustering run = run(KMeansSettings.of(5), IsodataSettings.of(5), pixels);
    assertThat(run.counts()).containsExactly(500);
    assertThat(run.inertia()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aConstantBandIsNeverSplit() throws IOException {
    double[][] pixels = new double[400][];
    Arrays.setAll(pixels, i -> new double[] {9, i % 20, 9});
    Clustering run = run(KMeansSettings.of(4), rules(20, 1, 1, 0, 0), pixels);
    assertThat(changes(run).stream().flatMap(List::stream))
        .isNotEmpty()
        .allSatisfy(change -> assertThat(((ClassChange.Split) change).axis()).isEqualTo(2));
  }

  /**
   * Distances and deviations by a metric that halves the first band and mixes it into the second.
   */
  @Test
  void aMetricIsTheSameAsPixelsThatAreMapped() throws IOException {
    double[][] metric = {{0.5, 0}, {-0.25, 2}};
    AffineMap map = AffineMap.scaling(new double[] {2, 3}, new double[] {10, -5});
    double[][] pixels = made();
    double[][] two =
        Arrays.stream(pixels).map(p -> new double[] {p[0], p[1]}).toArray(double[][]::new);
    double[][] mapped =
        Arrays.stream(two).map(p -> map.then(metric).of(p)).toArray(double[][]::new);
    Clustering expected = run(KMeansSettings.of(6), IsodataSettings.of(6), mapped);
    double[][] start = new MidpointSeeding().seed(hold(mapped), 6);
    double[][] inverse = {{2, 0}, {0.25, 0.5}};
    double[][] given =
        Arrays.stream(start).map(c -> Matrices.product(inverse, c)).toArray(double[][]::new);

    HeldSamples samples = hold(two).in(new SpectralSpace(List.of(map), metric));
    Isodata.Run run =
        new Isodata(
                KMeansSettings.of(6).withSeeding(new GivenSignatures(given, "the test")),
                IsodataSettings.of(6))
            .run(samples, Progress.NONE);

    IsodataTranscript.assertSame(
        run.clustering(),
        samples.space().whitened(run.clustering().signatures()),
        IsodataTranscript.lines(expected, expected.signatures()));
    assertThat(
            run.assignment().statistics(run.clustering().signatures(), Progress.NONE).counts()[0])
        .isEqualTo(expected.counts());
  }

  private static HeldSamples hold(double[]... pixels) throws IOException {
    return new SequentialBackend().hold(ArraySource.of(SampleType.FLOAT32, pixels), Progress.NONE);
  }

  @Test
  void isWhatNumPyFinds() throws IOException {
    double[][] pixels = made();
    Map<String, List<String>> expected = cases();
    check(pixels, expected.get("defaults"), 6, IsodataSettings.of(6));
    check(pixels, expected.get("few to begin with"), 4, rules(20, 5, 60, 80, 3));
    check(pixels, expected.get("many to begin with"), 12, rules(3, 20, 300, 500, 4));
    check(pixels, expected.get("drops"), 8, rules(8, 400, 200, 150, 1));
    assertThat(expected).hasSize(4);
  }

  private static void check(double[][] pixels, List<String> expected, int k, IsodataSettings rules)
      throws IOException {
    Clustering run = run(new KMeansSettings(k, new MidpointSeeding(), 15, 0.002, 0), rules, pixels);
    IsodataTranscript.assertSame(run, run.signatures(), expected);
  }

  /** What the script told of its pixels, by the name of the case. */
  private static Map<String, List<String>> cases() throws IOException {
    Map<String, List<String>> cases = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    try (var stream = IsodataTranscript.class.getResourceAsStream("isodata.txt")) {
      for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("case ")) {
          lines = new ArrayList<>();
          cases.put(line.substring(5), lines);
        } else {
          lines.add(line);
        }
      }
    }
    return cases;
  }

  /** The pixels of the script. */
  private static double[][] made() {
    int[][] clouds = {
      {300, 400, 900, 40, 1500},
      {320, 430, 950, 40, 1200},
      {2000, 500, 700, 400, 900},
      {1500, 1500, 1500, 150, 700},
      {1500, 1900, 1500, 90, 500},
      {600, 2800, 300, 250, 190},
      {3900, 3900, 3900, 10, 10}
    };
    IntUnaryOperator draw =
        new IntUnaryOperator() {
          private long state = 12345;

          @Override
          public int applyAsInt(int below) {
            state = (state * 1103515245 + 12345) % (1L << 31);
            return (int) ((state >> 8) % below);
          }
        };
    List<double[]> rows = new ArrayList<>();
    for (int[] cloud : clouds) {
      for (int i = 0; i < cloud[4]; i++) {
        double[] row = new double[3];
        for (int b = 0; b < 3; b++) {
          int sum = 0;
          for (int term = 0; term < 4; term++) {
            sum += draw.applyAsInt(2 * cloud[3] + 1) - cloud[3];
          }
          row[b] = cloud[b] + Math.floorDiv(sum, 2);
        }
        rows.add(row);
      }
    }
    return rows.toArray(double[][]::new);
  }

  @Test
  void tellsEachChange() throws IOException {
    List<String> notes = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void note(String text) {
            notes.add(text);
          }

          @Override
          public void report(Stage stage, long done, long total) {
            assertThat(stage).isEqualTo(Stage.CLUSTER);
          }
        };
    new Isodata(from(10, band(5)), rules(2, 1, 4, 1, 2)).run(hold(band(0, 0, 10, 10)), progress);
    assertThat(notes).containsExactly("Iteration 1: split 1 (axis 1, standard deviation 5.000).");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> rules(0, 1, 1, 1, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> rules(256, 1, 1, 1, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> rules(2, 0, 1, 1, 1))
        .hasMessage("minPixels is '0', but must be a whole number from 1 on.");
    assertThatThrownBy(() -> rules(2, 1, -1, 1, 1))
        .hasMessage("maxStd is '-1.0', but must be a number from 0 on.");
    assertThatThrownBy(() -> rules(2, 1, Double.NaN, 1, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> rules(2, 1, 1, 1 / 0.0, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> rules(2, 1, 1, 1, -1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> run(from(3, band(1)), rules(1, 4, 1, 1, 1), band(1, 2, 3)))
        .hasMessage(
            "minPixels is 4, but only 3 valid pixels take part, so that no class has as many; lower"
                + " minPixels.");
    assertThatThrownBy(() -> run(KMeansSettings.of(4), IsodataSettings.of(4), band(1, 2, 3)))
        .hasMessage("k is 4, but there are only 3 valid pixels; lower k.");
  }

  @Test
  void stopsWhenItIsAsked() throws IOException {
    Progress canceled =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    Isodata method = new Isodata(from(10, band(5)), rules(2, 1, 4, 1, 2));
    assertThatThrownBy(() -> method.run(hold(band(0, 10)), canceled))
        .isInstanceOf(CancellationException.class);
  }
}
