/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_BQA;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_PIXEL_QA;
import static org.iikmc.raster.QualityFlags.COLLECTION_2_QA_PIXEL;
import static org.iikmc.raster.QualityFlags.HLS_FMASK;
import static org.iikmc.raster.QualityFlags.SCENE_BQA;
import static org.iikmc.raster.QualityFlags.SENTINEL_2_SCL;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values from the tables of the products' own guides (USGS LSDS-809, 1873, 1368, 1619; NASA; ESA).
 */
class QualityFlagsTest {
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
    assertThat(COLLECTION_1_BQA.drops(value)).as(meaning).isEqualTo(dropped);
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
    assertThat(COLLECTION_1_PIXEL_QA.drops(value)).as(meaning).isEqualTo(dropped);
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
    assertThat(COLLECTION_2_QA_PIXEL.drops(value)).as(meaning).isEqualTo(dropped);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 9, 10})
  void sceneClassificationDropsNoDataShadowCloudsAndCirrus(int value) {
    assertThat(SENTINEL_2_SCL.drops(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 7, 11})
  void sceneClassificationKeepsGroundWaterAndSnow(int value) {
    assertThat(SENTINEL_2_SCL.drops(value)).isFalse();
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
  })
  void aQualityBandIsKnownByItsName(String name, QualityFlags flags) {
    assertThat(QualityFlags.ofBand(name)).contains(flags);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B1", "QA_RADSAT", "SR_QA_AEROSOL", "radsat_qa", "SCLX", ""})
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
    assertThat(SCENE_BQA.drops(value)).as(meaning).isEqualTo(dropped);
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
    assertThat(HLS_FMASK.drops(value)).as(meaning).isEqualTo(dropped);
  }
}
