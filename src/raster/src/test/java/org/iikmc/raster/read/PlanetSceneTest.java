/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenes of ten pixels in a row, 101 to 110, of which the second has no value. The mask has one
 * thing for each of the others: snow, shadow, light haze, heavy haze, cloud, unusable by bit 0, by
 * bit 1 and by bit 6.
 */
class PlanetSceneTest {
  private static final String ID = "20200101_153045_72_2262_3B";

  @TempDir Path folder;
  private final RasterReaders readers = new RasterReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private static TestTiffs image(int bands) {
    return TestTiffs.of(10, 1).type(Type.UINT16).bands(bands, (band, x, y) -> x == 1 ? 0 : 101 + x);
  }

  private static double udm2(int band, int x, int y) {
    return switch (x) {
      case 2, 3, 4, 5, 6 -> band == x - 1 ? 1 : band == 6 ? 90 : 0;
      case 7 -> band == 7 ? 1 : 0;
      case 8 -> band == 7 ? 2 : band == 0 ? 1 : 0;
      case 9 -> band == 7 ? 64 : 0;
      default -> band == 0 ? 1 : band == 6 ? 90 : 0;
    };
  }

  private Path pair(String image, String mask) {
    TestTiffs.of(10, 1).bands(8, PlanetSceneTest::udm2).write(folder.resolve(mask));
    return image(4).write(folder.resolve(image));
  }

  private SceneSource only(Path path) throws IOException {
    List<SceneSource> scenes = new SceneFinder(readers).find(path);
    assertThat(scenes).hasSize(1);
    return scenes.get(0);
  }

  private static PixelRules leavingOut(PixelCondition... conditions) {
    return new PixelRules(
        OptionalDouble.empty(),
        Optional.of(Set.of(conditions)),
        Optional.empty(),
        Optional.empty());
  }

  /** The values of the pixels that are left, with blanks between them. */
  private static String left(SceneSource source, PixelRules rules) throws IOException {
    Scene scene = source.open(source.defaultBands(), rules.conditions());
    return Arrays.stream(SceneValues.of(scene, rules)[0])
        .filter(value -> !Double.isNaN(value))
        .mapToObj(value -> Integer.toString((int) value))
        .collect(Collectors.joining(" "));
  }

  @Test
  void theMaskBesideAFileIsAskedForWhatWasChosen() throws IOException {
    SceneSource scene = only(pair(ID + "_AnalyticMS_SR_clip.tif", ID + "_udm2_clip.tif"));
    assertThat(left(scene, leavingOut())).isEqualTo("101 103 104 105 106 107 109");
    assertThat(left(scene, PixelRules.standard())).isEqualTo("101 103 105 106 109");
    assertThat(left(scene, leavingOut(PixelCondition.HAZE))).isEqualTo("101 103 104 107 109");
    assertThat(left(scene, leavingOut(PixelCondition.SNOW))).isEqualTo("101 104 105 106 107 109");
    PixelRules none =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(left(scene, none)).isEqualTo("101 103 104 105 106 107 108 109 110");
  }

  @Test
  void theMaskOfBefore() throws IOException {
    TestTiffs.of(10, 1)
        .values((band, x, y) -> new int[] {0, 0, 1, 2, 4, 8, 128, 0, 0, 3}[x])
        .write(folder.resolve("20170831_172754_101c_3B_AnalyticMS_DN_udm.tif"));
    SceneSource scene =
        only(image(4).write(folder.resolve("20170831_172754_101c_3B_AnalyticMS.tif")));
    assertThat(left(scene, leavingOut())).isEqualTo("101 104 108 109");
    assertThat(left(scene, PixelRules.standard())).isEqualTo("101 108 109");
  }

  @Test
  void udm2CountsMoreThanTheMaskOfBeforeAndTheOneThatIsCutAlikeMore() throws IOException {
    TestTiffs.of(10, 1).write(folder.resolve(ID + "_AnalyticMS_DN_udm_clip.tif"));
    TestTiffs.of(30, 9).bands(8, (b, x, y) -> 0).write(folder.resolve(ID + "_udm2.tif"));
    SceneSource scene =
        only(pair(ID + "_AnalyticMS_SR_8b_harmonized_clip.tif", ID + "_udm2_clip.tif"));
    assertThat(left(scene, PixelRules.standard())).isEqualTo("101 103 105 106 109");
  }

  @Test
  void withoutAMask() throws IOException {
    SceneSource scene = only(image(4).write(folder.resolve(ID + "_AnalyticMS_SR.tif")));
    assertThat(left(scene, PixelRules.standard())).isEqualTo("101 103 104 105 106 107 108 109 110");
  }

  @Test
  void itsFolderAndAFolderOfFoldersAreTheSame() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("order"));
    TestTiffs.of(10, 1).bands(8, PlanetSceneTest::udm2).write(inner.resolve(ID + "_udm2.tif"));
    image(4).write(inner.resolve(ID + "_AnalyticMS_SR.tif"));
    for (Path path : List.of(inner, folder)) {
      assertThat(only(path).name()).isEqualTo(ID + "_AnalyticMS_SR");
      assertThat(left(only(path), PixelRules.standard())).isEqualTo("101 103 105 106 109");
    }
  }

  @Test
  void aFolderOfManyScenes() throws IOException {
    for (String id : List.of("20200101_153045_1003_3B", "20200202_153046_1003_3B")) {
      pair(id + "_AnalyticMS_SR.tif", id + "_udm2.tif");
    }
    List<SceneSource> scenes = new SceneFinder(readers).find(folder);
    assertThat(scenes)
        .extracting(scene -> scene.date().orElseThrow())
        .containsExactly(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 2, 2));
    for (SceneSource scene : scenes) {
      assertThat(left(scene, PixelRules.standard())).isEqualTo("101 103 105 106 109");
    }
  }

  @Test
  void aFolderOfManyScenesAmongScenesIsNotPassedOver() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("PSScene"));
    image(4).write(folder.resolve("a.tif"));
    image(4).write(inner.resolve("20200101_153045_1003_3B_AnalyticMS_SR.tif"));
    image(4).write(inner.resolve("20200202_153046_1003_3B_AnalyticMS_SR.tif"));
    assertThatThrownBy(() -> new SceneFinder(readers).find(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            inner
                + " holds several scenes of PlanetScope (20200101_153045_1003_3B_AnalyticMS_SR.tif,"
                + " 20200202_153046_1003_3B_AnalyticMS_SR.tif); name this folder itself, or its"
                + " files, in place of the one around it.");
  }

  @Test
  void namesAndWavelengthsOfBands() throws IOException {
    SceneSource eight =
        only(image(8).write(folder.resolve("20220101_153045_2262_3B_AnalyticMS_8b.tif")));
    assertThat(eight.bandNames())
        .containsExactly(
            "coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir");
    assertThat(eight.wavelength("green_i")).isEqualTo(531);
    assertThat(eight.open(List.of("nir", "blue")).bands())
        .extracting(Band::index)
        .containsExactly(7, 1);
    SceneSource four =
        only(image(4).write(folder.resolve("20180101_153045_1003_3B_AnalyticMS_SR.tif")));
    assertThat(four.bandNames()).containsExactly("blue", "green", "red", "nir");
    assertThat(four.wavelength("nir")).isEqualTo(820);
  }

  @Test
  void namesThatTheFileTellsAreKept() throws IOException {
    SceneSource scene =
        only(
            image(4)
                .descriptions("a", "b", "c", "d")
                .write(folder.resolve("20180101_153045_1003_3B_AnalyticMS_SR.tif")));
    assertThat(scene.bandNames()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void surfaceReflectanceIsTenThousandths() throws IOException {
    PhysicalValues.Known known =
        (PhysicalValues.Known)
            only(image(4).write(folder.resolve(ID + "_AnalyticMS_SR_harmonized.tif")))
                .open(List.of("red"))
                .physicalValues();
    assertThat(known.quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(known.scale()).containsExactly(0.0001);
    assertThat(known.offset()).containsExactly(0.0);
  }

  private void metadata(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "<ps:EarthObservation xmlns:ps=\"http://schemas.planet.com/ps/v1/planet_product_metadata\">"
            + text
            + "</ps:EarthObservation>");
  }

  private static String of(int band, String coefficient) {
    return "<ps:bandSpecificMetadata><ps:bandNumber>"
        + band
        + "</ps:bandNumber><ps:radiometricScaleFactor>0.01</ps:radiometricScaleFactor>"
        + "<ps:reflectanceCoefficient>"
        + coefficient
        + "</ps:reflectanceCoefficient></ps:bandSpecificMetadata>";
  }

  @Test
  void topOfAtmosphereReflectanceIsThatOfTheMetadata() throws IOException {
    metadata(ID + "_AnalyticMS_metadata_clip.xml", of(1, "2.1e-05") + of(3, "3.5e-05"));
    SceneSource scene = only(image(4).write(folder.resolve(ID + "_AnalyticMS_clip.tif")));
    PhysicalValues.Known known =
        (PhysicalValues.Known) scene.open(List.of("red", "blue")).physicalValues();
    assertThat(known.quantity()).isEqualTo(Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE);
    assertThat(known.scale()).containsExactly(3.5e-5, 2.1e-5);
    assertThat(((PhysicalValues.Unknown) scene.open(List.of("nir")).physicalValues()).reason())
        .endsWith(ID + "_AnalyticMS_metadata_clip.xml has no ps:bandSpecificMetadata of band 4");
  }

  @ParameterizedTest
  @CsvSource({
    "zero, is 'zero'",
    "0, is 0",
    "NaN, is 'NaN'",
  })
  void metadataThatAreWrongAreToldOf(String coefficient, String told) throws IOException {
    metadata(ID + "_AnalyticMS_metadata.xml", of(1, coefficient));
    SceneSource scene = only(image(4).write(folder.resolve(ID + "_AnalyticMS.tif")));
    assertThat(((PhysicalValues.Unknown) scene.open(List.of("blue")).physicalValues()).reason())
        .contains("ps:reflectanceCoefficient of band 1", told);
  }

  @Test
  void withoutMetadataNothingIsKnown() throws IOException {
    SceneSource scene = only(image(4).write(folder.resolve(ID + "_AnalyticMS.tif")));
    assertThat(((PhysicalValues.Unknown) scene.open(List.of("blue")).physicalValues()).reason())
        .contains("there is no " + ID + "_AnalyticMS_metadata.xml beside its file");
  }

  @Test
  void aMaskOfOtherGroundOrOfOtherBandsIsRefusedButNotWhereItIsNotAsked() throws IOException {
    Path image = image(4).write(folder.resolve(ID + "_AnalyticMS_SR.tif"));
    TestTiffs.of(5, 1).bands(8, (b, x, y) -> 0).write(folder.resolve(ID + "_udm2.tif"));
    SceneSource scene = only(image);
    assertThatThrownBy(() -> scene.open(List.of("red")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("_udm2.tif does not cover the same ground")
        .hasMessageContaining("mask=none");
    TestTiffs.of(10, 1).bands(2, (b, x, y) -> 0).write(folder.resolve(ID + "_udm2.tif"));
    assertThatThrownBy(() -> scene.open(List.of("red")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("_udm2.tif has 2 bands, but a udm2 has 8");
    assertThat(scene.open(List.of("red"), Set.of()).quality()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20200101_153045_72_2262_3B_Visual.tif",
        "20200101_153045_72_2262_3B_AnalyticMS_SR.tif.aux.xml",
        "20200101_153045_3B_AnalyticMS_SR.tif",
        "x20200101_153045_1003_3B_AnalyticMS_SR.tif",
        "20200101_153045_1003_3B_AnalyticMS_SR_classes.tif",
      })
  void otherFilesAreNoImages(String name) {
    assertThat(PlanetImage.of(folder.resolve(name))).isEmpty();
  }
}
