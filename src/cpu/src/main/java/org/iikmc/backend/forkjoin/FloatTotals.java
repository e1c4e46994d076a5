/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Totals of float samples, kept by run and added up in the order of the runs. They are sums around
 * zero: around the centre, a class of small values would lose its digits to one of large values.
 */
final class FloatTotals implements PartialTotals {
  private static final long serialVersionUID = 1;

  private final double[] center;
  private final int k;
  private final TreeMap<Integer, RunTotals> runs;

  /** Null until somebody asks for it. */
  private transient RunTotals all;

  /**
   * Totals of one run. The arrays are shared, and nobody writes them.
   *
   * @param counts by class
   * @param sums classes × bands
   */
  record RunTotals(long[] counts, double[] sums) implements Serializable {
    void addTo(RunTotals total) {
      for (int c = 0; c < counts.length; c++) {
        total.counts[c] += counts[c];
      }
      for (int i = 0; i < sums.length; i++) {
        total.sums[i] += sums[i];
      }
    }
  }

  FloatTotals(double[] center, int k, SortedMap<Integer, RunTotals> runs) {
    this.center = center;
    this.k = k;
    this.runs = new TreeMap<>(runs);
  }

  @Override
  public PartialTotals plus(PartialTotals others) {
    TreeMap<Integer, RunTotals> together = new TreeMap<>(runs);
    together.putAll(((FloatTotals) others).runs);
    return new FloatTotals(center, k, together);
  }

  private RunTotals all() {
    if (all == null) {
      RunTotals total = new RunTotals(new long[k], new double[k * center.length]);
      runs.values().forEach(run -> run.addTo(total));
      all = total;
    }
    return all;
  }

  @Override
  public long count(int label) {
    return all().counts[label];
  }

  @Override
  public double centeredSum(int label, int band) {
    return all().sums[label * center.length + band] - all().counts[label] * center[band];
  }

  @Override
  public double mean(int label, int band) {
    return all().sums[label * center.length + band] / all().counts[label];
  }
}
