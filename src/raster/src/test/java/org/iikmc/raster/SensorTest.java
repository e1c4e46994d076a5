/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorTest {
  @ParameterizedTest
  @CsvSource({
    "LC08_L1TP_014032_20180405_20180417_01_T1, LANDSAT_OLI",
    "LC09_L2SP_014032_20220405_20220407_02_T1_SR_B4.TIF, LANDSAT_OLI",
    "LC81390452014295LGN00, LANDSAT_OLI",
    "LE07_L1TP_014032_20110405_20200101_02_T1, LANDSAT_ETM",
    "LT05_L1TP_014032_19880405_20200101_02_T1, LANDSAT_TM",
    "LT52240631988227CUB02, LANDSAT_TM",
    "S2A_MSIL2A_20220126T153941_N0400_R011_T18TWL_20220126T190000, SENTINEL_2",
    "T18TWL_20220126T153941_B02_20m.tif, SENTINEL_2",
    "LT04_L1GS_152043_19900606_20200901_02_T2, LANDSAT_TM",
    "LC08_CU_022010_20180131_20210504_02_SR_B4.TIF, LANDSAT_OLI",
    "20180101_153045_1003_3B_AnalyticMS_SR_clip, PLANET_DOVE",
    "20180101_153045_101c_3B_AnalyticMS.tif, PLANET_DOVE",
    "20220101_153045_72_2262_3B_AnalyticMS_SR, PLANET_SUPERDOVE",
    "20220101_153045_2262_3B_AnalyticMS_8b_clip, PLANET_SUPERDOVE",
    "20220101_153045_2262_3B_AnalyticMS_SR_8b_harmonized.tif, PLANET_SUPERDOVE",
  })
  void theNameOfAProductTells(String name, Sensor sensor) {
    assertThat(Sensor.ofProduct(name)).contains(sensor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim_20240115",
        "20180101_153045_1003_3B_Visual",
        "20180101_153045",
        "LM05_L1TP_014032_19880405",
        "S2",
        "scene",
        "LC"
      })
  void otherNamesTellNothing(String name) {
    assertThat(Sensor.ofProduct(name)).isEmpty();
  }

  /** The near infrared and the first short-wave infrared, whatever their numbers. */
  @Test
  void bandsOfOneNameLieElsewhere() {
    assertThat(Sensor.LANDSAT_OLI.wavelength("SR_B5")).isEqualTo(865);
    assertThat(Sensor.LANDSAT_TM.wavelength("B5")).isEqualTo(1650);
    assertThat(Sensor.LANDSAT_TM.wavelength("ST_B6")).isEqualTo(11_450);
    assertThat(Sensor.SENTINEL_2.wavelength("B05")).isEqualTo(705);
    assertThat(Sensor.SENTINEL_2.wavelength("B8A")).isEqualTo(865);
    assertThat(Sensor.LANDSAT_OLI.wavelength("1")).isNaN();
    assertThat(Sensor.LANDSAT_ETM.wavelength("B6_VCID_2")).isEqualTo(11_450);
    assertThat(Sensor.PLANET_SUPERDOVE.wavelength("nir")).isEqualTo(865);
    assertThat(Sensor.PLANET_DOVE.wavelength("nir")).isEqualTo(820);
  }
}
