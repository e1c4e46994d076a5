/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.job.options.Given;

/**
 * What a user wants of the maps of a run beside the classes.
 *
 * @param cleaning of the maps
 * @param confidence what is to be known of how sure labels are
 */
public record MapWishes(Cleaning cleaning, ConfidenceWishes confidence) {
  /** Nothing. */
  public static final MapWishes NONE = new MapWishes(Cleaning.NONE, ConfidenceWishes.NONE);

  /**
   * Those of a user.
   *
   * @throws org.iikmc.kmeans.problem.InputException if they do not go together
   */
  public static MapWishes of(Given given) {
    return new MapWishes(Cleaning.of(given), ConfidenceWishes.of(given));
  }
}
