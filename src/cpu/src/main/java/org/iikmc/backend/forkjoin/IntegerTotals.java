/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Totals of integer samples, which are exact. The arrays are shared, and nobody writes them.
 *
 * @param center of the frame, an integer by value in each band
 * @param counts by class
 * @param sums around the centre, classes × bands
 */
record IntegerTotals(double[] center, long[] counts, long[] sums) implements PartialTotals {
  @Override
  public PartialTotals plus(PartialTotals others) {
    IntegerTotals other = (IntegerTotals) others;
    return new IntegerTotals(center, sum(counts, other.counts), sum(sums, other.sums));
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  @Override
  public long count(int label) {
    return counts[label];
  }

  @Override
  public double centeredSum(int label, int band) {
    return sums[label * center.length + band];
  }

  @Override
  public double mean(int label, int band) {
    // Put back around zero first, and divided once, as anyone would.
    return (sums[label * center.length + band] + counts[label] * center[band]) / counts[label];
  }
}
