/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iikmc.raster.product.ProductFiles.band;
import static org.iikmc.raster.product.ProductFiles.known;
import static org.iikmc.raster.product.ProductFiles.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.product.ProductFiles.Mtl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sun stands at 30 degrees, so that its sine is a half. */
class LandsatScalingTest {
  private static final String LEVEL_1 = "LC08_L1TP_013032_20180131_20180207_01_T1";
  private static final String LEVEL_2 = "LC09_L2SP_152043_20250404_20250406_02_T1";
  private static final String RESCALING = "RADIOMETRIC_RESCALING";
  private static final String REFLECTANCE = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS";
  private static final String TEMPERATURE = "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS";
  private static final Offset<Double> EXACTLY = within(1e-15);

  @TempDir Path temporary;

  private Path level1(String... bands) {
    Path folder = temporary.resolve(LEVEL_1);
    for (String name : bands) {
      band(folder.resolve(LEVEL_1 + "_" + name + ".TIF"));
    }
    return folder;
  }

  private Path level2(String... bands) {
    Path folder = temporary.resolve(LEVEL_2);
    for (String name : bands) {
      band(folder.resolve(LEVEL_2 + "_" + name + ".TIF"));
    }
    return folder;
  }

  /** Of Collection 1. */
  private static Mtl mtl() {
    return new Mtl("L1_METADATA_FILE")
        .put("PRODUCT_METADATA", "DATE_ACQUIRED", "2018-01-31")
        .put("IMAGE_ATTRIBUTES", "SUN_ELEVATION", "30.00000000")
        .put(RESCALING, "RADIANCE_MULT_BAND_4", "9.9000E-03")
        .put(RESCALING, "REFLECTANCE_MULT_BAND_4", "2.0000E-05")
        .put(RESCALING, "REFLECTANCE_MULT_BAND_5", "4.0000E-05")
        .put(RESCALING, "REFLECTANCE_ADD_BAND_4", "-0.100000")
        .put(RESCALING, "REFLECTANCE_ADD_BAND_5", "-0.200000")
        .put("TIRS_THERMAL_CONSTANTS", "K1_CONSTANT_BAND_10", "774.8853");
  }

  /** Of Collection 2, whose level 2 files repeat the keys of level 1. */
  private static Mtl mtlOfBothLevels() {
    return new Mtl("LANDSAT_METADATA_FILE")
        .put("PRODUCT_CONTENTS", "PROCESSING_LEVEL", "L2SP")
        .put("IMAGE_ATTRIBUTES", "DATE_ACQUIRED", "2025-04-04")
        .put("IMAGE_ATTRIBUTES", "SUN_ELEVATION", "30")
        .put(REFLECTANCE, "REFLECTANCE_MULT_BAND_4", "2.75e-05")
        .put(REFLECTANCE, "REFLECTANCE_ADD_BAND_4", "-0.2")
        .put(TEMPERATURE, "TEMPERATURE_MULT_BAND_ST_B10", "0.00341802")
        .put(TEMPERATURE, "TEMPERATURE_ADD_BAND_ST_B10", "149.0")
        .put("LEVEL1_RADIOMETRIC_RESCALING", "REFLECTANCE_MULT_BAND_4", "2.0000E-05")
        .put("LEVEL1_RADIOMETRIC_RESCALING", "REFLECTANCE_ADD_BAND_4", "-0.100000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "json", "xml"})
  void level1InThreeFormats(String format) {
    Path folder = level1("B4", "B5");
    mtl().write(folder.resolve(LEVEL_1 + "_MTL." + format));
    PhysicalValues.Known values = known(folder, "B5", "B4");
    assertThat(values.quantity()).isEqualTo(Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE);
    assertThat(values.scale().get(0)).isCloseTo(0.00008, EXACTLY);
    assertThat(values.scale().get(1)).isCloseTo(0.00004, EXACTLY);
    assertThat(values.offset().get(0)).isCloseTo(-0.4, EXACTLY);
    assertThat(values.offset().get(1)).isCloseTo(-0.2, EXACTLY);
    assertThat(values.origin()).isEqualTo(LEVEL_1 + "_MTL." + format);
  }

  @Test
  void aSceneFromBeforeTheCollectionsIsOfLevel1() {
    String scene = "LC80130322018031LGN00";
    Path folder = temporary.resolve(scene);
    band(folder.resolve(scene + "_B4.TIF"));
    mtl().write(folder.resolve(scene + "_MTL.txt"));
    PhysicalValues.Known values = known(folder, "B4");
    assertThat(values.quantity()).isEqualTo(Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE);
    assertThat(values.scale().get(0)).isCloseTo(0.00004, EXACTLY);
    assertThat(values.offset().get(0)).isCloseTo(-0.2, EXACTLY);
    assertThat(values.origin()).isEqualTo(scene + "_MTL.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "json", "xml"})
  void level2TakesItsOwnGroupAndNoSun(String format) {
    Path folder = level2("SR_B4", "ST_B10");
    mtlOfBothLevels().write(folder.resolve(LEVEL_2 + "_MTL." + format));
    PhysicalValues.Known surface = known(folder, "B4");
    assertThat(surface)
        .isEqualTo(
            new PhysicalValues.Known(
                Quantity.SURFACE_REFLECTANCE,
                List.of(0.0000275),
                List.of(-0.2),
                LEVEL_2 + "_MTL." + format));
    PhysicalValues.Known temperature = known(folder, "B10");
    assertThat(temperature.quantity()).isEqualTo(Quantity.SURFACE_TEMPERATURE);
    assertThat(temperature.scale()).containsExactly(0.00341802);
    assertThat(temperature.offset()).containsExactly(149.0);
  }

  @Test
  void level1OfCollection2TakesItsGroupOfAFileWithBoth() {
    String product = "LC09_L1TP_152043_20250404_20250406_02_T1";
    Path folder = temporary.resolve(product);
    band(folder.resolve(product + "_B4.TIF"));
    mtlOfBothLevels().write(folder.resolve(product + "_MTL.txt"));
    PhysicalValues.Known values = known(folder, "B4");
    assertThat(values.quantity()).isEqualTo(Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE);
    assertThat(values.scale().get(0)).isCloseTo(0.00004, EXACTLY);
  }

  @Test
  void level2WithoutMetadataHasFixedFactors() {
    Path folder = level2("SR_B4", "ST_B10");
    assertThat(known(folder, "B4").scale()).containsExactly(0.0000275);
    assertThat(known(folder, "B4").offset()).containsExactly(-0.2);
    assertThat(known(folder, "B10").scale()).containsExactly(0.00341802);
    assertThat(known(folder, "B10").offset()).containsExactly(149.0);
    assertThat(known(folder, "B4").origin())
        .isEqualTo("the fixed factors of Landsat Collection 2 Level 2");
  }

  @Test
  void reflectanceAndTemperatureAreTwoThings() {
    assertThat(reason(level2("SR_B4", "ST_B10"), "B4", "B10"))
        .isEqualTo(
            LEVEL_2 + ", band B10: it is surface temperature, but band B4 is surface reflectance");
  }

  @Test
  void collection1Level2IsNotMeasuredByTheMetadataOfLevel1() {
    Path folder = temporary.resolve(LEVEL_1);
    band(folder.resolve(LEVEL_1 + "_sr_band4.tif"));
    mtl().write(folder.resolve(LEVEL_1 + "_MTL.txt"));
    PhysicalValues.Known values = known(folder, "B4");
    assertThat(values.quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(values.scale()).containsExactly(0.0001);
    assertThat(values.offset()).containsExactly(0.0);
  }

  @Test
  void withoutMetadataTheFileThatIsMissingIsNamed() {
    assertThat(reason(level1("B4", "B5"), "B5"))
        .isEqualTo(
            LEVEL_1
                + ", band B5: there is no "
                + LEVEL_1
                + "_MTL.txt, .json or .xml beside its file");
  }

  @ParameterizedTest
  @CsvSource({"0.0, 0.0", "-5.25, -5.25"})
  void aSunThatDoesNotShine(String elevation, String told) {
    Path folder = level1("B4");
    mtl().put("IMAGE_ATTRIBUTES", "SUN_ELEVATION", elevation).write(folder.resolve("x_MTL.txt"));
    assertThat(reason(folder, "B4"))
        .isEqualTo(
            LEVEL_1
                + ", band B4: the sun is not above the horizon (SUN_ELEVATION is "
                + told
                + " in x_MTL.txt), and without its light there is no reflectance");
  }

  @Test
  void aMissingKeyIsNamedWithFileAndGroup() {
    Path folder = level1("B4");
    mtl().without(RESCALING, "REFLECTANCE_ADD_BAND_4").write(folder.resolve("MTL.json"));
    assertThat(reason(folder, "B4"))
        .endsWith(
            "MTL.json has no REFLECTANCE_ADD_BAND_4 in its group LEVEL1_RADIOMETRIC_RESCALING or"
                + " RADIOMETRIC_RESCALING");
    mtl().without("IMAGE_ATTRIBUTES", "SUN_ELEVATION").write(folder.resolve("MTL.json"));
    assertThat(reason(folder, "B4"))
        .endsWith("MTL.json has no SUN_ELEVATION in its group IMAGE_ATTRIBUTES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"much", "NaN", "Infinity", ""})
  void aFigureThatIsNone(String figure) {
    Path folder = level1("B4");
    mtl().put(RESCALING, "REFLECTANCE_MULT_BAND_4", figure).write(folder.resolve("MTL.txt"));
    assertThat(reason(folder, "B4"))
        .endsWith("REFLECTANCE_MULT_BAND_4 in MTL.txt is '" + figure + "', which is no number");
  }

  @Test
  void aScaleOfZeroAndOneBeyondAllNumbers() {
    Path folder = level1("B4");
    mtl().put(RESCALING, "REFLECTANCE_MULT_BAND_4", "0.0").write(folder.resolve("MTL.txt"));
    assertThat(reason(folder, "B4")).endsWith("REFLECTANCE_MULT_BAND_4 in MTL.txt is 0");
    mtl().put(RESCALING, "REFLECTANCE_MULT_BAND_4", "1.7E308").write(folder.resolve("MTL.txt"));
    assertThat(reason(folder, "B4")).contains("by MTL.txt are Infinity and -0.2");
  }

  @Test
  void thermalBandsHaveNoReflectance() {
    Path folder = level1("B4", "B10");
    mtl().write(folder.resolve(LEVEL_1 + "_MTL.txt"));
    assertThat(reason(folder, "B4", "B10"))
        .isEqualTo(LEVEL_1 + ", band B10: it is thermal and has no reflectance");
    assertThat(known(folder, "B4").scale()).hasSize(1);
  }

  /** B6 of OLI is short-wave infrared, but that of TM is thermal. */
  @Test
  void whichBandIsThermalDependsOnTheSensor() {
    String product = "LT05_L1TP_013032_19990131_20180207_01_T1";
    Path folder = temporary.resolve(product);
    band(folder.resolve(product + "_B6.TIF"));
    assertThat(reason(folder, "B6")).contains("thermal");
    assertThat(reason(level1("B6"), "B6")).contains("there is no");
  }

  @Test
  void metadataOfAnotherDayAreRefused() {
    Path folder = level1("B4");
    mtl()
        .put("PRODUCT_METADATA", "DATE_ACQUIRED", "2018-04-05")
        .write(folder.resolve("LC08_L1TP_013032_20180405_20180417_01_T1_MTL.txt"));
    assertThat(reason(folder, "B4"))
        .endsWith("_MTL.txt is of 2018-04-05, but the band of 2018-01-31");
  }

  @Test
  void ofSeveralMetadataThoseOfTheProductAreTaken() {
    Path folder = level2("SR_B4");
    mtl().write(folder.resolve("LC08_L1TP_013032_20180131_20180207_01_T1_MTL.txt"));
    mtlOfBothLevels().write(folder.resolve(LEVEL_2 + "_MTL.xml"));
    assertThat(known(folder, "B4").origin()).isEqualTo(LEVEL_2 + "_MTL.xml");
  }

  /** A tag repeats what the metadata say; both together would be a thousandth of it. */
  @Test
  void tagsAreNeverAppliedOnTopOfTheProductsOwn() {
    Path folder = temporary.resolve(LEVEL_2);
    band(folder.resolve(LEVEL_2 + "_SR_B4.TIF"), 0.001, -5);
    mtlOfBothLevels().write(folder.resolve(LEVEL_2 + "_MTL.txt"));
    assertThat(known(folder, "B4").scale()).containsExactly(0.0000275);
    assertThat(known(folder, "B4").offset()).containsExactly(-0.2);
  }

  @Test
  void tagsComeBeforeFixedFactors() {
    Path folder = temporary.resolve(LEVEL_2);
    band(folder.resolve(LEVEL_2 + "_SR_B4.TIF"), 0.0001, 0);
    PhysicalValues.Known values = known(folder, "B4");
    assertThat(values.quantity()).isEqualTo(Quantity.SCALED);
    assertThat(values.scale()).containsExactly(0.0001);
    assertThat(values.origin()).isEqualTo("scale and offset of the file");
  }

  @ParameterizedTest
  @CsvSource({
    "MTL.xml, <a><b>, can't be read as XML",
    "MTL.xml, <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>, DOCTYPE",
    "MTL.xml, <a/>, has no group of keys",
    "MTL.json, {, can't be read as JSON",
    "MTL.json, [], has no group of keys",
    "MTL.json, '', has no group of keys",
    "MTL.txt, GROUP, has no group of keys",
    "MTL.txt, '', has no group of keys",
  })
  void brokenMetadataAreToldAndNotPassedOver(String name, String text, String told)
      throws IOException {
    Path folder = temporary.resolve(LEVEL_2);
    band(folder.resolve(LEVEL_2 + "_SR_B4.TIF"), 0.0001, 0);
    Files.writeString(folder.resolve(name), text);
    assertThat(reason(folder, "B4"))
        .startsWith(LEVEL_2 + ", band B4: " + name)
        .contains(told)
        .doesNotContain("\n", temporary.toString());
  }

  @Test
  void aFileThatIsTooLargeToBeMetadata() throws IOException {
    Path folder = level1("B4");
    Files.write(folder.resolve("MTL.txt"), new byte[(4 << 20) + 1]);
    assertThat(reason(folder, "B4"))
        .endsWith("MTL.txt has more than 4 MiB, which no such metadata has");
  }

  @Test
  void deeplyNestedMetadataAreNoTrap() throws IOException {
    Path folder = level1("B4");
    Files.writeString(folder.resolve("MTL.xml"), "<a>".repeat(100_000) + "</a>".repeat(100_000));
    assertThat(reason(folder, "B4")).contains("MTL.xml");
    Files.delete(folder.resolve("MTL.xml"));
    Files.writeString(
        folder.resolve("MTL.json"), "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
    assertThat(reason(folder, "B4")).contains("MTL.json");
  }

  @Test
  void aFolderThatIsCalledAsMetadata() throws IOException {
    Path folder = level1("B4");
    Files.createDirectory(folder.resolve("x_MTL.txt"));
    assertThat(reason(folder, "B4")).contains("there is no");
  }

  @Test
  void aBandThatIsGivenAloneHasItsMetadataBesideItToo() {
    Path folder = level1("B4", "B5");
    mtl().write(folder.resolve(LEVEL_1 + "_MTL.txt"));
    Path file = folder.resolve(LEVEL_1 + "_B5.TIF");
    assertThat(known(file, "1").scale().get(0)).isCloseTo(0.00008, EXACTLY);
  }

  @ParameterizedTest
  @CsvSource({
    "LC08_CU_022010_20180131_20190101_C01_V01_SRB4.tif, 0.0001, 0",
    "LC08_L1TP_013032_20180131_20180207_01_T1_sr_band4.tif, 0.0001, 0",
    "LC08_L2SP_013032_20180131_20200902_02_T1_sr_band4.tif, 0.0000275, -0.2",
    "LC08_CU_022010_20180131_20210504_02_SR_B4.TIF, 0.0000275, -0.2",
    "LE07_L2SP_152043_20000606_20200901_02_T1_SR_B4.TIF, 0.0000275, -0.2",
    "LC08_L2SR_089083_20200606_20200901_02_T2_SR_B4.TIF, 0.0000275, -0.2",
  })
  void fixedFactorsOfEachProduct(String file, double scale, double offset) {
    Path path = temporary.resolve("product").resolve(file);
    band(path);
    PhysicalValues.Known known = known(path.getParent(), "B4");
    assertThat(known.quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(known.scale()).containsExactly(scale);
    assertThat(known.offset()).containsExactly(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "LE07_L2SP_152043_20000606_20200901_02_T1_ST_B6.TIF, B6",
    "LC08_CU_022010_20180131_20210504_02_ST_B10.TIF, B10",
  })
  void surfaceTemperatureOfEachProduct(String file, String band) {
    Path path = temporary.resolve("product").resolve(file);
    band(path);
    PhysicalValues.Known known = known(path.getParent(), band);
    assertThat(known.quantity()).isEqualTo(Quantity.SURFACE_TEMPERATURE);
    assertThat(known.scale()).containsExactly(0.00341802);
    assertThat(known.offset()).containsExactly(149.0);
  }

  @Test
  void bothGainsOfTheThermalBandAreThermal() {
    Path path = temporary.resolve("product/LE07_L1TP_152043_20000606_20200901_02_T1_B6_VCID_2.TIF");
    band(path);
    assertThat(reason(path.getParent(), "B6_VCID_2")).contains("it is thermal");
  }
}
