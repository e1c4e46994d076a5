/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCL",
        "Fmask",
        "udm2",
        "T18TWL_20220126T153941_SCL_20m",
        "HLS.S30.T18TWL.2020123T153941.v2.0.Fmask",
        "20230412_101530_45_24c5_3B_udm2_clip",
        "20230412_101530_45_24c5_3B_udm2",
        "LC81390452014295LGN00_BQA",
        "LC09_L2SP_014032_20220405_20220407_02_T1_QA_PIXEL",
        "LC09_L2SP_014032_20220405_20220407_02_T1_QA_RADSAT",
        "LC09_L2SP_014032_20220405_20220407_02_T1_SR_QA_AEROSOL",
        "LC09_L2SP_014032_20220405_20220407_02_T1_ST_QA",
        "LC08_L1TP_014032_20180405_20180417_01_T1_pixel_qa",
        "LC08_L1TP_014032_20180405_20180417_01_T1_radsat_qa",
        "LC08_L1TP_014032_20180405_20180417_01_T1_sr_aerosol",
        "MSK_CLDPRB_20m",
        "LT05_L2SP_152043_19990606_20200901_02_T1_SR_ATMOS_OPACITY",
        "LT05_L2SP_152043_19990606_20200901_02_T1_SR_CLOUD_QA",
        "LC08_CU_022010_20180131_20190101_C01_V01_PIXELQA",
        "LT05_CU_022010_19841204_20170912_C01_V01_SRATMOSOPACITYQA",
        "20170831_172754_101c_3B_AnalyticMS_DN_udm_clip",
        "MOD09GA.A2020001.h18v04.061.2020339024323_state_1km_1",
        "VNP09GA.A2020001.h18v04.001.2020002094512_SurfReflect_QF7_1",
        "cloud_mask",
      })
  void qualityBands(String name) {
    assertThat(BandFiles.isQuality(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim_20240115",
        "20230412_101530_45_24c5_3B_AnalyticMS_SR_clip",
        "quality",
        "Qatar_2019",
        "muscle",
        "aqua_2020",
        "new_state",
        "state_2020",
        "20180101_153045_1003_3B_AnalyticMS",
        "NDVI_2019",
        "LC81390452014295LGN00_B4",
        "cloudy_scene",
      })
  void scenesAndBands(String name) {
    assertThat(BandFiles.isQuality(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "B02, *",
    "B8A, *",
    "red, *",
    "nir08, *",
    "HLS.S30.T18TWL.2020123T153941.v2.0.B02, HLS.S30.T18TWL.2020123T153941.v2.0.*",
    "LC81390452014295LGN00_B10, LC81390452014295LGN00_*",
    "LC09_L2SP_014032_20220405_02_T1_SR_B4, LC09_L2SP_014032_20220405_02_T1_*",
    "x_sr_band4, x_*",
    "B02_20200101, *_20200101",
    "site-rededge1-2020, site-*-2020",
  })
  void bandsOfAnAcquisitionHaveTheRestOfTheirNamesInCommon(String name, String common) {
    assertThat(BandFiles.acquisition(name)).contains(common);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NDVI_2019", "sim_20240115", "a1", "Redding_2019", "AB12", "tile_3_7"})
  void aNameWithoutABand(String name) {
    assertThat(BandFiles.acquisition(name)).isEmpty();
  }
}
