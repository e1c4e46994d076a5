/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The codings of quality bands. A pixel is dropped when it is fill, cloud (dilated cloud included),
 * cloud shadow or cirrus; snow and water are kept, since they are what is on the ground.
 */
public enum QualityFlags {
  /** Landsat 8 before the collections, BQA (USGS LSDS-809): confidences, no shadow. */
  SCENE_BQA {
    @Override
    public boolean drops(int value) {
      boolean fill = bit(value, 0);
      boolean cirrus = confidence(value, 12) == 3;
      boolean cloud = confidence(value, 14) == 3;
      return fill || cirrus || cloud;
    }
  },
  /** Landsat Collection 1 Level 1, BQA (USGS LSDS-1873): confidences of two bits, 3 being high. */
  COLLECTION_1_BQA {
    @Override
    public boolean drops(int value) {
      boolean fill = bit(value, 0);
      boolean cloud = bit(value, 4);
      boolean shadow = confidence(value, 7) == 3;
      boolean cirrus = confidence(value, 11) == 3;
      return fill || cloud || shadow || cirrus;
    }
  },
  /** Landsat Collection 1 Level 2, pixel_qa (USGS LSDS-1368). */
  COLLECTION_1_PIXEL_QA {
    @Override
    public boolean drops(int value) {
      boolean fill = bit(value, 0);
      boolean shadow = bit(value, 3);
      boolean cloud = bit(value, 5);
      boolean cirrus = confidence(value, 8) == 3;
      return fill || shadow || cloud || cirrus;
    }
  },
  /** Landsat Collection 2, QA_PIXEL (USGS LSDS-1619): bits 0…4. */
  COLLECTION_2_QA_PIXEL {
    @Override
    public boolean drops(int value) {
      return (value & 0b11111) != 0;
    }
  },
  /** HLS 2.0, Fmask (HLS User Guide): cloud, what is next to cloud or shadow, cloud shadow. */
  HLS_FMASK {
    @Override
    public boolean drops(int value) {
      return value == 255 || bit(value, 1) || bit(value, 2) || bit(value, 3);
    }
  },
  /**
   * MODIS and VIIRS, state of 1 km, 500 m or 250 m (MODIS Surface Reflectance User's Guide,
   * Collection 6, table 13): cloudy or mixed, cloud shadow, cirrus that is high, clouds of the
   * internal algorithm, next to a cloud.
   */
  MODIS_STATE {
    @Override
    public boolean drops(int value) {
      boolean fill = value == 0xFFFF;
      boolean cloud = (value & 0b11) == 1 || (value & 0b11) == 2 || bit(value, 10);
      boolean shadow = bit(value, 2);
      boolean cirrus = confidence(value, 8) == 3;
      boolean adjacent = bit(value, 13);
      return fill || cloud || shadow || cirrus || adjacent;
    }
  },
  /** Sentinel-2 scene classification: no data, cloud shadow, clouds and thin cirrus. */
  SENTINEL_2_SCL {
    @Override
    public boolean drops(int value) {
      return value == 0 || value == 3 || value >= 8 && value <= 10;
    }
  };

  /** {@code state_1km_1}, {@code sur_refl_state_500m}, {@code SurfReflect_State_500m_1}. */
  private static final Pattern MODIS_STATE_NAME =
      Pattern.compile(
          "(?i)(?:(?:sur_refl_|SurfReflect_)?state_(?:1km|500m|250m)|SurfReflect_State)(?:_1)?");

  /** Whether a pixel of this value is left out. */
  public abstract boolean drops(int value);

  /** The coding of a band of this name, if it is a quality band. */
  public static Optional<QualityFlags> ofBand(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BQA" -> Optional.of(COLLECTION_1_BQA);
      case "PIXEL_QA" -> Optional.of(COLLECTION_1_PIXEL_QA);
      case "QA_PIXEL" -> Optional.of(COLLECTION_2_QA_PIXEL);
      case "SCL" -> Optional.of(SENTINEL_2_SCL);
      case "FMASK" -> Optional.of(HLS_FMASK);
      default ->
          MODIS_STATE_NAME.matcher(name).matches() ? Optional.of(MODIS_STATE) : Optional.empty();
    };
  }

  private static boolean bit(int value, int bit) {
    return (value >> bit & 1) != 0;
  }

  private static int confidence(int value, int lowBit) {
    return value >> lowBit & 0b11;
  }
}
