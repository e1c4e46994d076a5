/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelConfidenceTest {
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private static LabelConfidence.Measured measure(
      SampleType type,
      double[][] signatures,
      double[][] deviations,
      SpectralSpace space,
      double limit,
      double[]... pixels) {
    ArraySource source =
        new ArraySource(type, signatures[0].length, pixels.length, List.<double[][]>of(pixels));
    return new LabelConfidence(signatures, ClassSpread.of(signatures, deviations), space, limit)
        .measure(0, source.blocks().get(0).open());
  }

  private static LabelConfidence.Measured measure(
      double[][] signatures, double[][] deviations, double limit, double[]... pixels) {
    SpectralSpace space = SpectralSpace.plain(1, signatures[0].length);
    return measure(SampleType.FLOAT32, signatures, deviations, space, limit, pixels);
  }

  private static int[] values(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  /**
   * Signatures at 0 and 100 with deviations of 4 and 2. At 20, a is 20 and b is 80: margin 0.75, or
   * 191.25 steps; and 5 standard deviations. 50 is a tie, which goes to the first class.
   */
  @Test
  void marginAndDistanceByHand() {
    LabelConfidence.Measured found =
        measure(
            new double[][] {{0}, {100}},
            new double[][] {{4}, {2}},
            5,
            new double[][] {{0}, {20}, null, {50}, {51}, {100}, {20.25}, {1100}});
    assertThat(values(found.margins())).containsExactly(255, 191, 0, 1, 10, 255, 190, 23);
    assertThat(values(found.distances())).containsExactly(1, 50, 0, 125, 245, 1, 51, 255);
    assertThat(found.far().stream()).containsExactly(3, 4, 6, 7);
    LabelStatistics near = ClassFigures.statistics(new ClassFigures[] {found.near()}, found.near());
    assertThat(near.counts()[0]).containsExactly(2, 1);
    assertThat(near.inertia()[0]).containsExactly(400, 0);
    assertThat(near.silhouette()[0]).containsExactly(1.75, 1);
  }

  @Test
  void oneClassLeavesNoDoubtBetweenClasses() {
    LabelConfidence.Measured found =
        measure(new double[][] {{5}}, new double[][] {{1}}, NO_LIMIT, new double[][] {{5}, {9}});
    assertThat(values(found.margins())).containsExactly(255, 255);
    assertThat(values(found.distances())).containsExactly(1, 40);
  }

  @Test
  void twoEqualSignaturesAreNeverToldApart() {
    LabelConfidence.Measured found =
        measure(
            new double[][] {{5}, {5}},
            new double[][] {{1}, {0}},
            NO_LIMIT,
            new double[][] {{5}, {9}});
    assertThat(values(found.margins())).containsExactly(1, 1);
  }

  /** The spreads that there are in the first band are 3 and 4, root mean square √12.5. */
  @Test
  void aClassWithoutSpreadIsGivenThatOfTheOthers() {
    double[][] signatures = {{0, 7}, {100, 7}, {200, 7}};
    double[][] deviations = {{3, 0}, {4, 0}, {0, 1e-12}};
    LabelConfidence.Measured found =
        measure(signatures, deviations, NO_LIMIT, new double[][] {{6, 9}, {92, 7}, {210, 7}});
    // The second band tells nothing: what is there of spread is rounding.
    assertThat(values(found.distances()))
        .containsExactly(20, 20, (int) Math.round(100 / Math.sqrt(12.5)));
  }

  @Test
  void withoutAnySpreadEveryDistanceIsNone() {
    double[][] none = {{0, 0}, {0, 0}};
    double[][] signatures = {{1, 2}, {3, 4}};
    assertThat(ClassSpread.of(signatures, none).isEmpty()).isTrue();
    LabelConfidence.Measured found =
        measure(signatures, none, 0.5, new double[][] {{1, 2}, {300, 400}});
    assertThat(values(found.distances())).containsExactly(1, 1);
    assertThat(found.far().isEmpty()).isTrue();
  }

  @Test
  void aBlockWithoutAValidPixel() {
    LabelConfidence.Measured found =
        measure(new double[][] {{1}}, new double[][] {{1}}, 1, new double[][] {null, null});
    assertThat(found.margins()).containsExactly(0, 0);
    assertThat(found.distances()).containsExactly(0, 0);
    assertThat(found.far().isEmpty()).isTrue();
  }

  /** Against a plain loop; sizes around what is taken at once. */
  @ParameterizedTest
  @CsvSource({
    "1, UINT8, 1, false",
    "511, UINT16, 2, true",
    "512, INT16, 5, true",
    "513, FLOAT32, 255, true",
    "1500, UINT16, 7, false"
  })
  void everyPixelIsThatOfAPlainLoop(int n, SampleType type, int k, boolean metric) {
    int bands = 3;
    Random random = new Random(n);
    double[][] signatures = ArraySource.pixels(k, bands, () -> random.nextInt(60));
    double[][] deviations = ArraySource.pixels(k, bands, () -> 1 + random.nextInt(9));
    double[][] pixels = ArraySource.pixels(n, bands, () -> random.nextInt(120));
    for (int i = 3; i < n; i += 11) {
      pixels[i] = null;
    }
    AffineMap map =
        new AffineMap(
            new double[][] {{0.5, 0.1, 0}, {0, 0.7, 0}, {0.2, 0, 0.4}}, new double[] {1, -2, 3});
    double[][] w = metric ? new double[][] {{1, 0.2, 0}, {0, 2, 0}, {0, 0.3, 0.5}} : identity();
    double limit = 3;
    LabelConfidence.Measured found =
        measure(type, signatures, deviations, new SpectralSpace(List.of(map), w), limit, pixels);
    for (int i = 0; i < n; i++) {
      int margin = found.margins()[i] & 0xFF;
      int distance = found.distances()[i] & 0xFF;
      if (pixels[i] == null) {
        assertThat(margin + distance).isZero();
        assertThat(found.far().get(i)).isFalse();
        continue;
      }
      double[] h = map.of(pixels[i]);
      double a = Double.POSITIVE_INFINITY;
      double b = Double.POSITIVE_INFINITY;
      double deviationsAway = 0;
      for (int c = 0; c < k; c++) {
        double d = length(Matrices.product(w, minus(h, signatures[c])));
        if (d < a) {
          b = a;
          a = d;
          double sum = 0;
          for (int band = 0; band < bands; band++) {
            sum += Math.pow((h[band] - signatures[c][band]) / deviations[c][band], 2);
          }
          deviationsAway = Math.sqrt(sum / bands);
        } else {
          b = Math.min(b, d);
        }
      }
      double share = b == 0 ? 0 : Double.isInfinite(b) ? 1 : (b - a) / b;
      assertThat((double) margin).isCloseTo(Math.max(1, 255 * share), within(0.5 + 1e-9));
      assertThat((double) distance)
          .isCloseTo(Math.max(1, Math.min(255, 10 * deviationsAway)), within(0.5 + 1e-9));
      if (Math.abs(deviationsAway - limit) > 1e-9) {
        assertThat(found.far().get(i)).isEqualTo(deviationsAway > limit);
      }
    }
  }

  private static double[][] identity() {
    return Matrices.identity(3);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
