/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.Arrays;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.seeding.Percentiles;

/**
 * Median and interquartile range of each band: what half of the pixels may spoil, as clouds and
 * snow do, without moving it far. The arrays are shared, and nobody writes them.
 *
 * @param median by band
 * @param range from the first to the third quartile, by band
 */
public record RobustScaling(double[] median, double[] range) {
  /** Of rows of bands, at least one. */
  public static RobustScaling of(double[][] rows) {
    int bands = rows[0].length;
    double[] median = new double[bands];
    double[] range = new double[bands];
    double[] values = new double[rows.length];
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < rows.length; i++) {
        values[i] = rows[i][b];
      }
      Arrays.sort(values);
      median[b] = Percentiles.of(values, 0.5);
      range[b] = Percentiles.of(values, 0.75) - Percentiles.of(values, 0.25);
    }
    return new RobustScaling(median, range);
  }

  /** Index of a band whose range is 0, which can't be scaled; -1 if there is none. */
  public int flatBand() {
    for (int b = 0; b < range.length; b++) {
      if (!(range[b] > 0)) {
        return b;
      }
    }
    return -1;
  }

  /** The map that gives values of these statistics others: those of {@code target}. */
  public AffineMap to(RobustScaling target) {
    double[] gain = new double[median.length];
    double[] offset = new double[median.length];
    for (int b = 0; b < median.length; b++) {
      gain[b] = target.range[b] / range[b];
      offset[b] = target.median[b] - gain[b] * median[b];
    }
    return AffineMap.scaling(gain, offset);
  }

  /** Median 0 and range 1. */
  public static RobustScaling standard(int bands) {
    double[] ones = new double[bands];
    Arrays.fill(ones, 1);
    return new RobustScaling(new double[bands], ones);
  }
}
