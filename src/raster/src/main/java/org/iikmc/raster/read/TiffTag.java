/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tags of a TIFF that decide what is read of it, and what they must look like (TIFF 6.0,
 * GeoTIFF 1.1, and GDAL's two of its own).
 */
enum TiffTag {
  NEW_SUBFILE_TYPE(254, Kind.WHOLE, 1),
  IMAGE_WIDTH(256, Kind.WHOLE, 1),
  IMAGE_LENGTH(257, Kind.WHOLE, 1),
  BITS_PER_SAMPLE(258, Kind.SHORT, 0),
  COMPRESSION(259, Kind.SHORT, 1),
  PHOTOMETRIC(262, Kind.SHORT, 1),
  FILL_ORDER(266, Kind.SHORT, 1),
  STRIP_OFFSETS(273, Kind.WHOLE, 0),
  SAMPLES_PER_PIXEL(277, Kind.SHORT, 1),
  ROWS_PER_STRIP(278, Kind.WHOLE, 1),
  STRIP_BYTE_COUNTS(279, Kind.WHOLE, 0),
  PLANAR_CONFIGURATION(284, Kind.SHORT, 1),
  DATE_TIME(306, Kind.TEXT, 0),
  PREDICTOR(317, Kind.SHORT, 1),
  COLOR_MAP(320, Kind.SHORT, 0),
  TILE_WIDTH(322, Kind.WHOLE, 1),
  TILE_LENGTH(323, Kind.WHOLE, 1),
  TILE_OFFSETS(324, Kind.WHOLE, 0),
  TILE_BYTE_COUNTS(325, Kind.WHOLE, 0),
  EXTRA_SAMPLES(338, Kind.SHORT, 0),
  SAMPLE_FORMAT(339, Kind.SHORT, 0),
  YCBCR_SUBSAMPLING(530, Kind.SHORT, 2),
  MODEL_PIXEL_SCALE(33550, Kind.DOUBLE, 0),
  MODEL_TIE_POINT(33922, Kind.DOUBLE, 0),
  MODEL_TRANSFORMATION(34264, Kind.DOUBLE, 16),
  GEO_KEY_DIRECTORY(34735, Kind.SHORT, 0),
  GEO_DOUBLES(34736, Kind.DOUBLE, 0),
  GEO_TEXTS(34737, Kind.TEXT, 0),
  GDAL_METADATA(42112, Kind.TEXT, 0),
  GDAL_NODATA(42113, Kind.TEXT, 0);

  private static final Map<Integer, TiffTag> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(TiffTag::number, Function.identity()));

  private final int number;
  private final Kind kind;
  private final int count;

  TiffTag(int number, Kind kind, int count) {
    this.number = number;
    this.kind = kind;
    this.count = count;
  }

  /** Types of values, by their numbers in the file. */
  private enum Kind {
    TEXT(2),
    /** SHORT, or LONG where a writer took the wider type. */
    SHORT(3, 4),
    /** SHORT, LONG, LONG8 or IFD8. */
    WHOLE(3, 4, 16, 18),
    DOUBLE(12);

    private final int[] types;

    Kind(int... types) {
      this.types = types;
    }
  }

  /** The tag of a number; null if it decides nothing here. */
  static TiffTag of(int number) {
    return BY_NUMBER.get(number);
  }

  int number() {
    return number;
  }

  /** Whether values of a type can stand in it. */
  boolean holds(int type) {
    return Arrays.stream(kind.types).anyMatch(each -> each == type);
  }

  /** Whether it can have so many values. */
  boolean holdsSoMany(long values) {
    return count == 0 ? values > 0 : values == count;
  }

  /** As in the texts, such as {@code TileWidth}. */
  @Override
  public String toString() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining());
  }
}
