/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.raster.PixelCondition.AEROSOL;
import static org.iikmc.raster.PixelCondition.CLOUD;
import static org.iikmc.raster.PixelCondition.FILL;
import static org.iikmc.raster.PixelCondition.HAZE;
import static org.iikmc.raster.PixelCondition.SATURATED;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_BQA;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_PIXEL_QA;
import static org.iikmc.raster.QualityFlags.COLLECTION_1_RADSAT;
import static org.iikmc.raster.QualityFlags.COLLECTION_2_QA_PIXEL;
import static org.iikmc.raster.QualityFlags.COLLECTION_2_RADSAT;
import static org.iikmc.raster.QualityFlags.LANDSAT_AEROSOL;
import static org.iikmc.raster.QualityFlags.LANDSAT_CLOUD_QA;
import static org.iikmc.raster.QualityFlags.LANDSAT_OPACITY;
import static org.iikmc.raster.QualityFlags.VIIRS_QF1;
import static org.iikmc.raster.QualityFlags.VIIRS_QF7;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.iikmc.kmeans.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityBandsTest {
  private static List<Set<PixelCondition>> asked(QualityFlags... flags) {
    return QualityBands.queries(List.of(flags), List.of("B4")).stream()
        .map(QualityQuery::conditions)
        .toList();
  }

  @Test
  void ofLandsatOnlyTheBestIsAskedWhatSeveralTell() {
    assertThat(asked(LANDSAT_AEROSOL, COLLECTION_2_QA_PIXEL, COLLECTION_2_RADSAT))
        .containsExactly(Set.of(AEROSOL), COLLECTION_2_QA_PIXEL.conditions(), Set.of(SATURATED));
    assertThat(asked(LANDSAT_CLOUD_QA, COLLECTION_2_QA_PIXEL, LANDSAT_OPACITY))
        .containsExactly(Set.of(), COLLECTION_2_QA_PIXEL.conditions(), Set.of(AEROSOL, HAZE));
    assertThat(asked(COLLECTION_1_BQA, COLLECTION_1_PIXEL_QA))
        .containsExactly(Set.of(SATURATED), COLLECTION_1_PIXEL_QA.conditions());
    assertThat(asked(COLLECTION_1_BQA, COLLECTION_1_PIXEL_QA, COLLECTION_1_RADSAT))
        .containsExactly(Set.of(), COLLECTION_1_PIXEL_QA.conditions(), Set.of(SATURATED));
  }

  @Test
  void aloneEachTellsAllThatItCan() {
    assertThat(asked(LANDSAT_AEROSOL)).containsExactly(Set.of(FILL, AEROSOL));
    assertThat(asked(LANDSAT_CLOUD_QA)).containsExactly(LANDSAT_CLOUD_QA.conditions());
  }

  @Test
  void bandsOfOtherProductsAddUp() {
    assertThat(asked(VIIRS_QF1, VIIRS_QF7)).containsExactly(Set.of(CLOUD), VIIRS_QF7.conditions());
  }

  /** Bit n - 1 of band n in Collection 2, bit n in Collection 1. */
  @ParameterizedTest
  @CsvSource({
    "COLLECTION_2_RADSAT, B4 B5, 8, true",
    "COLLECTION_2_RADSAT, B4 B5, 16, true",
    "COLLECTION_2_RADSAT, B4 B5, 4, false",
    "COLLECTION_2_RADSAT, B4 B5, 32, false",
    "COLLECTION_2_RADSAT, SR_B1, 1, true",
    "COLLECTION_2_RADSAT, B9, 256, true",
    "COLLECTION_2_RADSAT, B6_VCID_1, 32, true",
    "COLLECTION_2_RADSAT, B6_VCID_1, 256, false",
    "COLLECTION_2_RADSAT, B6_VCID_2, 256, true",
    "COLLECTION_2_RADSAT, B10, 512, false", // a dropped pixel
    "COLLECTION_2_RADSAT, B1 B2 B3 B4 B5 B6 B7 B9, 2048, false", // hidden ground
    "COLLECTION_2_RADSAT, red B4, 1, true", // whose number is not known
    "COLLECTION_1_RADSAT, B4, 16, true",
    "COLLECTION_1_RADSAT, B4, 8, false",
    "COLLECTION_1_RADSAT, B10, 1024, true",
  })
  void onlyChosenBandsCountAsSaturated(
      QualityFlags flags, String bands, int value, boolean saturated) {
    QualityQuery query =
        QualityBands.queries(List.of(flags), Arrays.asList(bands.split(" "))).get(0);
    assertThat(query.about(Set.of(SATURATED)).states(value)).isEqualTo(saturated);
  }

  @Test
  void fillOfTheSaturationBandCountsWhateverIsChosen() {
    QualityQuery query = QualityBands.queries(List.of(COLLECTION_1_RADSAT), List.of("B4")).get(0);
    assertThat(query.about(Set.of(FILL)).states(1)).isTrue();
  }

  @Test
  void qualityBandsAmongOthersKeepTheirNumbers() {
    MemoryScene.Source source = MemoryScene.Source.of(0, 4, (b, x, y) -> 0);
    List<QualityBand> found =
        QualityBands.among(
            List.of("B4", "QA_RADSAT", "BQA", "pixel_qa"),
            MemoryScene.bands(source, SampleType.UINT8),
            MemoryScene.utm(3, 2),
            MemoryScene.utm(3, 2),
            List.of("B4"));
    assertThat(found).extracting(QualityBand::index).containsExactly(1, 3);
    assertThat(found).extracting(QualityBand::width).containsOnly(3);
  }

  @Test
  void ofBandsWithoutANumberAnySaturationCounts() {
    QualityQuery query =
        QualityBands.queries(List.of(QualityFlags.COLLECTION_2_RADSAT), List.of("red", "B4"))
            .get(0)
            .about(Set.of(PixelCondition.SATURATED));
    assertThat(query.states(1 << 6)).isTrue();
    assertThat(query.states(0)).isFalse();
  }
}
