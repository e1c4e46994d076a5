/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** What the dates of a series differ in. Clouds and the edges of scenes differ always. */
public enum Difference {
  /** The height of the sun: how bright all is. */
  SUN,
  /** The light that the air adds. */
  HAZE,
  /** Leaves, crops, grass and snow; without it, each date shows the middle of April. */
  SEASON,
  /** Hills, light on one side and dark on the other, the more so the lower the sun. */
  SLOPES,
  /** Gain and offset of each band, as if each date had a sensor of its own. */
  GAIN;

  /** Those of one sensor through a year. */
  static final Set<Difference> USUAL =
      Collections.unmodifiableSet(EnumSet.of(SUN, HAZE, SEASON, SLOPES));

  /**
   * Reads names.
   *
   * @param option for which they are given
   * @param names in any case; {@code none} alone for no difference
   * @throws InputException if one is none of these
   */
  public static Set<Difference> of(String option, List<String> names) {
    Set<Difference> found = EnumSet.noneOf(Difference.class);
    if (names.size() == 1 && names.get(0).equalsIgnoreCase("none")) {
      return found;
    }
    for (String name : names) {
      found.add(
          Arrays.stream(values())
              .filter(each -> each.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InputException(
                          Problem.refused(option, String.join(",", names), expected()), null)));
    }
    return found;
  }

  private static String expected() {
    return "none, or some of "
        + Arrays.stream(values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "))
        + " with commas between them";
  }
}
