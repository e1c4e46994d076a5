/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** Nodata as GDAL writes and reads it in texts. */
final class NodataText {
  private static final Pattern NOT_A_NUMBER =
      Pattern.compile("[+-]?(nan(\\(.*\\))?|1\\.#(qnan|snan|ind).*)");
  private static final Pattern INFINITY = Pattern.compile("[+-]?(inf(inity)?|1\\.#inf.*)");

  private NodataText() {}

  /**
   * A number; NaN and infinity as C libraries write them.
   *
   * @param file for messages
   * @return empty if there is no text
   * @throws InputException if it is no number
   */
  static Optional<Double> number(Path file, String text) {
    String number = text.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (NOT_A_NUMBER.matcher(number).matches()) {
      return Optional.of(Double.NaN);
    }
    if (INFINITY.matcher(number).matches()) {
      return Optional.of(
          number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    try {
      return Optional.of(Double.parseDouble(number));
    } catch (NumberFormatException e) {
      throw new InputException(
          Problem.of(
              file,
              " has nodata '"
                  + text.strip()
                  + "', which is no number; declare it anew"
                  + " with gdal_edit.py -a_nodata."),
          e);
    }
  }
}
