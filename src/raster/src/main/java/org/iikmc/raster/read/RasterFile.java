/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;

/**
 * A raster file of any format. Pixels are read as stored: a scale and offset are known, not
 * applied. Pixels that the file itself leaves out, by an alpha band or a mask, are not there.
 * Immutable and safe for use by several threads.
 */
public interface RasterFile extends PixelSource {
  /** Where the pixels lie. */
  Grid grid();

  /** Names of the bands, those of alpha too; by number from 1 where there is none. */
  List<String> bandNames();

  /**
   * A band of this file.
   *
   * @param name as a user selects it
   * @param index from 0
   * @param fill the value that means absent if the file itself does not tell
   */
  Band band(String name, int index, Optional<Double> fill);

  /**
   * A band as the file itself tells of it, called by its number from 1.
   *
   * @param index from 0
   */
  default Band band(int index) {
    return band(Integer.toString(index + 1), index, Optional.empty());
  }

  /**
   * Whether a band tells where pixels are, and is no data.
   *
   * @param index from 0
   */
  default boolean isAlpha(int index) {
    return false;
  }

  /** Names of the values of the first band; empty if nothing is said. */
  default SortedMap<Integer, String> categories() {
    return Collections.emptySortedMap();
  }

  /** Colours of the values of the first band; empty if there is no colour table. */
  default SortedMap<Integer, Color> colors() {
    return Collections.emptySortedMap();
  }

  /** The bands that most users want, less those of alpha; a part of {@link #bandNames()}. */
  default List<String> defaultBands() {
    List<String> names = bandNames();
    return IntStream.range(0, names.size()).filter(i -> !isAlpha(i)).mapToObj(names::get).toList();
  }

  /**
   * What the same file says of its pixels in rasters that are no bands of it, and may be of another
   * size: their bands have names of {@linkplain org.iikmc.raster.QualityFlags#ofBand quality
   * bands}.
   */
  default List<RasterFile> quality() {
    return List.of();
  }

  /** Acquisition time that the file names in its own metadata, as written there. */
  default Optional<String> dateTime() {
    return Optional.empty();
  }
}
