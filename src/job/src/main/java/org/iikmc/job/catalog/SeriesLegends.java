/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.util.Optional;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;

/**
 * Names, colours and groups of the classes of series that are published. Every call is made with
 * the rights of the user whose request is being served. Safe for use by several threads; one legend
 * of a series is saved at a time.
 */
public interface SeriesLegends {
  /**
   * The legend of a series as it is saved now.
   *
   * @param workspace of its layers; empty for the default one
   * @param prefix of the series
   * @return of all classes, each with a colour
   * @throws org.iikmc.kmeans.problem.InputException if there is no such series that the user may
   *     read
   */
  Legend legend(Optional<String> workspace, String prefix) throws IOException;

  /**
   * Saves a legend. All that tells what the classes of the series are called follows, or nothing
   * does; the maps keep their labels.
   *
   * @param workspace of its layers; empty for the default one
   * @param prefix of the series
   * @return the legend as it is saved now
   * @throws org.iikmc.kmeans.problem.InputException if there is no such series, the user may not
   *     change it, somebody else has saved another legend or has edited what would be replaced, or
   *     the legend does not fit the classes
   * @throws IOException if it fails; then everything is as it was before
   */
  Legend save(Optional<String> workspace, String prefix, LegendEdit edit) throws IOException;
}
