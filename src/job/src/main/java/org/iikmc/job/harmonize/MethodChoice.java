/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.kmeans.AffineMap;

/**
 * Which method brings the dates of the same ground nearest, by {@link DateSeparation}.
 *
 * @param method the plainest of those that are as good as the best
 * @param note what was compared, and by how much it mattered; a sentence
 */
record MethodChoice(HarmonizeMethod method, String note) {
  /** By how much dates must be less apart for a method that does more. */
  private static final double WORTH = 0.98;

  /** The same, in shares of what sets other ground apart. */
  private static final double LEAST_GAIN = 0.01;

  /**
   * Chooses.
   *
   * @param judges stored values at points that had no part in finding the maps
   * @param pairs of scenes to compare
   * @param plain the method that does least
   * @param maps of that method
   * @param others maps of other methods, from the one that does least to the one that does most
   */
  static MethodChoice among(
      CommonGround judges,
      List<int[]> pairs,
      HarmonizeMethod plain,
      List<AffineMap> maps,
      Map<HarmonizeMethod, List<AffineMap>> others) {
    OptionalDouble before = DateSeparation.of(judges.mapped(maps), pairs);
    if (before.isEmpty()) {
      return new MethodChoice(
          plain,
          "The scenes have too little ground in common to tell whether dates differ in light: "
              + named(plain)
              + " are compared.");
    }
    HarmonizeMethod best = plain;
    double least = before.getAsDouble();
    for (Map.Entry<HarmonizeMethod, List<AffineMap>> other : others.entrySet()) {
      OptionalDouble apart = DateSeparation.of(judges.mapped(other.getValue()), pairs);
      if (apart.isPresent() && apart.getAsDouble() < Math.min(WORTH * least, least - LEAST_GAIN)) {
        best = other.getKey();
        least = apart.getAsDouble();
      }
    }
    String found = apart(before.getAsDouble(), plain);
    return new MethodChoice(
        best, found + (best == plain ? "; no other way brings them nearer." : now(least, best)));
  }

  /**
   * What a method that was asked for does.
   *
   * @param ground stored values
   * @param before maps of the plain method
   * @param after maps of the method
   * @return a sentence; empty if there is no common ground
   */
  static Optional<String> effect(
      CommonGround ground,
      List<int[]> pairs,
      HarmonizeMethod plain,
      List<AffineMap> before,
      HarmonizeMethod method,
      List<AffineMap> after) {
    OptionalDouble first = DateSeparation.of(ground.mapped(before), pairs);
    OptionalDouble then = DateSeparation.of(ground.mapped(after), pairs);
    return first.isEmpty() || then.isEmpty()
        ? Optional.empty()
        : Optional.of(apart(first.getAsDouble(), plain) + now(then.getAsDouble(), method));
  }

  private static String apart(double figure, HarmonizeMethod plain) {
    return String.format(
        Locale.ROOT,
        "Dates set the same ground apart by %.2f of what sets other ground apart (%s)",
        figure,
        named(plain));
  }

  private static String now(double figure, HarmonizeMethod method) {
    return String.format(
        Locale.ROOT,
        ", and by %.2f as compared now (%s).",
        figure,
        method.name().toLowerCase(Locale.ROOT));
  }

  private static String named(HarmonizeMethod plain) {
    return plain == HarmonizeMethod.NONE
        ? "values as they are stored"
        : "values that the products give";
  }
}
