/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcquisitionDateTest {
  @ParameterizedTest
  @CsvSource({
    "LC08_L1TP_013032_20180131_20180207_01_T1, 2018-01-31",
    "LC08_L1TP_013032_20180131_B4.TIF, 2018-01-31",
    "LC09_L2SP_152043_20250404_20250406_02_T1_SR_B4.TIF, 2025-04-04",
    "LT05_L1TP_200012_19990606_20170102_01_T1, 1999-06-06",
    "LE07_L1TP_198020_20001231_20170102_01_T1, 2000-12-31",
    "S2A_MSIL1C_20200101T105441_N0208_R051_T31UFU_20200101T112432.SAFE, 2020-01-01",
    "T31UFU_20200102T105441_B04.jp2, 2020-01-02",
    "20240229, 2024-02-29",
    "scene-2025-04-15, 2025-04-15",
    "scene_2025_04_15_clear, 2025-04-15",
    "2025:04:15 10:11:12, 2025-04-15",
    "2025-04-15T10:11:12Z, 2025-04-15",
    "HLS.L30.T18TVL.2020123T153456.v2.0.B04, 2020-05-02",
    "MOD09GA.A2014295.h08v05.061.2021100123456, 2014-10-22",
    "VNP09GA.A2020366.h11v04.002, 2020-12-31",
    "LC80130322018031LGN00, 2018-01-31",
    "LT51980201999157FUI00_B3, 1999-06-06",
    "scene_2018001, 2018-01-01",
    "2018123_20180405, 2018-04-05",
  })
  void theDayOfAcquisitionComesFirst(String text, LocalDate date) {
    assertThat(AcquisitionDate.in(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC08_L1TP_013032_B4.TIF",
        "scene_2018366",
        "scene_2018000",
        "1232018031",
        "LC80130322018366LGN00",
        "LC08_L1TP_200512_T1",
        "image_120180131",
        "image_201801310",
        "20180231",
        "20181301",
        "20180132",
        "2018-0131",
        "2018",
        "",
      })
  void whatOnlyLooksLikeADateIsNone(String text) {
    assertThat(AcquisitionDate.in(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20180231_20180301", "v20181301-20180301"})
  void aDayThatNeverWasIsPassedOver(String text) {
    assertThat(AcquisitionDate.in(text)).contains(LocalDate.of(2018, 3, 1));
  }
}
