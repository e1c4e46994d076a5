/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.job.report.ComparisonReport.Accuracy;
import org.iikmc.job.report.ComparisonReport.CoverAccuracy;
import org.iikmc.job.report.Estimate;
import org.iikmc.kmeans.quality.Contingency;

/**
 * Which cover each class is taken for.
 *
 * @param covers by class, numbers of columns; -1 where it is none
 */
record CoverAssignment(int[] covers) {
  /** The one-to-one assignment with most agreement. A class gets no cover that it never meets. */
  static CoverAssignment oneToOne(Contingency table) {
    int[] covers = table.bestAssignment();
    Arrays.setAll(covers, c -> covers[c] >= 0 && table.counts()[c][covers[c]] > 0 ? covers[c] : -1);
    return new CoverAssignment(covers);
  }

  /** Each class to the cover that most of its pixels have; of equal ones the first. */
  static CoverAssignment manyToOne(Contingency table) {
    int[] covers = new int[table.counts().length];
    for (int c = 0; c < covers.length; c++) {
      long[] row = table.counts()[c];
      covers[c] = -1;
      for (int j = 0; j < row.length; j++) {
        if (row[j] > (covers[c] < 0 ? 0 : row[covers[c]])) {
          covers[c] = j;
        }
      }
    }
    return new CoverAssignment(covers);
  }

  /** How well classes tell covers under this assignment. */
  Accuracy accuracy(Contingency table) {
    int columns = table.columns().length;
    // One more row for the classes that are taken for no cover, so that their pixels count as
    // wrong.
    long[][] counts = new long[columns + 1][columns + 1];
    for (int c = 0; c < covers.length; c++) {
      for (int j = 0; j < columns; j++) {
        counts[covers[c] < 0 ? columns : covers[c]][j] += table.counts()[c][j];
      }
    }
    Contingency assigned = new Contingency(counts);
    long[] taken = assigned.rows();
    long[] actual = assigned.columns();
    List<CoverAccuracy> each =
        IntStream.range(0, columns)
            .mapToObj(
                j ->
                    new CoverAccuracy(
                        Estimate.proportion(counts[j][j], taken[j]),
                        Estimate.proportion(counts[j][j], actual[j])))
            .toList();
    return new Accuracy(
        Estimate.proportion(assigned.equal(), assigned.total()),
        ComparisonFigures.defined(assigned.kappa()),
        each);
  }
}
