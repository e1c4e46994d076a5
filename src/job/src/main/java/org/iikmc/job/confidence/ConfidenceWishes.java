/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.confidence;

import java.util.Optional;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * What a user wants to know of how sure labels are.
 *
 * @param raster whether it is written beside each map
 * @param maxDistance in standard deviations, above 0: farther pixels get no class
 */
public record ConfidenceWishes(boolean raster, Optional<Double> maxDistance) {
  /** Nothing. */
  public static final ConfidenceWishes NONE = new ConfidenceWishes(false, Optional.empty());

  /** Those of a user. */
  public static ConfidenceWishes of(Given given) {
    return new ConfidenceWishes(given.get(Options.CONFIDENCE), given.find(Options.MAX_DISTANCE));
  }

  /** Whether pixels have to be looked at again. */
  public boolean areAny() {
    return raster || maxDistance.isPresent();
  }

  /**
   * Sees that there is a standard deviation to measure with.
   *
   * @param origin of the signatures, for the message
   * @throws InputException if there is none
   */
  public void check(SignatureSet signatures, String origin) {
    if (areAny() && signatures.spread().isEmpty()) {
      Option<?> asked = raster ? Options.CONFIDENCE : Options.MAX_DISTANCE;
      throw new InputException(
          Problem.option(asked.name()),
          " needs the standard deviations of the classes, but "
              + origin
              + " has none (\"spread\"); leave ",
          Problem.option(asked.name()),
          " out, or take the signatures.json of a run.");
    }
  }
}
