/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.job.report.ComparisonReport.AreaEstimates;
import org.iikmc.job.report.ComparisonReport.CoverArea;
import org.iikmc.job.report.Estimate;
import org.iikmc.kmeans.quality.Contingency;

/**
 * What a sample of a map tells of all of it: P. Olofsson et al., "Good practices for estimating
 * area and assessing accuracy of land change", Remote Sensing of Environment 148, 2014,
 * doi:10.1016/j.rse.2014.02.015. The classes of the map are the strata, and the units of the sample
 * are taken for drawn at random within each.
 *
 * @param sample units by class (row) and cover
 * @param mapped area of each class in the map, in km²
 */
record StratifiedAreas(Contingency sample, double[] mapped) {
  /** A standard error needs two. */
  private static final int LEAST_UNITS = 2;

  /** The first class, from 0, that takes a part of the map but has too few units; -1 if none. */
  int uncovered() {
    long[] units = sample.rows();
    for (int c = 0; c < mapped.length; c++) {
      if (mapped[c] > 0 && units[c] < LEAST_UNITS) {
        return c;
      }
    }
    return -1;
  }

  /**
   * The estimates.
   *
   * @param taken which cover each class is taken for
   * @throws IllegalStateException if a class has too few units
   */
  AreaEstimates estimates(CoverAssignment taken) {
    if (uncovered() >= 0) {
      throw new IllegalStateException("too few units of class " + (uncovered() + 1));
    }
    double all = Arrays.stream(mapped).sum();
    List<CoverArea> covers = new ArrayList<>();
    for (int j = 0; j < sample.columns().length; j++) {
      int cover = j;
      Share share = share(all, c -> cover);
      covers.add(new CoverArea(share.estimate(), share.estimate().times(all), all * share.error()));
    }
    return new AreaEstimates(all, share(all, c -> taken.covers()[c]).estimate(), covers);
  }

  /** A column of each class; below 0 for none. */
  private interface Columns {
    int of(int c);
  }

  /**
   * The share of the map that is in the given column of its class: Σ W p, with W the share of the
   * class in the map and p that of the column in the units of the class, whose variance is Σ W² p
   * (1 - p) / (n - 1). With one column for all classes it is the share of a cover (equations 9 and
   * 10), with the column that each is taken for it is the overall accuracy (equations 1 and 5).
   */
  private Share share(double all, Columns columns) {
    long[] units = sample.rows();
    double share = 0;
    double variance = 0;
    for (int c = 0; c < mapped.length; c++) {
      if (mapped[c] > 0 && columns.of(c) >= 0) {
        double weight = mapped[c] / all;
        double p = sample.counts()[c][columns.of(c)] / (double) units[c];
        share += weight * p;
        variance += weight * weight * p * (1 - p) / (units[c] - 1);
      }
    }
    return new Share(share, Math.sqrt(variance));
  }

  /**
   * @param error its standard error
   */
  private record Share(double share, double error) {
    Estimate estimate() {
      return Estimate.share(share, error);
    }
  }
}
