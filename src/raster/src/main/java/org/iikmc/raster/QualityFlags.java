/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.iikmc.raster.PixelCondition.AEROSOL;
import static org.iikmc.raster.PixelCondition.CIRRUS;
import static org.iikmc.raster.PixelCondition.CLOUD;
import static org.iikmc.raster.PixelCondition.FILL;
import static org.iikmc.raster.PixelCondition.HAZE;
import static org.iikmc.raster.PixelCondition.SATURATED;
import static org.iikmc.raster.PixelCondition.SHADOW;
import static org.iikmc.raster.PixelCondition.SNOW;
import static org.iikmc.raster.PixelCondition.WATER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codings of quality bands: which values state which conditions. Of confidences and levels in
 * two bits only 3, the highest, counts unless it says otherwise. Values are taken as 16 bits
 * without a sign.
 */
public enum QualityFlags {
  /** Landsat 8 before the collections, BQA (USGS LSDS-809): confidences, no shadow. */
  SCENE_BQA(
      when(FILL, bits(0)),
      when(WATER, level(4, 3)),
      when(SNOW, level(10, 3)),
      when(CIRRUS, level(12, 3)),
      when(CLOUD, level(14, 3))),
  /**
   * Landsat Collection 1 Level 1, BQA (USGS LSDS-1873). It counts saturated bands, but does not say
   * which: any number counts.
   */
  COLLECTION_1_BQA(
      when(FILL, bits(0)),
      when(SATURATED, level(2, 1)),
      when(CLOUD, bits(4)),
      when(SHADOW, level(7, 3)),
      when(SNOW, level(9, 3)),
      when(CIRRUS, level(11, 3))),
  /** Landsat Collection 1 Level 2, pixel_qa (USGS LSDS-1368). */
  COLLECTION_1_PIXEL_QA(
      when(FILL, bits(0)),
      when(WATER, bits(2)),
      when(SHADOW, bits(3)),
      when(SNOW, bits(4)),
      when(CLOUD, bits(5)),
      when(CIRRUS, level(8, 3))),
  /** Landsat Collection 1 Level 2, radsat_qa (USGS LSDS-1368): bit n for band n. */
  COLLECTION_1_RADSAT(when(FILL, bits(0)), when(SATURATED, bits(1, 2, 3, 4, 5, 6, 7, 9, 10, 11))),
  /**
   * Landsat Collection 2, QA_PIXEL (USGS LSDS-1618, LSDS-1619), dilated cloud included. Landsat 4
   * to 7 never set the bit of cirrus.
   */
  COLLECTION_2_QA_PIXEL(
      when(FILL, bits(0)),
      when(CLOUD, bits(1, 3)),
      when(CIRRUS, bits(2)),
      when(SHADOW, bits(4)),
      when(SNOW, bits(5)),
      when(WATER, bits(7))),
  /**
   * Landsat Collection 2, QA_RADSAT (USGS LSDS-1618, LSDS-1619): bit n - 1 for band n, of Landsat 7
   * bit 8 for band 6 of high gain. Dropped pixels (bit 9) and terrain that hides the ground (bit
   * 11) are not saturated.
   */
  COLLECTION_2_RADSAT(when(SATURATED, bits(0, 1, 2, 3, 4, 5, 6, 8))),
  /**
   * Landsat 8 and 9 Level 2: SR_QA_AEROSOL of Collection 2 (USGS LSDS-1619), sr_aerosol of
   * Collection 1 (USGS LSDS-1368).
   */
  LANDSAT_AEROSOL(when(FILL, bits(0)), when(AEROSOL, level(6, 3))),
  /**
   * Landsat 4 to 7 Level 2, SR_ATMOS_OPACITY (USGS LSDS-1618, LSDS-1370): thousandths, of which
   * more than 300 mean haze; -9999 is fill.
   */
  LANDSAT_OPACITY(
      when(FILL, value -> (short) value == -9999),
      when(AEROSOL, value -> (short) value > 300),
      when(HAZE, value -> (short) value > 300)),
  /** Landsat 4 to 7 Level 2, SR_CLOUD_QA (USGS LSDS-1618, LSDS-1370), adjacent cloud included. */
  LANDSAT_CLOUD_QA(
      when(CLOUD, bits(1, 3)), when(SHADOW, bits(2)), when(SNOW, bits(4)), when(WATER, bits(5))),
  /**
   * HLS 2.0, Fmask (HLS User Guide): cloud, what is next to cloud or shadow, cloud shadow. It does
   * not set its bit of cirrus.
   */
  HLS_FMASK(
      when(FILL, value -> value == 255),
      when(CLOUD, bits(1, 2)),
      when(SHADOW, bits(3)),
      when(SNOW, bits(4)),
      when(WATER, bits(5)),
      when(AEROSOL, level(6, 3))),
  /**
   * Sentinel-2 scene classification (ESA, Sentinel-2 Level-2A algorithm): neither dark areas nor
   * the unclassified are left out by any condition.
   */
  SENTINEL_2_SCL(
      when(FILL, value -> value == 0),
      when(SATURATED, value -> value == 1),
      when(SHADOW, value -> value == 3),
      when(WATER, value -> value == 6),
      when(CLOUD, value -> value == 8 || value == 9),
      when(CIRRUS, value -> value == 10),
      when(SNOW, value -> value == 11)),
  /** Sentinel-2 on Earth Engine, QA60 (Earth Engine catalog, COPERNICUS/S2_SR_HARMONIZED). */
  SENTINEL_2_QA60(when(CLOUD, bits(10)), when(CIRRUS, bits(11))),
  /**
   * MODIS surface reflectance, state_1km and state_500m (MOD09 User's Guide, Collection 6.1): cloud
   * or mixed, by either algorithm, and what is next to cloud; cirrus from average on; snow by
   * either algorithm.
   */
  MODIS_STATE(
      when(FILL, value -> value == 0xFFFF),
      when(CLOUD, level(0, 1, 2).or(bits(10, 13))),
      when(SHADOW, bits(2)),
      when(WATER, value -> (0b11101001 >> (value >> 3 & 0b111) & 1) != 0),
      when(AEROSOL, level(6, 3)),
      when(CIRRUS, level(8, 2)),
      when(SNOW, bits(12, 15))),
  /** VIIRS surface reflectance, QF1 (VNP09 User Guide 2): probably or certainly cloudy. */
  VIIRS_QF1(when(CLOUD, level(2, 2))),
  /** VIIRS surface reflectance, QF2 (VNP09 User Guide 2): inland water and sea. */
  VIIRS_QF2(
      when(WATER, value -> (value & 0b111) == 2 || (value & 0b111) == 3),
      when(SHADOW, bits(3)),
      when(AEROSOL, bits(4)),
      when(SNOW, bits(5)),
      when(CIRRUS, bits(6, 7))),
  /** VIIRS surface reflectance, QF7 (VNP09 User Guide 2): what is next to cloud. */
  VIIRS_QF7(
      when(SNOW, bits(0)), when(CLOUD, bits(1)), when(AEROSOL, level(2, 3)), when(CIRRUS, bits(4))),
  /** VIIRS surface reflectance, QF3 to QF6 (VNP09 User Guide 2): data and inputs, no conditions. */
  VIIRS_OTHER_QF(),
  /** PlanetScope, a band of udm2 that is 1 where there is snow (Planet, Usable Data Mask). */
  PLANET_SNOW(when(SNOW, value -> value == 1)),
  /** Likewise, of shadow. */
  PLANET_SHADOW(when(SHADOW, value -> value == 1)),
  /** Likewise, of light or of heavy haze. */
  PLANET_HAZE(when(HAZE, value -> value == 1)),
  /** Likewise, of cloud. */
  PLANET_CLOUD(when(CLOUD, value -> value == 1)),
  /**
   * PlanetScope, udm or the last band of udm2: nothing recorded (bit 0), or missing or suspect in a
   * band (bits 2 to 7); cloud (bit 1) of the first kind, which udm2 tells better.
   */
  PLANET_UNUSABLE(when(FILL, bits(0, 2, 3, 4, 5, 6, 7)), when(CLOUD, bits(1)));

  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

  private record Statement(PixelCondition condition, IntPredicate states) {}

  private final List<Statement> statements;

  QualityFlags(Statement... statements) {
    this.statements = List.of(statements);
  }

  /** What it can tell. */
  public Set<PixelCondition> conditions() {
    Set<PixelCondition> all = EnumSet.noneOf(PixelCondition.class);
    statements.forEach(statement -> all.add(statement.condition));
    return Collections.unmodifiableSet(all);
  }

  /** Whether a pixel of this value is in one of these conditions. */
  public boolean states(int value, Set<PixelCondition> asked) {
    for (Statement statement : statements) {
      if (asked.contains(statement.condition) && statement.states.test(value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The coding of a band of this name, if it is a quality band. Its scene may stand before, as in
   * {@code 20180405_QA_PIXEL}: what stacks images puts it there.
   */
  public static Optional<QualityFlags> ofBand(String name) {
    Optional<QualityFlags> flags = ofWhole(name);
    Matcher gap = GAP.matcher(name);
    while (flags.isEmpty() && gap.find()) {
      flags = ofWhole(name.substring(gap.end()));
    }
    return flags;
  }

  private static Optional<QualityFlags> ofWhole(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BQA" -> Optional.of(COLLECTION_1_BQA);
      case "PIXEL_QA", "PIXELQA" -> Optional.of(COLLECTION_1_PIXEL_QA);
      case "RADSAT_QA", "RADSATQA" -> Optional.of(COLLECTION_1_RADSAT);
      case "QA_PIXEL" -> Optional.of(COLLECTION_2_QA_PIXEL);
      case "QA_RADSAT" -> Optional.of(COLLECTION_2_RADSAT);
      case "SR_QA_AEROSOL", "SR_AEROSOL", "SRAEROSOLQA" -> Optional.of(LANDSAT_AEROSOL);
      case "SR_ATMOS_OPACITY", "SRATMOSOPACITYQA" -> Optional.of(LANDSAT_OPACITY);
      case "SR_CLOUD_QA", "SRCLOUDQA" -> Optional.of(LANDSAT_CLOUD_QA);
      case "SCL" -> Optional.of(SENTINEL_2_SCL);
      case "QA60" -> Optional.of(SENTINEL_2_QA60);
      case "FMASK" -> Optional.of(HLS_FMASK);
      case "STATE_1KM", "STATE_1KM_1", "SUR_REFL_STATE_500M", "SURFREFLECT_STATE_500M" ->
          Optional.of(MODIS_STATE);
      case "SUR_REFL_STATE_250M", "SURFREFLECT_STATE_1KM" -> Optional.of(MODIS_STATE);
      case "QF1", "SURFREFLECT_QF1", "SURFREFLECT_QF1_1" -> Optional.of(VIIRS_QF1);
      case "QF2", "SURFREFLECT_QF2", "SURFREFLECT_QF2_1" -> Optional.of(VIIRS_QF2);
      case "QF7", "SURFREFLECT_QF7", "SURFREFLECT_QF7_1" -> Optional.of(VIIRS_QF7);
      default ->
          name.matches("(?i)(?:SurfReflect_)?QF[3-6](?:_1)?")
              ? Optional.of(VIIRS_OTHER_QF)
              : Optional.empty();
    };
  }

  private static Statement when(PixelCondition condition, IntPredicate states) {
    return new Statement(condition, states);
  }

  /** One of these is set. */
  private static IntPredicate bits(int... bits) {
    int any = 0;
    for (int bit : bits) {
      any |= 1 << bit;
    }
    int mask = any;
    return value -> (value & mask) != 0;
  }

  /** Two bits hold this or more. */
  private static IntPredicate level(int lowBit, int least) {
    return level(lowBit, least, 3);
  }

  private static IntPredicate level(int lowBit, int least, int most) {
    return value -> {
      int level = value >> lowBit & 0b11;
      return level >= least && level <= most;
    };
  }
}
