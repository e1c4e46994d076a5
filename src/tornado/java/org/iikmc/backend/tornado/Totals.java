/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.backend.forkjoin.ClassTotals;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The rows of partial sums of a step, added up in float64 in the order of their groups and tiles.
 * Sums of integer samples are exact: they are integers below 2^53 up to 2^37 samples.
 */
final class Totals implements ClassTotals {
  private final int columns;
  private final double[] center;
  private final boolean centered;
  private final double[] sums;

  /**
   * @param center of the samples
   * @param centered whether the partial sums are around it, else around zero
   */
  Totals(int k, double[] center, boolean centered) {
    this.center = center;
    this.centered = centered;
    columns = center.length + 1;
    sums = new double[k * columns + 1];
  }

  /** Adds the rows of the groups of a tile. */
  void add(DoubleArray rows, int groups) {
    for (int group = 0; group < groups; group++) {
      int row = group * sums.length;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += rows.get(row + i);
      }
    }
  }

  /** Adds the totals of a tile. */
  void add(Totals tile) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += tile.sums[i];
    }
  }

  /** Samples whose label is another than before. */
  long changed() {
    return (long) sums[sums.length - 1];
  }

  @Override
  public long count(int label) {
    return (long) sums[label * columns + columns - 1];
  }

  @Override
  public double centeredSum(int label, int band) {
    double sum = sums[label * columns + band];
    return centered ? sum : sum - count(label) * center[band];
  }

  @Override
  public double mean(int label, int band) {
    double sum = sums[label * columns + band];
    return (centered ? sum + count(label) * center[band] : sum) / count(label);
  }
}
