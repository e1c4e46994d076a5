/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.backend.forkjoin.ClassTotals;
import org.iikmc.backend.forkjoin.Frame;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * The rows of partial sums of a step, added up in float64 in the order of their groups and tiles.
 * Sums of integer samples are exact: they are integers below 2^53 up to 2^37 samples.
 */
final class Totals implements ClassTotals {
  /** Of the sum of values of the largest size. */
  private static final double FLOAT_TOLERANCE = 1e-9;

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

  /**
   * Adds the rows of the groups of a tile.
   *
   * @param step its number, with which each row ends
   * @throws IllegalStateException if a row is not of this step
   */
  void add(DoubleArray rows, int groups, int step) {
    for (int group = 0; group < groups; group++) {
      int row = group * (sums.length + 1);
      if (rows.get(row + sums.length) != step) {
        throw new IllegalStateException("it did not finish a step");
      }
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

  /**
   * Compares with what is known of the samples since they were read.
   *
   * @param frame of all that were summed
   * @throws IllegalStateException if these can't be their totals
   */
  void check(Frame frame) {
    long expected = frame.count();
    int k = sums.length / columns;
    long count = 0;
    for (int c = 0; c < k; c++) {
      count += count(c);
    }
    if (count != expected) {
      throw new IllegalStateException("it counted " + count + " of " + expected + " pixels");
    }
    for (int b = 0; b < center.length; b++) {
      double sum = 0;
      for (int c = 0; c < k; c++) {
        sum += centeredSum(c, b);
      }
      double tolerance = centered ? 0 : FLOAT_TOLERANCE * expected * frame.largest()[b];
      if (!(Math.abs(sum - frame.centeredSum()[b]) <= tolerance)) {
        throw new IllegalStateException("its sums are not those of the pixels");
      }
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
