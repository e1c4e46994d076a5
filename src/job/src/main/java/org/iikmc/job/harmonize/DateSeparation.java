/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.seeding.Percentiles;

/**
 * How far dates set the same ground apart: the median squared distance of one place on two dates,
 * over that of two random places, in units of the covariance within dates. 0 where ground looks the
 * same on all dates, 1 where it tells nothing of how it looks on another. The mean over pairs of
 * scenes, weighted by their points. It does not change if all scenes are mapped alike.
 */
final class DateSeparation {
  private static final int LEAST_POINTS = 50;

  private DateSeparation() {}

  /**
   * The figure of harmonised values.
   *
   * @param pairs scenes to compare, whatever their points
   * @return empty if no pair has enough common points, or bands depend on each other
   */
  static OptionalDouble of(CommonGround ground, List<int[]> pairs) {
    double[][] covariance = withinDates(ground);
    if (covariance == null) {
      return OptionalDouble.empty();
    }
    double[][] factor = Matrices.cholesky(covariance);
    for (int i = 0; i < factor.length; i++) {
      if (!(factor[i][i] > 0)) {
        return OptionalDouble.empty();
      }
    }
    double[][] metric = Matrices.inverseOfLower(factor);
    double sum = 0;
    long points = 0;
    for (int[] pair : pairs) {
      int[] common = ground.common(pair[0], pair[1]);
      if (common.length >= LEAST_POINTS) {
        sum += common.length * ratio(ground, pair, common, metric);
        points += common.length;
      }
    }
    return points == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / points);
  }

  private static double ratio(CommonGround ground, int[] pair, int[] common, double[][] metric) {
    int[] elsewhere = shuffled(common);
    double[] same = new double[common.length];
    double[] random = new double[common.length];
    for (int i = 0; i < common.length; i++) {
      double[] here = ground.scenes().get(pair[0])[common[i]];
      same[i] = squared(here, ground.scenes().get(pair[1])[common[i]], metric);
      random[i] = squared(here, ground.scenes().get(pair[1])[elsewhere[i]], metric);
    }
    double apart = median(random);
    return apart > 0 ? median(same) / apart : 1;
  }

  private static int[] shuffled(int[] points) {
    int[] shuffled = points.clone();
    SplittableRandom random = new SplittableRandom(points.length);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    return shuffled;
  }

  private static double squared(double[] a, double[] b, double[][] metric) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    double sum = 0;
    for (double component : Matrices.product(metric, difference)) {
      sum += component * component;
    }
    return sum;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return Percentiles.of(values, 0.5);
  }

  /** Null without a point. */
  private static double[][] withinDates(CommonGround ground) {
    double[][] sums = null;
    long count = 0;
    for (double[][] all : ground.scenes()) {
      List<double[]> rows = new ArrayList<>();
      for (double[] row : all) {
        if (row != null) {
          rows.add(row);
        }
      }
      if (rows.isEmpty()) {
        continue;
      }
      int bands = rows.get(0).length;
      sums = sums == null ? new double[bands][bands] : sums;
      double[] mean = new double[bands];
      for (double[] row : rows) {
        for (int b = 0; b < bands; b++) {
          mean[b] += row[b] / rows.size();
        }
      }
      for (double[] row : rows) {
        for (int a = 0; a < bands; a++) {
          for (int b = 0; b < bands; b++) {
            sums[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]);
          }
        }
      }
      count += rows.size();
    }
    if (sums != null) {
      for (double[] row : sums) {
        for (int b = 0; b < row.length; b++) {
          row[b] /= count;
        }
      }
    }
    return sums;
  }
}
