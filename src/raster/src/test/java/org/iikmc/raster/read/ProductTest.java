/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Sensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {
  @ParameterizedTest
  @CsvSource({
    "LC08_L1TP_013032_20180131_B4.TIF, B4",
    "LC08_L1TP_013032_20180131_20180207_01_T1_B1.TIF, B1",
    "LC08_L1TP_013032_20180131_20180207_01_T1_B11.TIF, B11",
    "LC08_L1TP_013032_20180131_20180207_01_T1_sr_band4.tif, B4",
    "LC09_L1TP_152043_20250404_20250404_02_T1_B10.TIF, B10",
    "LC09_L2SP_152043_20250404_20250406_02_T1_SR_B4.TIF, B4",
    "LC09_L2SP_152043_20250404_20250406_02_T1_ST_B10.TIF, B10",
    "LT05_L2SP_152043_19990606_20200901_02_T1_SR_B7.TIF, B7",
    "LE07_L1GT_152043_20000606_20200901_02_T2_B8.tiff, B8",
    "LE07_L1TP_152043_20000606_20200901_02_T2_B6_VCID_1.TIF, B6_VCID_1",
    "LE07_L1TP_152043_20000606_20170211_01_T1_B6_VCID_2.TIF, B6_VCID_2",
    "LE07_L2SP_152043_20000606_20200901_02_T1_ST_B6.TIF, B6",
    "LT04_L1GS_152043_19900606_20200901_02_T2_B6.TIF, B6",
    "LC08_L2SR_089083_20200606_20200901_02_T2_SR_B1.TIF, B1",
    "LO08_L1TP_013032_20180131_20200902_02_T1_B9.TIF, B9",
    "LT08_L1GT_013032_20180131_20200902_02_T2_B10.TIF, B10",
    "LC08_CU_022010_20180131_20210504_02_SR_B4.TIF, B4",
    "LC08_CU_022010_20180131_20210504_02_ST_B10.TIF, B10",
    "LC08_CU_022010_20180131_20190101_C01_V01_SRB4.tif, B4",
    "LT05_CU_022010_19841204_20170912_C01_V01_SRB7.tif, B7",
  })
  void landsatBands(String file, String band) {
    assertThat(Product.LANDSAT.part(file))
        .hasValueSatisfying(
            part -> {
              assertThat(part.band()).isEqualTo(band);
              assertThat(part.quality()).isEmpty();
            });
    assertThat(Product.SENTINEL_2.part(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LC08_L1TP_013032_20180131_BQA.TIF, COLLECTION_1_BQA",
    "LC08_L1TP_013032_20180131_20180207_01_T1_pixel_qa.tif, COLLECTION_1_PIXEL_QA",
    "LC09_L2SP_152043_20250404_20250406_02_T1_QA_PIXEL.TIF, COLLECTION_2_QA_PIXEL",
    "LC09_L2SP_152043_20250404_20250406_02_T1_QA_RADSAT.TIF, COLLECTION_2_RADSAT",
    "LC09_L2SP_152043_20250404_20250406_02_T1_SR_QA_AEROSOL.TIF, LANDSAT_AEROSOL",
    "LT05_L2SP_152043_19990606_20200901_02_T1_SR_ATMOS_OPACITY.TIF, LANDSAT_OPACITY",
    "LT05_L2SP_152043_19990606_20200901_02_T1_SR_CLOUD_QA.TIF, LANDSAT_CLOUD_QA",
    "LC08_L1TP_013032_20180131_20180207_01_T1_radsat_qa.tif, COLLECTION_1_RADSAT",
    "LC08_L1TP_013032_20180131_20180207_01_T1_sr_aerosol.tif, LANDSAT_AEROSOL",
    "LE07_L1TP_195054_20151212_20161016_01_T1_sr_atmos_opacity.tif, LANDSAT_OPACITY",
    "LE07_L1TP_195054_20151212_20161016_01_T1_sr_cloud_qa.tif, LANDSAT_CLOUD_QA",
    "LC08_CU_022010_20180131_20210504_02_QA_PIXEL.TIF, COLLECTION_2_QA_PIXEL",
    "LC08_CU_022010_20180131_20190101_C01_V01_PIXELQA.tif, COLLECTION_1_PIXEL_QA",
    "LC08_CU_022010_20180131_20190101_C01_V01_RADSATQA.tif, COLLECTION_1_RADSAT",
    "LC08_CU_022010_20180131_20190101_C01_V01_SRAEROSOLQA.tif, LANDSAT_AEROSOL",
    "LT05_CU_022010_19841204_20170912_C01_V01_SRATMOSOPACITYQA.tif, LANDSAT_OPACITY",
    "LT05_CU_022010_19841204_20170912_C01_V01_SRCLOUDQA.tif, LANDSAT_CLOUD_QA",
  })
  void landsatQuality(String file, QualityFlags flags) {
    assertThat(Product.LANDSAT.part(file).orElseThrow().quality()).contains(flags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC08_L1TP_013032_20180131_MTL.txt",
        "LC08_L1TP_013032_20180131_B4.TIF.aux.xml",
        "LC08_L1TP_013032_20180131_B4.TIF.ovr",
        "LC09_L2SP_152043_20250404_20250406_02_T1_ST_QA.TIF",
        "LC08_L1TP_013032_20180131_20180207_01_T1_toa_band4.tif",
        "LC08_L1TP_013032_20180131_20180207_01_T1_bt_band10.tif",
        "LC08_CU_022010_20180131_20190101_C01_V01_TAB4.tif",
        "LC08_CU_022010_20180131_20190101_C01_V01_BTB10.tif",
        "LC08_CU_022010_20180131_20190101_C01_V01_LINEAGEQA.tif",
        "LC09_L2SP_152043_20250404_20250406_02_T1_ST_ATRAN.TIF",
        "B4.TIF",
        "T31UFU_20200101T105441_TCI.jp2",
        "T31UFU_20200101T105441_AOT_10m.jp2",
        "ground_B4.tif",
      })
  void otherFilesAreNoBands(String file) {
    assertThat(Product.LANDSAT.part(file)).isEmpty();
    assertThat(Product.SENTINEL_2.part(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "T31UFU_20200101T105441_B04.jp2, B04",
    "T31UFU_20200101T105441_B8A.jp2, B8A",
    "T31UFU_20200101T105441_B02_10m.jp2, B02",
    "T31UFU_20200101T105441_B8A_20m.tif, B8A",
    "T31UFU_20200101T105441_b8a_20m.tif, B8A",
    "31UFU_20200101T105441_B12_20m.TIF, B12",
    "L2A_T31UFU_20200101T105441_B03_60m.jp2, B03",
  })
  void sentinelBands(String file, String band) {
    assertThat(Product.SENTINEL_2.part(file).orElseThrow().band()).isEqualTo(band);
    assertThat(Product.LANDSAT.part(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LANDSAT_SCENE, LC81390452014295LGN00_B4.TIF, B4,",
    "LANDSAT_SCENE, LC81390452014295LGN00_B10.TIF, B10,",
    "LANDSAT_SCENE, LT52240631988227CUB02_B7.TIF, B7,",
    "LANDSAT_SCENE, LC81390452014295LGN00_BQA.TIF, BQA, SCENE_BQA",
    "LANDSAT_SCENE, LE71390451999295EDC00_B6_VCID_2.TIF, B6_VCID_2,",
    "HLS, HLS.S30.T18TWL.2020123T153941.v2.0.B8A.tif, B8A,",
    "HLS, HLS.L30.T18TWL.2020123T153941.v2.0.B05.tif, B05,",
    "HLS, HLS.L30.T18TWL.2020123T153941.v2.0.Fmask.tif, Fmask, HLS_FMASK",
  })
  void otherProducts(Product product, String file, String band, QualityFlags quality) {
    Product.Part part = product.part(file).orElseThrow();
    assertThat(part.band()).isEqualTo(band);
    assertThat(part.quality()).isEqualTo(Optional.ofNullable(quality));
    assertThat(Product.values()).filteredOn(each -> each.part(file).isPresent()).hasSize(1);
    assertThat(Sensor.ofProduct(file)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC81390452014295LGN00_MTL.txt",
        "LC81390452014295LGN00_B4.TIF.ovr",
        "HLS.S30.T18TWL.2020123T153941.v2.0.SAA.tif",
        "HLS.S30.T18TWL.2020123T153941.v2.0.jpg",
      })
  void theirOtherFilesAreNoBands(String file) {
    assertThat(Product.values()).noneMatch(product -> product.part(file).isPresent());
  }

  @Test
  void sentinelQuality() {
    assertThat(
            Product.SENTINEL_2.part("T31UFU_20200101T105441_SCL_20m.jp2").orElseThrow().quality())
        .contains(QualityFlags.SENTINEL_2_SCL);
  }

  @Test
  void theUsualBandsOfEachSensor() {
    List<String> oli = List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11");
    assertThat(
            Product.LANDSAT.defaultBands(
                "LC08_L1TP_013032_20180131_B1.TIF", oli, OptionalDouble.empty()))
        .containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
    assertThat(
            Product.LANDSAT.defaultBands(
                "LO09_L1TP_013032_20250131_B1.TIF", oli, OptionalDouble.empty()))
        .containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
    List<String> tm = List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7");
    assertThat(
            Product.LANDSAT.defaultBands(
                "LT05_L1TP_013032_19990131_B1.TIF", tm, OptionalDouble.empty()))
        .containsExactly("B1", "B2", "B3", "B4", "B5", "B7");
    assertThat(
            Product.LANDSAT_SCENE.defaultBands(
                "LC81390452014295LGN00_B1.TIF", oli, OptionalDouble.empty()))
        .containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
    List<String> hls =
        List.of("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12");
    assertThat(
            Product.HLS.defaultBands(
                "HLS.L30.T18TWL.2020123T153941.v2.0.B01.tif", hls, OptionalDouble.empty()))
        .containsExactly("B02", "B03", "B04", "B05", "B06", "B07");
    assertThat(
            Product.HLS.defaultBands(
                "HLS.S30.T18TWL.2020123T153941.v2.0.B01.tif", hls, OptionalDouble.empty()))
        .containsExactly("B02", "B03", "B04", "B8A", "B11", "B12");
    List<String> msi = List.of("B01", "B02", "B03", "B04", "B05", "B08", "B8A", "B12");
    assertThat(
            Product.SENTINEL_2.defaultBands(
                "T31UFU_20200101T105441_B01.tif", msi, OptionalDouble.empty()))
        .containsExactly("B02", "B03", "B04", "B08");
    assertThat(
            Product.SENTINEL_2.defaultBands(
                "T31UFU_20200101T105441_B01.tif", msi, OptionalDouble.of(20)))
        .containsExactly("B02", "B03", "B04", "B05", "B8A", "B12");
  }

  @Test
  void whereTheUsualBandsAreMissingWhatThereIsIsTaken() {
    assertThat(
            Product.SENTINEL_2.defaultBands(
                "T31UFU_20200101T105441_B05.tif", List.of("B05"), OptionalDouble.empty()))
        .containsExactly("B05");
  }

  @Test
  void fillIsZeroButForTheSignedReflectancesOfCollection1() {
    assertThat(Product.LANDSAT.fill(false)).isEqualTo(0);
    assertThat(Product.LANDSAT.fill(true)).isEqualTo(-9999);
    assertThat(Product.SENTINEL_2.fill(false)).isEqualTo(0);
    assertThat(Product.SENTINEL_2.fill(true)).isEqualTo(0);
  }
}
