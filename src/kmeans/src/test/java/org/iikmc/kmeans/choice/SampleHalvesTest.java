/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.iikmc.testing.ReferenceKMeans;
import org.junit.jupiter.api.Test;

class SampleHalvesTest {
  private static double agreement(ArraySource source, KMeansSettings settings) throws IOException {
    try (HeldSamples samples = new SequentialBackend().hold(source, Progress.NONE)) {
      return SampleHalves.of(samples, 1)
          .agreement(new InterImageKMeans(settings), settings.k(), samples.space(), Progress.NONE);
    }
  }

  @Test
  void classesThatAreApartComeAgain() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    double[][] pixels = ArraySource.pixels(3000, 2, () -> random.nextInt(10));
    for (int i = 0; i < pixels.length; i++) {
      pixels[i][0] += 80 * (i % 3);
    }
    KMeansSettings settings = KMeansSettings.of(3).withSeeding(new KMeansPlusPlusSeeding(1));
    assertThat(agreement(ArraySource.of(SampleType.UINT8, pixels), settings)).isEqualTo(1);
  }

  /** Up to 256 pixels, the even ones are one half and the odd ones the other. */
  @Test
  void isThatOfTwoPlainRuns() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    double[][] pixels = ArraySource.pixels(101, 3, () -> random.nextInt(200));
    int k = 4;
    List<double[][]> signatures = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      List<double[]> rows = new ArrayList<>();
      for (int i = half; i < pixels.length; i += 2) {
        rows.add(pixels[i]);
      }
      double[][] own = rows.toArray(double[][]::new);
      signatures.add(
          new ReferenceKMeans(own, ReferenceKMeans.midpoints(own, k), 100, 0.01, 0).signatures);
    }
    int[][] labels = new int[2][pixels.length];
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < pixels.length; i++) {
        labels[half][i] = SquaredDistance.nearest(pixels[i], signatures.get(half));
      }
    }
    List<double[][]> scenes =
        List.of(
            Arrays.copyOfRange(pixels, 0, 40),
            Arrays.copyOfRange(pixels, 40, 40),
            Arrays.copyOfRange(pixels, 40, 101));
    assertThat(agreement(new ArraySource(SampleType.UINT8, 3, 7, scenes), KMeansSettings.of(k)))
        .isCloseTo(adjustedRand(labels[0], labels[1]), within(1e-12))
        .isLessThan(0.99);
  }

  /** By counting all pairs. */
  private static double adjustedRand(int[] first, int[] second) {
    double both = 0;
    double inFirst = 0;
    double inSecond = 0;
    double pairs = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < i; j++) {
        pairs++;
        both += first[i] == first[j] && second[i] == second[j] ? 1 : 0;
        inFirst += first[i] == first[j] ? 1 : 0;
        inSecond += second[i] == second[j] ? 1 : 0;
      }
    }
    double expected = inFirst * inSecond / pairs;
    return (both - expected) / ((inFirst + inSecond) / 2 - expected);
  }

  @Test
  void isNotDefinedWithMoreClassesThanPixels() throws IOException {
    ArraySource source =
        ArraySource.of(
            SampleType.UINT8,
            new double[] {1},
            new double[] {2},
            new double[] {3},
            new double[] {4},
            new double[] {5});
    assertThat(agreement(source, KMeansSettings.of(3))).isNaN();
    assertThat(agreement(source, KMeansSettings.of(2))).isFinite();
    assertThat(agreement(ArraySource.of(SampleType.UINT8, new double[] {1}), KMeansSettings.of(1)))
        .isNaN();
  }

  @Test
  void oneClassAndConstantPixelsAreStable() throws IOException {
    double[][] pixels = ArraySource.pixels(20, 2, () -> 7);
    ArraySource constant = ArraySource.of(SampleType.FLOAT32, pixels);
    assertThat(agreement(constant, KMeansSettings.of(1))).isEqualTo(1);
    assertThat(agreement(constant, KMeansSettings.of(4))).isEqualTo(1);
  }

  /** More pixels than are held: those that are drawn are of both halves. */
  @Test
  void ofManyPixelsSomeAreDrawn() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    double[][] pixels =
        ArraySource.pixels(SampleHalves.MOST_SAMPLES + 50_000, 1, () -> random.nextInt(2) * 50);
    assertThat(agreement(ArraySource.of(SampleType.UINT16, pixels), KMeansSettings.of(2)))
        .isEqualTo(1);
  }

  @Test
  void canBeCanceled() throws IOException {
    ArraySource source = ArraySource.of(SampleType.UINT8, ArraySource.pixels(20, 2, () -> 7));
    Progress canceled =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    try (HeldSamples samples = new SequentialBackend().hold(source, Progress.NONE)) {
      SampleHalves halves = SampleHalves.of(samples, 1);
      assertThatThrownBy(
              () ->
                  halves.agreement(
                      new InterImageKMeans(KMeansSettings.of(2)),
                      2,
                      SpectralSpace.plain(1, 2),
                      canceled))
          .isInstanceOf(CancellationException.class);
    }
  }
}
