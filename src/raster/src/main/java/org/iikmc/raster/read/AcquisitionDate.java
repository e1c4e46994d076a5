/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day of acquisition in a product's name or metadata. */
public final class AcquisitionDate {
  /** Not within a longer number, as a path/row or an orbit would be. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2})([-:_]?)(0[1-9]|1[0-2])\\2([0-3][0-9])(?=T[0-9]{6}|[^0-9]|$)");

  private AcquisitionDate() {}

  /**
   * The first date in a text: in the names of Landsat and Sentinel-2 products that of acquisition
   * comes before that of processing.
   */
  public static Optional<LocalDate> in(String text) {
    Matcher matcher = DATE.matcher(text);
    while (matcher.find()) {
      try {
        return Optional.of(
            LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4))));
      } catch (DateTimeException e) {
        // 31 February: a number that only looks like a date
      }
    }
    return Optional.empty();
  }
}
