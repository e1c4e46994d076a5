/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;

class SeedingTest {
  private static double[][] seed(Seeding seeding, int k, double[]... pixels) throws IOException {
    SampleType type = SampleType.UINT16;
    try (HeldSamples samples =
        new SequentialBackend().hold(ArraySource.of(type, pixels), Progress.NONE)) {
      return seeding.seed(samples, k);
    }
  }

  @Test
  void midpointsOfEqualStepsBetweenTheExtremes() throws IOException {
    assertThat(seed(new MidpointSeeding(), 4, row(0, 100), row(8, 100), row(3, 500)))
        .isDeepEqualTo(new double[][] {{1, 150}, {3, 250}, {5, 350}, {7, 450}});
  }

  @Test
  void percentilesLeaveOutAnOutlier() throws IOException {
    double[][] pixels =
        IntStream.rangeClosed(0, 100).mapToObj(i -> row(i)).toArray(double[][]::new);
    pixels[57] = row(60_000);
    // Ranks 2 and 98 of 0…100 without 57, and 60000: values 2 and 99.
    assertThat(seed(new PercentileSeeding(), 1, pixels)).isDeepEqualTo(new double[][] {{50.5}});
  }

  @Test
  void percentilesAreInterpolated() throws IOException {
    // numpy.percentile([0, 10], [25, 75]) is 2.5 and 7.5
    assertThat(seed(new PercentileSeeding(25, 75), 1, row(10), row(0)))
        .isDeepEqualTo(new double[][] {{5}});
  }

  @Test
  void percentilesMustAscend() {
    assertThatThrownBy(() -> new PercentileSeeding(98, 2)).hasMessageContaining("98.0 and 2.0");
    assertThatThrownBy(() -> new PercentileSeeding(Double.NaN, 2)).hasMessageContaining("NaN");
  }

  @Test
  void plusPlusFindsTheMeansOfFarClustersWithAnySeed() throws IOException {
    Random random = new Random(4);
    double[][] pixels =
        IntStream.range(0, 900)
            .mapToObj(i -> row(1000 * (1 + i % 3 * 20) + random.nextInt(50)))
            .toArray(double[][]::new);
    for (long seed = 1; seed <= 20; seed++) {
      double[][] found = seed(new KMeansPlusPlusSeeding(seed), 3, pixels);
      for (int c = 0; c < 3; c++) {
        int first = c;
        double mean =
            IntStream.range(0, 300).mapToDouble(i -> pixels[3 * i + first][0]).average().orElse(0);
        assertThat(found[c][0]).isCloseTo(mean, within(0.5));
      }
    }
  }

  @Test
  void plusPlusOfFewerSpectraThanClassesRepeatsThem() throws IOException {
    assertThat(seed(new KMeansPlusPlusSeeding(1), 3, row(5), row(5), row(5)))
        .isDeepEqualTo(new double[][] {{5}, {5}, {5}});
  }

  @Test
  void evenlySpacedOrdinalsAreAllOfAFewAndNoneTwice() {
    for (int n = 1; n < 3000; n++) {
      assertThat(Ordinals.evenlySpaced(n, 1 << 17)).isEqualTo(LongStream.range(0, n).toArray());
    }
    long[] some = Ordinals.evenlySpaced(20_000_000_000L, 1 << 17);
    assertThat(some).hasSize(1 << 17).doesNotHaveDuplicates().isSorted();
    assertThat(some[some.length - 1]).isEqualTo(20_000_000_000L - 20_000_000_000L / (1 << 17) - 1);
  }

  @Test
  void givenSignaturesMustFitClassesAndBands() {
    GivenSignatures given = new GivenSignatures(new double[][] {{1, 2}}, "old.json");
    assertThatThrownBy(() -> seed(given, 2, row(1, 2), row(1, 3)))
        .hasMessage("old.json holds 1 signatures, but k is 2.");
    assertThatThrownBy(() -> seed(given, 1, row(1)))
        .hasMessage("old.json holds signatures of 2 bands, but the scenes give 1.");
  }

  @Test
  void givenSignaturesAreCopied() throws IOException {
    double[][] mine = {{1}};
    GivenSignatures given = new GivenSignatures(mine, "mine");
    mine[0][0] = 9;
    assertThat(seed(given, 1, row(4))).isDeepEqualTo(new double[][] {{1}});
  }

  @Test
  void randomOrdinalsAscendWithoutRepeats() {
    long[] drawn = Ordinals.random(5_000_000_000L, 1000, 3);
    assertThat(drawn).hasSize(1000).isSorted().doesNotHaveDuplicates();
    assertThat(LongStream.of(drawn).max().getAsLong()).isBetween(4_900_000_000L, 4_999_999_999L);
    assertThat(Ordinals.random(5, 9, 3)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Ordinals.evenlySpaced(10, 5)).containsExactly(0, 2, 4, 6, 8);
    assertThat(Ordinals.evenlySpaced(0, 5)).isEmpty();
  }

  private static double[] row(double... values) {
    return values;
  }
}
