/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.time.LocalDate;

/**
 * The time of the year as plants, snow and light know it, in the northern hemisphere at about 32°.
 *
 * @param day of the year
 */
record Season(int day) {
  private static final double YEAR = 365.25;

  static Season of(LocalDate date) {
    return new Season(date.getDayOfYear());
  }

  /** -1 in late January, 1 in late July. */
  double warmth() {
    return -Math.cos(2 * Math.PI * (day - 25) / YEAR);
  }

  /** Height of the sun in the morning, in radians. */
  double sunElevation() {
    return Math.toRadians(48 + 16 * Math.cos(2 * Math.PI * (day - 172) / YEAR));
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
