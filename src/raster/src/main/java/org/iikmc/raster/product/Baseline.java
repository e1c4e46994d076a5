/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A processing baseline of Sentinel-2. From 04.00 on 1000 is added to the numbers that are stored,
 * so that dark ground can be negative (ESA, "Copernicus Sentinel-2 major products upgrade
 * upcoming", 2021). The day of acquisition tells nothing: old scenes are processed again.
 *
 * @param number 400 for 04.00
 */
record Baseline(int number) {
  /** What ESA stores one hundred percent as, in every product. */
  static final double QUANTIFICATION = 10_000;

  private static final int FIRST_WITH_OFFSET = 400;

  /** What processors that users run themselves, such as Sen2Cor, write in place of a baseline. */
  private static final int LOCAL = 9999;

  private static final Pattern NUMBER = Pattern.compile("\\s*([0-9]{2})\\.([0-9]{2})\\s*");
  private static final Pattern IN_NAME =
      Pattern.compile("(?i)S2[A-D]_MSIL(?:1C|2A)_[0-9T]+_N([0-9]{4})_.*");

  /** Written as 04.00. */
  static Optional<Baseline> of(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.matches()
        ? Optional.of(new Baseline(Integer.parseInt(matcher.group(1) + matcher.group(2))))
        : Optional.empty();
  }

  /** In the name of a product: N0400. */
  static Optional<Baseline> inName(String name) {
    Matcher matcher = IN_NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new Baseline(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  /** Whether it tells nothing of offsets. */
  boolean isLocal() {
    return number == LOCAL;
  }

  boolean hasOffset() {
    return !isLocal() && number >= FIRST_WITH_OFFSET;
  }

  /** What is added to stored values before they are divided. */
  double offset() {
    return hasOffset() ? -1000 : 0;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%02d.%02d", number / 100, number % 100);
  }
}
