/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.raster.BandSelection;

/** Which of a scene's bands make a picture in the colours that people expect. */
public final class CompositeBands {
  private static final List<List<String>> KNOWN =
      List.of(
          List.of("RED", "GREEN", "BLUE"),
          List.of("B4", "B3", "B2"), // Landsat 8 and 9, Sentinel-2
          List.of("B3", "B2", "B1")); // Landsat 4 to 7

  private CompositeBands() {}

  /**
   * Red, green and blue.
   *
   * @param names of the bands
   * @return their numbers, from 0; empty if the names do not tell
   */
  public static Optional<int[]> redGreenBlue(List<String> names) {
    List<String> canonical =
        names.stream().map(name -> BandSelection.canonical(name.toUpperCase(Locale.ROOT))).toList();
    return KNOWN.stream()
        .filter(canonical::containsAll)
        .map(wanted -> wanted.stream().mapToInt(canonical::indexOf).toArray())
        .findFirst();
  }
}
