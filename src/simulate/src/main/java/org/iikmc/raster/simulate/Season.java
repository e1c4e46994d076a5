/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.time.LocalDate;
import java.util.Set;

/**
 * The time of the year as plants, snow and light know it, in the northern hemisphere at about 32°.
 *
 * @param day of the year
 * @param sunElevation height of the sun in the morning, in radians
 */
record Season(int day, double sunElevation) {
  private static final double YEAR = 365.25;

  /** The middle of April. */
  private static final int SAME_DAY = 105;

  /** Degrees, through the year. */
  private static final double MEAN_ELEVATION = 48;

  static Season of(LocalDate date, Set<Difference> differences) {
    int day = date.getDayOfYear();
    double above =
        differences.contains(Difference.SUN) ? 16 * Math.cos(2 * Math.PI * (day - 172) / YEAR) : 0;
    return new Season(
        differences.contains(Difference.SEASON) ? day : SAME_DAY,
        Math.toRadians(MEAN_ELEVATION + above));
  }

  /** -1 in late January, 1 in late July. */
  double warmth() {
    return -Math.cos(2 * Math.PI * (day - 25) / YEAR);
  }

  /** Height above which snow lies; above all hills in summer. */
  double snowLine() {
    return 0.82 + 0.36 * warmth();
  }

  /** A plant's year: 1 at the peak, towards 0 some half widths (in days) before and after. */
  double greenness(double peak, double halfWidth) {
    double years = (day - peak) / YEAR;
    double away = (years - Math.rint(years)) * YEAR / halfWidth;
    return Math.exp(-away * away);
  }
}
