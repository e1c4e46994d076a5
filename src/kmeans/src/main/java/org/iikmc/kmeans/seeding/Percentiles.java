/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

/** Percentiles of a few values in memory. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * A percentile, linear between the two nearest ranks, as NumPy takes it by default.
   *
   * @param sorted at least one value, ascending
   * @param share 0…1: 0.5 is the median
   */
  public static double of(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
