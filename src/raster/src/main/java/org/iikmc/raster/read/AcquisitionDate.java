/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day of acquisition in a product's name or metadata. */
public final class AcquisitionDate {
  /** Not within a longer number, as a path/row or an orbit would be. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2})([-:_]?)(0[1-9]|1[0-2])\\2([0-3][0-9])(?=T[0-9]{6}|[^0-9]|$)");

  /**
   * Year and day of the year: alone, as in products of HLS, MODIS and VIIRS, or after path and row,
   * as in the scene identifiers of Landsat before its collections.
   */
  private static final Pattern DAY_OF_YEAR =
      Pattern.compile(
          "(?:(?<![0-9])|L[COTEM][1-9][0-9]{6})((?:19|20)[0-9]{2})([0-3][0-9]{2})"
              + "(?=T[0-9]{6}|[A-Z]{3}[0-9]{2}|[^0-9A-Z]|$)");

  private AcquisitionDate() {}

  /**
   * The first date in a text: in the names of Landsat and Sentinel-2 products that of acquisition
   * comes before that of processing. A day of a month counts more than a day of a year.
   */
  public static Optional<LocalDate> in(String text) {
    return first(
            DATE.matcher(text),
            date ->
                LocalDate.of(
                    Integer.parseInt(date.group(1)),
                    Integer.parseInt(date.group(3)),
                    Integer.parseInt(date.group(4))))
        .or(
            () ->
                first(
                    DAY_OF_YEAR.matcher(text),
                    date ->
                        LocalDate.ofYearDay(
                            Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)))));
  }

  private static Optional<LocalDate> first(Matcher matcher, Function<Matcher, LocalDate> date) {
    while (matcher.find()) {
      try {
        return Optional.of(date.apply(matcher));
      } catch (DateTimeException e) {
        // 31 February: a number that only looks like a date
      }
    }
    return Optional.empty();
  }
}
