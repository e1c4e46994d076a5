/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * The parameters of ISODATA, with Tou and Gonzalez's letters; the initial centres, the number of
 * iterations and when to stop are in {@link KMeansSettings}. Immutable.
 *
 * @param classes K, the number that is desired, 1…{@value KMeansSettings#MAX_CLASSES}
 * @param minPixels θN, at least 1; empty for a hundredth of the pixels that each class had if all
 *     had as many
 * @param maxDeviation θS, the largest standard deviation, 0 or more; empty for twice the largest
 *     one of all pixels together along an axis, divided by the root of K
 * @param minDistance θC, the least distance of two centres, 0 or more; empty for θS
 * @param maxMerges L, the pairs that are merged in an iteration at most, 0 or more
 */
public record IsodataSettings(
    int classes,
    OptionalLong minPixels,
    OptionalDouble maxDeviation,
    OptionalDouble minDistance,
    int maxMerges) {
  /** How many pairs are merged at most if nobody says otherwise. */
  public static final int USUAL_MAX_MERGES = 2;

  private static final int SHARE = 100;

  /** All else by the data. */
  public static IsodataSettings of(int classes) {
    return new IsodataSettings(
        classes,
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        USUAL_MAX_MERGES);
  }

  /**
   * @throws InputException if a value is out of its range
   */
  public IsodataSettings {
    if (classes < 1 || classes > KMeansSettings.MAX_CLASSES) {
      throw refused("k", classes, "a whole number from 1 to " + KMeansSettings.MAX_CLASSES);
    }
    if (minPixels.isPresent() && minPixels.getAsLong() < 1) {
      throw refused("minPixels", minPixels.getAsLong(), "a whole number from 1 on");
    }
    checkDistance("maxStd", maxDeviation);
    checkDistance("minDistance", minDistance);
    if (maxMerges < 0) {
      throw refused("maxMerges", maxMerges, "a whole number from 0 on");
    }
  }

  private static void checkDistance(String name, OptionalDouble value) {
    if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() < 1 / 0.0)) {
      throw refused(name, value.getAsDouble(), "a number from 0 on");
    }
  }

  private static InputException refused(String name, Object found, String expected) {
    return new InputException(Problem.refused(name, found, expected), null);
  }

  /**
   * @throws InputException if there are fewer pixels than a class must have
   */
  void checkPixels(long pixels) {
    if (minPixels.orElse(0) > pixels) {
      throw new InputException(
          Problem.option("minPixels"),
          " is "
              + minPixels.getAsLong()
              + ", but only "
              + pixels
              + " valid pixels take part, so that no class has as many; lower ",
          Problem.option("minPixels"),
          ".");
    }
  }

  /**
   * The rules for some pixels.
   *
   * @param pixels how many
   * @param deviation the largest standard deviation of all of them along an axis
   */
  ClassRules rules(long pixels, double deviation) {
    double most = maxDeviation.orElse(2 * deviation / Math.sqrt(classes));
    return new ClassRules(
        minPixels.orElse(Math.max(1, pixels / (SHARE * classes))),
        most,
        minDistance.orElse(most),
        maxMerges);
  }
}
