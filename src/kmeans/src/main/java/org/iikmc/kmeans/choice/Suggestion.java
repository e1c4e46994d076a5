/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.iikmc.kmeans.KMeansSettings;

/**
 * The number of classes that figures speak for: of those whose halves agree nearly as well as those
 * of any, the one with the highest simplified silhouette, the least of equals. The highest mean
 * silhouette is the rule of P. J. Rousseeuw (1987, doi:10.1016/0377-0427(87)90125-7) and of L.
 * Kaufman and P. J. Rousseeuw ("Finding Groups in Data", 1990, doi:10.1002/9780470316801); that
 * classes must come again in other data is asked by A. Ben-Hur et al. (see {@link SampleHalves}).
 *
 * @param k the number
 * @param reason a sentence
 */
public record Suggestion(int k, String reason) {
  /** Share of the best agreement that is near enough. */
  public static final double ENOUGH = 0.9;

  /**
   * What trials suggest.
   *
   * @param trials at least one, of ascending k
   */
  public static Suggestion of(List<KTrial> trials) {
    List<KTrial> defined =
        trials.stream().filter(t -> Double.isFinite(t.validity().simplifiedSilhouette())).toList();
    if (defined.isEmpty()) {
      return new Suggestion(
          trials.get(0).k(), "no number gives more than one class, so the least is taken");
    }
    OptionalDouble best =
        defined.stream().mapToDouble(KTrial::stability).filter(Double::isFinite).max();
    List<KTrial> stable =
        defined.stream()
            .filter(t -> best.isEmpty() || t.stability() >= ENOUGH * best.getAsDouble())
            .toList();
    KTrial chosen =
        stable.stream()
            .min(Comparator.comparingDouble(t -> -t.validity().simplifiedSilhouette()))
            .orElseThrow();
    return new Suggestion(chosen.k(), reason(chosen, trials, stable.size() < defined.size()));
  }

  private static String reason(KTrial chosen, List<KTrial> trials, boolean someAreNot) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "highest silhouette"
            + (someAreNot ? " of those that are stable" : "")
            + " ("
            + rounded(chosen.validity().simplifiedSilhouette())
            + ")");
    if (Double.isFinite(chosen.stability())) {
      parts.add("labels of two halves agree (" + rounded(chosen.stability()) + ")");
    }
    boolean fewer = chosen.k() == trials.get(0).k() && chosen.k() > 2;
    boolean more =
        chosen.k() == trials.get(trials.size() - 1).k() && chosen.k() < KMeansSettings.MAX_CLASSES;
    if (fewer || more) {
      parts.add("it is an end of the range, and numbers beyond it may be better");
    }
    return String.join("; ", parts);
  }

  private static String rounded(double figure) {
    return String.format(Locale.ROOT, "%.2f", figure);
  }
}
