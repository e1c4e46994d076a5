/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.List;
import org.iikmc.job.report.ComparisonReport.Figures;
import org.iikmc.kmeans.quality.Contingency;

/**
 * The figures of tables of classes and covers, with the assignments of all maps together.
 *
 * @param oneToOne the best
 * @param manyToOne by majority
 */
record ComparisonFigures(CoverAssignment oneToOne, CoverAssignment manyToOne) {
  /** Those that fit a table best. */
  static ComparisonFigures of(Contingency table) {
    return new ComparisonFigures(CoverAssignment.oneToOne(table), CoverAssignment.manyToOne(table));
  }

  /** Figures of a table with the same classes and covers. */
  Figures figures(Contingency table) {
    return new Figures(
        table.total(),
        List.of(table.counts()),
        defined(table.purity()),
        defined(table.normalizedMutualInformation()),
        defined(table.adjustedRand()),
        oneToOne.accuracy(table),
        manyToOne.accuracy(table));
  }

  /** JSON has no NaN. */
  static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
