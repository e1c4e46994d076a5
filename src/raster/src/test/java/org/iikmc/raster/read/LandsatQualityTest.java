/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iikmc.raster.PixelCondition.AEROSOL;
import static org.iikmc.raster.PixelCondition.CLOUD;
import static org.iikmc.raster.PixelCondition.HAZE;
import static org.iikmc.raster.PixelCondition.SATURATED;
import static org.iikmc.raster.PixelCondition.SHADOW;
import static org.iikmc.raster.PixelCondition.SNOW;
import static org.iikmc.raster.PixelCondition.WATER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of eight pixels in a row, whose quality bands say something of each. */
class LandsatQualityTest {
  private static final String OLI = "LC09_L2SP_152043_20250404_20250406_02_T1";
  private static final String TM = "LT05_L2SP_152043_19990606_20200901_02_T1";
  private static final String ORDER = "LC08_L1TP_013032_20180131_20180207_01_T1";

  @TempDir Path temporary;
  private final RasterReaders readers = new RasterReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private Path folder(String product) throws IOException {
    return Files.createDirectories(temporary.resolve(product));
  }

  private void file(String product, String part, Type type, int... values) throws IOException {
    TestTiffs.of(8, 1)
        .type(type)
        .values((band, x, y) -> values.length == 1 ? values[0] : values[x])
        .write(folder(product).resolve(product + "_" + part));
  }

  private Scene open(String product, PixelRules rules, String... bands) throws IOException {
    SceneSource source = new SceneFinder(readers).find(folder(product)).get(0);
    return source.open(List.of(bands), rules.conditions());
  }

  private static PixelRules leavingOut(PixelCondition... conditions) {
    return new PixelRules(
        OptionalDouble.empty(),
        Optional.of(Set.of(conditions)),
        Optional.empty(),
        Optional.empty());
  }

  /** Numbers, from 0, of the pixels that are left out. */
  private int[] without(String product, PixelRules rules, String... bands) throws IOException {
    double[] values = SceneValues.of(open(product, rules, bands), rules)[0];
    return IntStream.range(0, values.length).filter(i -> Double.isNaN(values[i])).toArray();
  }

  private void oli() throws IOException {
    for (String band : List.of("SR_B4.TIF", "SR_B5.TIF")) {
      file(OLI, band, Type.UINT16, 9000);
    }
    // fill, dilated cloud, cirrus, cloud, shadow, snow, clear, water
    file(OLI, "QA_PIXEL.TIF", Type.UINT16, 1, 2, 4, 8, 16, 32, 64, 128);
    // bands 3, 4, 5, 6, 4 and 5, terrain occlusion, dropped pixel
    file(OLI, "QA_RADSAT.TIF", Type.UINT16, 0, 4, 8, 16, 32, 24, 2048, 512);
    file(OLI, "SR_QA_AEROSOL.TIF", Type.UINT8, 1, 1, 66, 130, 194, 224, 2, 192);
  }

  @Test
  void eachConditionIsToldByItsBand() throws IOException {
    oli();
    assertThat(without(OLI, PixelRules.standard(), "B4")).containsExactly(0, 1, 2, 3, 4);
    assertThat(without(OLI, leavingOut(), "B4")).containsExactly(0);
    assertThat(without(OLI, leavingOut(CLOUD), "B4")).containsExactly(0, 1, 3);
    assertThat(without(OLI, leavingOut(SHADOW, WATER), "B4")).containsExactly(0, 4, 7);
    assertThat(without(OLI, leavingOut(SNOW), "B4")).containsExactly(0, 5);
    assertThat(without(OLI, leavingOut(AEROSOL), "B4")).containsExactly(0, 4, 5, 7);
    assertThat(without(OLI, leavingOut(SNOW, AEROSOL, SATURATED), "B4"))
        .containsExactly(0, 2, 4, 5, 7);
  }

  @Test
  void onlyChosenBandsCountAsSaturated() throws IOException {
    oli();
    assertThat(without(OLI, leavingOut(SATURATED), "B4")).containsExactly(0, 2, 5);
    assertThat(without(OLI, leavingOut(SATURATED), "B5")).containsExactly(0, 3, 5);
    assertThat(without(OLI, leavingOut(SATURATED), "B4", "B5")).containsExactly(0, 2, 3, 5);
  }

  @Test
  void aBandThatIsNotNeededIsNotOpened() throws IOException {
    oli();
    Files.writeString(folder(OLI).resolve(OLI + "_QA_RADSAT.TIF"), "cut short");
    assertThat(without(OLI, PixelRules.standard(), "B4")).containsExactly(0, 1, 2, 3, 4);
    assertThatThrownBy(() -> open(OLI, leavingOut(SATURATED), "B4"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("QA_RADSAT.TIF");
    Files.writeString(folder(OLI).resolve(OLI + "_QA_PIXEL.TIF"), "cut short");
    PixelRules none =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(without(OLI, none, "B4")).isEmpty();
  }

  @Test
  void whoAsksForNothingSpecialGetsWhatIsUsual() throws IOException {
    oli();
    Scene scene = new SceneFinder(readers).find(folder(OLI)).get(0).open(List.of("B4"));
    assertThat(scene.quality())
        .extracting(band -> band.query().flags())
        .containsExactly(QualityFlags.COLLECTION_2_QA_PIXEL);
  }

  @Test
  void landsat5() throws IOException {
    file(TM, "SR_B4.TIF", Type.UINT16, 9000);
    file(TM, "QA_PIXEL.TIF", Type.UINT16, 5440, 5440, 5440, 5440, 5442, 5440, 5440, 1);
    file(TM, "SR_ATMOS_OPACITY.TIF", Type.INT16, 0, 299, 300, 301, 9000, -9999, -5, 0);
    // what LEDAPS takes for cloud does not count beside QA_PIXEL
    file(TM, "SR_CLOUD_QA.TIF", Type.UINT8, 2);
    assertThat(without(TM, PixelRules.standard(), "B4")).containsExactly(4, 7);
    assertThat(without(TM, leavingOut(HAZE), "B4")).containsExactly(3, 4, 7);
    assertThat(without(TM, leavingOut(AEROSOL), "B4")).containsExactly(3, 4, 7);
    Files.delete(folder(TM).resolve(TM + "_QA_PIXEL.TIF"));
    assertThat(without(TM, PixelRules.standard(), "B4")).hasSize(8);
  }

  @Test
  void anOrderOfCollection1() throws IOException {
    file(ORDER, "sr_band4.tif", Type.INT16, 900);
    file(ORDER, "BQA.TIF", Type.UINT16, 2720, 2800, 2724, 2720, 2720, 2720, 2720, 2720);
    file(ORDER, "pixel_qa.tif", Type.UINT16, 322, 322, 322, 324, 328, 336, 352, 1);
    file(ORDER, "radsat_qa.tif", Type.UINT8, 0, 0, 8, 16, 32, 0, 0, 1);
    file(ORDER, "sr_aerosol.tif", Type.UINT8, 194, 130, 2, 2, 2, 2, 2, 2);
    assertThat(without(ORDER, PixelRules.standard(), "B4")).containsExactly(4, 6, 7);
    assertThat(without(ORDER, leavingOut(SATURATED), "B4")).containsExactly(3, 7);
    assertThat(without(ORDER, leavingOut(AEROSOL, WATER), "B4")).containsExactly(0, 3, 7);
    // the count of saturated bands in BQA is asked where nothing tells which
    Files.delete(folder(ORDER).resolve(ORDER + "_radsat_qa.tif"));
    assertThat(without(ORDER, leavingOut(SATURATED), "B4")).containsExactly(2, 7);
  }

  @Test
  void aStackWithSeveralQualityBands() throws IOException {
    Path file =
        TestTiffs.of(8, 1)
            .type(Type.UINT16)
            .bands(
                3,
                (band, x, y) ->
                    new int[][] {
                          {9, 9, 9, 9, 9, 9, 9, 9},
                          {64, 8, 64, 64, 64, 64, 64, 1},
                          {0, 0, 8, 16, 0, 0, 0, 0}
                        }
                        [band][x])
            .descriptions("B4", "QA_PIXEL", "QA_RADSAT")
            .write(temporary.resolve("stack.tif"));
    SceneSource source = new SceneFinder(readers).find(file).get(0);
    assertThat(source.bandNames()).containsExactly("B4");
    Scene scene = source.open(List.of("B4"));
    assertThat(scene.quality()).extracting(QualityBand::index).containsExactly(1, 2);
    double[] usual = SceneValues.of(scene, PixelRules.standard())[0];
    double[] saturated = SceneValues.of(scene, leavingOut(SATURATED))[0];
    assertThat(Arrays.stream(usual).filter(Double::isNaN)).hasSize(2);
    assertThat(saturated).containsExactly(9, 9, Double.NaN, 9, 9, 9, 9, Double.NaN);
  }
}
