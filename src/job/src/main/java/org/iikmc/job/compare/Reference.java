/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.kmeans.problem.InputException;

/**
 * What is known of the ground, in one document. It remembers what it met of the maps, so that one
 * serves one comparison and one thread.
 */
interface Reference {
  /** The reference as it lies on one map. */
  interface OnMap {
    /**
     * Counts the pixels of a window of which both a class and a cover are known.
     *
     * @param window of the map
     * @param labels of its pixels, row by row; 0 for no data
     * @param table is added to
     */
    void count(Rectangle window, byte[] labels, LabelTable table) throws IOException;
  }

  /** What it is called in reports: the name of a file, without its folder, or of a layer. */
  String name();

  /**
   * Brings it onto a map.
   *
   * @throws InputException if their reference systems have nothing to do with each other
   */
  OnMap on(ClassifiedMap map) throws IOException;

  /**
   * Sees, after all maps, that what was counted can be used.
   *
   * @param counted of this reference, on all maps
   * @throws InputException if nothing was found, or covers that its legend does not name
   */
  void check(LabelTable counted);

  /** Whether it tells of chosen places only, and not of all the ground. */
  default boolean isSample() {
    return places().isPresent();
  }

  /** How many places there are, and how many were of use so far; empty for a raster. */
  Optional<ComparisonReport.Places> places();

  /** What the user should know, in sentences, after all maps. */
  List<String> notes();
}
