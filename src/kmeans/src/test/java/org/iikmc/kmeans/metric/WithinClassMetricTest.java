/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.SquaredDistance;
import org.junit.jupiter.api.Test;

class WithinClassMetricTest {
  private static final int NU = 3;

  /** Three classes that differ in the second band alone, while the first varies much in each. */
  private static double[][] stretched(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double light = 100 * random.nextGaussian();
      rows[i] = new double[] {light, 0.01 * light + 3 * (i % 3) + 0.3 * random.nextGaussian()};
    }
    return rows;
  }

  @Test
  void findsClassesThatPlainDistancesMiss() {
    double[][] rows = stretched(3000, 1);
    WithinClassMetric.Fit fit = new WithinClassMetric(rows, rows).find(3, 1).orElseThrow();
    int[] labels = labels(rows, fit);
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      right += labels[i] == labels[i % 3] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(2900);
  }

  /** The definition of the criterion, and that the last round is a fixed point of the others. */
  @Test
  void theCriterionIsWhatItSaysAndCannotBeLowered() {
    double[][] rows = stretched(900, 2);
    WithinClassMetric.Fit fit = new WithinClassMetric(rows, rows).find(3, 5).orElseThrow();
    int[] labels = labels(rows, fit);
    double logs = 0;
    double[][] sums = new double[3][2];
    double[] weights = new double[3];
    double[][] centers = whitened(fit.centroids(), fit);
    double[][] places = whitened(rows, fit);
    for (int i = 0; i < rows.length; i++) {
      double square = SquaredDistance.between(places[i], centers[labels[i]]);
      logs += Math.log(1 + square / NU);
      double weight = (NU + 2) / (NU + square);
      weights[labels[i]] += weight;
      for (int b = 0; b < 2; b++) {
        sums[labels[i]][b] += weight * rows[i][b];
      }
    }
    double[][] metric = fit.metric();
    double determinant = metric[0][0] * metric[1][1] - metric[0][1] * metric[1][0];
    double expected = (NU + 2) / 2.0 * logs / rows.length - Math.log(determinant);
    assertThat(fit.criterion()).isCloseTo(expected, within(1e-12));
    for (int c = 0; c < 3; c++) {
      double moved =
          Math.hypot(
              sums[c][0] / weights[c] - fit.centroids()[c][0],
              sums[c][1] / weights[c] - fit.centroids()[c][1]);
      assertThat(moved).as("centroid %d", c).isLessThan(5);
    }
  }

  @Test
  void unitsOfTheBandsDoNotMatter() {
    double[][] rows = stretched(1200, 3);
    double[][] others =
        Arrays.stream(rows)
            .map(row -> new double[] {7 + 0.001 * row[0], 5000 * row[1] - 20 * row[0]})
            .toArray(double[][]::new);
    WithinClassMetric.Fit one = new WithinClassMetric(rows, rows).find(3, 1).orElseThrow();
    WithinClassMetric.Fit other = new WithinClassMetric(others, others).find(3, 1).orElseThrow();
    assertThat(labels(others, other)).isEqualTo(labels(rows, one));
    // The map has determinant 5, and a change of variables adds its logarithm.
    assertThat(other.criterion()).isCloseTo(one.criterion() + Math.log(5), within(1e-6));
  }

  @Test
  void aFewFarPixelsGetNoClassOfTheirOwn() {
    double[][] rows = stretched(3000, 4);
    for (int i = 0; i < 30; i++) {
      rows[100 * i] = new double[] {9000 + i, 5000 - i};
    }
    WithinClassMetric.Fit fit = new WithinClassMetric(rows, rows).find(3, 1).orElseThrow();
    for (double[] centroid : fit.centroids()) {
      assertThat(centroid[1]).isLessThan(100);
    }
  }

  @Test
  void linkedPixelsAreLabelledAtTheirGround() {
    double[][] rows = {{0, 0}, {10, 1}, {0, 1}, {10, 0}, {5, 0.5}, {4, 0.2}};
    double[][] places = new double[rows.length][];
    Arrays.setAll(places, i -> i < 2 ? rows[0] : rows[i]);
    WithinClassMetric.Fit fit =
        new WithinClassMetric(rows, places).from(new double[][] {{0, 0}, {10, 1}}).orElseThrow();
    assertThat(fit.centroids()).hasNumberOfRows(2);
    assertThat(fit.criterion()).isFinite();
  }

  @Test
  void bandsThatAreCopiesOrConstantHaveNoMetric() {
    double[][] copies = new double[500][];
    double[][] constant = new double[500][];
    Random random = new Random(6);
    for (int i = 0; i < copies.length; i++) {
      double value = random.nextInt(1000);
      copies[i] = new double[] {value, 2 * value + 1};
      constant[i] = new double[] {value, 7};
    }
    assertThat(new WithinClassMetric(copies, copies).find(4, 1)).isEmpty();
    assertThat(new WithinClassMetric(constant, constant).find(4, 1)).isEmpty();
    assertThat(new WithinClassMetric(copies, copies).from(new double[][] {{1, 3}})).isEmpty();
  }

  @Test
  void moreClassesThanSpectra() {
    double[][] rows = new double[60][];
    Arrays.setAll(rows, i -> new double[] {i % 3, i % 2});
    WithinClassMetric.Fit fit = new WithinClassMetric(rows, rows).find(9, 1).orElseThrow();
    assertThat(fit.centroids()).hasNumberOfRows(9);
    assertThat(fit.criterion()).isFinite();
  }

  private static double[][] whitened(double[][] rows, WithinClassMetric.Fit fit) {
    return Arrays.stream(rows)
        .map(row -> Matrices.product(fit.metric(), row))
        .toArray(double[][]::new);
  }

  private static int[] labels(double[][] rows, WithinClassMetric.Fit fit) {
    double[][] centers = whitened(fit.centroids(), fit);
    return Arrays.stream(whitened(rows, fit))
        .mapToInt(place -> SquaredDistance.nearest(place, centers))
        .toArray();
  }
}
