/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_BQA;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_PIXEL_QA;
import static org.iikmc.raster.QualityFlags.COLLECTION_2_QA_PIXEL;
import static org.iikmc.raster.QualityFlags.HLS_FMASK;
import static org.iikmc.raster.QualityFlags.MODIS_STATE;
import static org.iikmc.raster.QualityFlags.SCENE_BQA;
import static org.iikmc.raster.QualityFlags.SENTINEL_2_QA60;
import static org.iikmc.raster.QualityFlags.SENTINEL_2_SCL;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values from the tables of the products' own guides (USGS LSDS-809, 1873, 1368, 1619; NASA; ESA).
 */
class QualityFlagsTest {
  private static boolean drops(QualityFlags flags, int value) {
    Set<PixelCondition> usual = EnumSet.copyOf(PixelCondition.standard());
    usual.add(PixelCondition.FILL);
    return flags.states(value, usual);
  }

  /** All conditions of a value, by name with blanks between them. */
  private static String conditions(QualityFlags flags, int value) {
    return Stream.of(PixelCondition.values())
        .filter(condition -> flags.states(value, Set.of(condition)))
        .map(PixelCondition::toString)
        .collect(Collectors.joining(" "));
  }

  private static boolean bit(int value, int bit) {
    return (value >> bit & 1) != 0;
  }

  private static boolean high(int value, int lowBit) {
    return bit(value, lowBit) && bit(value, lowBit + 1);
  }

  /** What version 0.1.0 left out, of every value that there is. */
  private static boolean droppedBefore(QualityFlags flags, int value) {
    return switch (flags) {
      case SCENE_BQA -> bit(value, 0) || high(value, 12) || high(value, 14);
      case COLLECTION_1_BQA -> bit(value, 0) || bit(value, 4) || high(value, 7) || high(value, 11);
      case COLLECTION_1_PIXEL_QA ->
          bit(value, 0) || bit(value, 3) || bit(value, 5) || high(value, 8);
      case COLLECTION_2_QA_PIXEL -> value % 32 != 0;
      case HLS_FMASK -> value == 255 || bit(value, 1) || bit(value, 2) || bit(value, 3);
      case SENTINEL_2_SCL -> value == 0 || value == 3 || value == 8 || value == 9 || value == 10;
      default -> throw new AssertionError(flags);
    };
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SCENE_BQA",
        "COLLECTION_1_BQA",
        "COLLECTION_1_PIXEL_QA",
        "COLLECTION_2_QA_PIXEL",
        "HLS_FMASK",
        "SENTINEL_2_SCL"
      })
  void theUsualIsWhatWasAlwaysLeftOut(QualityFlags flags) {
    assertThat(IntStream.range(0, 65536).filter(value -> drops(flags, value)).toArray())
        .containsExactly(
            IntStream.range(0, 65536).filter(value -> droppedBefore(flags, value)).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    // USGS LSDS-809
    "SCENE_BQA, 1, fill",
    "SCENE_BQA, 2, ''", // dropped frame
    "SCENE_BQA, 4, ''", // terrain occlusion
    "SCENE_BQA, 16, ''",
    "SCENE_BQA, 32, ''", // water, middling
    "SCENE_BQA, 48, water",
    "SCENE_BQA, 3072, snow",
    "SCENE_BQA, 2048, ''",
    "SCENE_BQA, 12288, cirrus",
    "SCENE_BQA, 49152, cloud",
    // USGS LSDS-1873
    "COLLECTION_1_BQA, 2, ''", // terrain occlusion or dropped pixel
    "COLLECTION_1_BQA, 4, saturated", // one or two bands
    "COLLECTION_1_BQA, 8, saturated", // three or four
    "COLLECTION_1_BQA, 12, saturated",
    "COLLECTION_1_BQA, 16, cloud",
    "COLLECTION_1_BQA, 96, ''", // cloud of high confidence without the cloud bit
    "COLLECTION_1_BQA, 384, shadow",
    "COLLECTION_1_BQA, 1536, snow",
    "COLLECTION_1_BQA, 1024, ''",
    "COLLECTION_1_BQA, 6144, cirrus",
    // USGS LSDS-1368
    "COLLECTION_1_PIXEL_QA, 1, fill",
    "COLLECTION_1_PIXEL_QA, 2, ''", // clear
    "COLLECTION_1_PIXEL_QA, 4, water",
    "COLLECTION_1_PIXEL_QA, 8, shadow",
    "COLLECTION_1_PIXEL_QA, 16, snow",
    "COLLECTION_1_PIXEL_QA, 32, cloud",
    "COLLECTION_1_PIXEL_QA, 768, cirrus",
    "COLLECTION_1_PIXEL_QA, 1024, ''", // terrain occlusion
    "COLLECTION_1_RADSAT, 1, fill",
    "COLLECTION_1_RADSAT, 2, saturated",
    "COLLECTION_1_RADSAT, 256, ''", // band 8 is not processed
    "COLLECTION_1_RADSAT, 2048, saturated", // band 11
    // USGS LSDS-1618, LSDS-1619
    "COLLECTION_2_QA_PIXEL, 1, fill",
    "COLLECTION_2_QA_PIXEL, 2, cloud", // dilated
    "COLLECTION_2_QA_PIXEL, 4, cirrus",
    "COLLECTION_2_QA_PIXEL, 8, cloud",
    "COLLECTION_2_QA_PIXEL, 16, shadow",
    "COLLECTION_2_QA_PIXEL, 32, snow",
    "COLLECTION_2_QA_PIXEL, 64, ''", // clear
    "COLLECTION_2_QA_PIXEL, 128, water",
    "COLLECTION_2_QA_PIXEL, 65280, ''", // confidences alone
    "COLLECTION_2_RADSAT, 1, saturated",
    "COLLECTION_2_RADSAT, 64, saturated",
    "COLLECTION_2_RADSAT, 128, ''",
    "COLLECTION_2_RADSAT, 256, saturated", // band 9, or 6 of high gain
    "COLLECTION_2_RADSAT, 512, ''", // dropped pixel
    "COLLECTION_2_RADSAT, 2048, ''", // terrain occlusion
    "LANDSAT_AEROSOL, 1, fill",
    "LANDSAT_AEROSOL, 62, ''", // valid, water, interpolated
    "LANDSAT_AEROSOL, 64, ''", // low
    "LANDSAT_AEROSOL, 128, ''", // medium
    "LANDSAT_AEROSOL, 192, aerosol",
    "LANDSAT_AEROSOL, 228, aerosol",
    "LANDSAT_OPACITY, 300, ''",
    "LANDSAT_OPACITY, 301, aerosol haze",
    "LANDSAT_OPACITY, 55537, fill", // -9999 in 16 bits
    "LANDSAT_OPACITY, 65535, ''", // -1
    "LANDSAT_CLOUD_QA, 1, ''", // dark dense vegetation
    "LANDSAT_CLOUD_QA, 2, cloud",
    "LANDSAT_CLOUD_QA, 4, shadow",
    "LANDSAT_CLOUD_QA, 8, cloud", // next to it
    "LANDSAT_CLOUD_QA, 16, snow",
    "LANDSAT_CLOUD_QA, 32, water",
    // HLS User Guide
    "HLS_FMASK, 1, ''", // of cirrus, never set
    "HLS_FMASK, 2, cloud",
    "HLS_FMASK, 4, cloud",
    "HLS_FMASK, 8, shadow",
    "HLS_FMASK, 16, snow",
    "HLS_FMASK, 32, water",
    "HLS_FMASK, 64, ''",
    "HLS_FMASK, 128, ''",
    "HLS_FMASK, 192, aerosol",
    // ESA
    "SENTINEL_2_SCL, 0, fill",
    "SENTINEL_2_SCL, 1, saturated",
    "SENTINEL_2_SCL, 2, ''",
    "SENTINEL_2_SCL, 3, shadow",
    "SENTINEL_2_SCL, 4, ''",
    "SENTINEL_2_SCL, 5, ''",
    "SENTINEL_2_SCL, 6, water",
    "SENTINEL_2_SCL, 7, ''",
    "SENTINEL_2_SCL, 8, cloud",
    "SENTINEL_2_SCL, 9, cloud",
    "SENTINEL_2_SCL, 10, cirrus",
    "SENTINEL_2_SCL, 11, snow",
    // MOD09 User's Guide
    "MODIS_STATE, 8, ''", // land, clear
    "MODIS_STATE, 9, cloud",
    "MODIS_STATE, 10, cloud", // mixed
    "MODIS_STATE, 11, ''", // not set, assumed clear
    "MODIS_STATE, 12, shadow",
    "MODIS_STATE, 0, water", // shallow ocean
    "MODIS_STATE, 16, ''", // coast
    "MODIS_STATE, 24, water", // shallow inland
    "MODIS_STATE, 32, ''", // ephemeral
    "MODIS_STATE, 40, water",
    "MODIS_STATE, 48, water",
    "MODIS_STATE, 56, water",
    "MODIS_STATE, 136, ''", // average aerosol
    "MODIS_STATE, 200, aerosol",
    "MODIS_STATE, 264, ''", // small cirrus
    "MODIS_STATE, 520, cirrus", // average
    "MODIS_STATE, 776, cirrus",
    "MODIS_STATE, 1032, cloud", // the internal algorithm
    "MODIS_STATE, 2056, ''", // fire
    "MODIS_STATE, 4104, snow",
    "MODIS_STATE, 8200, cloud", // next to cloud
    "MODIS_STATE, 16392, ''", // salt pan
    "MODIS_STATE, 32776, snow", // the internal algorithm
    // VNP09 User Guide
    "VIIRS_QF1, 3, ''", // quality of the cloud mask
    "VIIRS_QF1, 4, ''", // probably clear
    "VIIRS_QF1, 8, cloud", // probably cloudy
    "VIIRS_QF1, 12, cloud",
    "VIIRS_QF1, 240, ''", // night, low sun, glint
    "VIIRS_QF2, 0, ''",
    "VIIRS_QF2, 1, ''",
    "VIIRS_QF2, 2, water",
    "VIIRS_QF2, 3, water",
    "VIIRS_QF2, 5, ''", // coast
    "VIIRS_QF2, 8, shadow",
    "VIIRS_QF2, 16, aerosol",
    "VIIRS_QF2, 32, snow",
    "VIIRS_QF2, 64, cirrus",
    "VIIRS_QF2, 128, cirrus",
    "VIIRS_QF7, 1, snow",
    "VIIRS_QF7, 2, cloud", // next to it
    "VIIRS_QF7, 4, ''",
    "VIIRS_QF7, 8, ''", // average aerosol
    "VIIRS_QF7, 12, aerosol",
    "VIIRS_QF7, 16, cirrus",
    "VIIRS_OTHER_QF, 255, ''",
    // Planet, Usable Data Mask
    "PLANET_SNOW, 1, snow",
    "PLANET_SHADOW, 1, shadow",
    "PLANET_HAZE, 1, haze",
    "PLANET_CLOUD, 1, cloud",
    "PLANET_CLOUD, 0, ''",
    "PLANET_UNUSABLE, 1, fill",
    "PLANET_UNUSABLE, 2, cloud",
    "PLANET_UNUSABLE, 4, fill",
    "PLANET_UNUSABLE, 128, fill",
  })
  void whatEachBitSays(QualityFlags flags, int value, String conditions) {
    assertThat(conditions(flags, value)).isEqualTo(conditions);
  }

  @Test
  void fillOfModisAndHlsIsAllBits() {
    assertThat(MODIS_STATE.states(65535, Set.of(PixelCondition.FILL))).isTrue();
    assertThat(MODIS_STATE.states(65534, Set.of(PixelCondition.FILL))).isFalse();
    assertThat(HLS_FMASK.states(255, Set.of(PixelCondition.FILL))).isTrue();
    assertThat(HLS_FMASK.states(254, Set.of(PixelCondition.FILL))).isFalse();
  }

  @Test
  void nothingIsStatedToWhoAsksNothing() {
    assertThat(COLLECTION_2_QA_PIXEL.states(65535, Set.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, fill",
    "2, false, terrain occlusion",
    "2720, false, clear: all confidences low",
    "2722, false, clear on occluded ground",
    "2724, false, clear with saturated bands",
    "2752, false, cloud of middling confidence without the cloud bit",
    "2800, true, cloud",
    "2804, true, cloud with saturated bands",
    "2976, true, shadow of high confidence",
    "2848, false, shadow of middling confidence",
    "3744, false, snow of high confidence is ground",
    "3776, false, snow and perhaps cloud",
    "6816, true, cirrus of high confidence",
    "4768, false, cirrus of middling confidence",
    "7072, true, cirrus and shadow",
    "61440, false, bits that mean nothing",
  })
  void bqaOfCollection1(int value, boolean dropped, String meaning) {
    assertThat(drops(COLLECTION_1_BQA, value)).as(meaning).isEqualTo(dropped);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, fill",
    "322, false, clear",
    "324, false, water",
    "328, true, shadow",
    "336, false, snow",
    "352, true, cloud",
    "480, true, cloud of high confidence",
    "386, false, clear with cloud of middling confidence",
    "834, true, cirrus of high confidence",
    "898, true, cirrus of high confidence and middling cloud",
    "1346, false, terrain occlusion",
  })
  void pixelQaOfCollection1(int value, boolean dropped, String meaning) {
    assertThat(drops(COLLECTION_1_PIXEL_QA, value)).as(meaning).isEqualTo(dropped);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, fill",
    "21824, false, clear",
    "21826, true, dilated cloud over land",
    "21828, true, cirrus alone",
    "21952, false, water",
    "22018, true, dilated cloud over water",
    "22080, false, cloud of middling confidence without the cloud bit",
    "22280, true, cloud of high confidence",
    "23826, true, dilated cloud and shadow",
    "23888, true, shadow over land",
    "23952, true, shadow over water",
    "24088, true, shadow and middling cloud",
    "24216, true, shadow under cloud",
    "30048, false, snow",
    "5442, true, dilated cloud of Landsat 5",
    "5440, false, clear of Landsat 5",
    "5504, false, water of Landsat 5",
    "54596, true, cirrus",
    "54852, true, cirrus and middling cloud",
    "55052, true, cirrus and cloud",
    "56660, true, cirrus and shadow",
  })
  void qaPixelOfCollection2(int value, boolean dropped, String meaning) {
    assertThat(drops(COLLECTION_2_QA_PIXEL, value)).as(meaning).isEqualTo(dropped);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 9, 10})
  void sceneClassificationDropsNoDataShadowCloudsAndCirrus(int value) {
    assertThat(drops(SENTINEL_2_SCL, value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 7, 11})
  void sceneClassificationKeepsGroundWaterAndSnow(int value) {
    assertThat(drops(SENTINEL_2_SCL, value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "BQA, COLLECTION_1_BQA",
    "bqa, COLLECTION_1_BQA",
    "pixel_qa, COLLECTION_1_PIXEL_QA",
    "PIXEL_QA, COLLECTION_1_PIXEL_QA",
    "QA_PIXEL, COLLECTION_2_QA_PIXEL",
    "qa_pixel, COLLECTION_2_QA_PIXEL",
    "SCL, SENTINEL_2_SCL",
    "Fmask, HLS_FMASK",
    "QA_RADSAT, COLLECTION_2_RADSAT",
    "radsat_qa, COLLECTION_1_RADSAT",
    "RADSATQA, COLLECTION_1_RADSAT",
    "PIXELQA, COLLECTION_1_PIXEL_QA",
    "SR_QA_AEROSOL, LANDSAT_AEROSOL",
    "sr_aerosol, LANDSAT_AEROSOL",
    "SRAEROSOLQA, LANDSAT_AEROSOL",
    "SR_ATMOS_OPACITY, LANDSAT_OPACITY",
    "sr_cloud_qa, LANDSAT_CLOUD_QA",
    "state_1km_1, MODIS_STATE",
    "state_1km, MODIS_STATE",
    "sur_refl_state_500m, MODIS_STATE",
    "sur_refl_state_250m, MODIS_STATE",
    "SurfReflect_State_500m, MODIS_STATE",
    "SurfReflect_QF1_1, VIIRS_QF1",
    "SurfReflect_QF1, VIIRS_QF1",
    "QF2, VIIRS_QF2",
    "SurfReflect_QF5_1, VIIRS_OTHER_QF",
    "QF7, VIIRS_QF7",
    "QA60, SENTINEL_2_QA60",
    "20180405_QA_PIXEL, COLLECTION_2_QA_PIXEL",
    "LC08_014032_20180405_SR_QA_AEROSOL, LANDSAT_AEROSOL",
    "0_SCL, SENTINEL_2_SCL",
    "T18TWL.2020123.Fmask, HLS_FMASK",
  })
  void aQualityBandIsKnownByItsName(String name, QualityFlags flags) {
    assertThat(QualityFlags.ofBand(name)).contains(flags);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1024, true", "2048, true", "3072, true", "512, false", "4096, false"})
  void earthEngineTellsCloudAndCirrusOfSentinel2(int value, boolean dropped) {
    assertThat(drops(SENTINEL_2_QA60, value)).isEqualTo(dropped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B1", "ST_QA", "QF", "QF8", "QF11", "state", "SCLX", "", "B2_", "MUSCL", "SCL_max", "B1_QA"
      })
  void anotherBandIsNone(String name) {
    assertThat(QualityFlags.ofBand(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, fill",
    "20480, false, clear: cirrus and cloud of low confidence",
    "32768, false, cloud of middling confidence",
    "53248, true, cloud of high confidence",
    "28672, true, cirrus of high confidence",
    "23552, false, snow of high confidence",
  })
  void bqaBeforeTheCollections(int value, boolean dropped, String meaning) {
    assertThat(drops(SCENE_BQA, value)).as(meaning).isEqualTo(dropped);
  }

  @ParameterizedTest
  @CsvSource({
    "255, true, fill",
    "0, false, clear",
    "2, true, cloud",
    "4, true, next to cloud",
    "8, true, shadow",
    "16, false, snow",
    "32, false, water",
    "192, false, high aerosol",
    "194, true, cloud in high aerosol",
  })
  void fmaskOfHls(int value, boolean dropped, String meaning) {
    assertThat(drops(HLS_FMASK, value)).as(meaning).isEqualTo(dropped);
  }
}
