/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.raster.product.ProductFiles.band;
import static org.iikmc.raster.product.ProductFiles.known;
import static org.iikmc.raster.product.ProductFiles.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sentinel2ScalingTest {
  private static final String BAND = "T18TWL_20220126T153941_";
  private static final String PRODUCT =
      "S2A_MSIL2A_20220126T153941_%s_R011_T18TWL_20220126T195432.SAFE";

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void twoBands() {
    folder = temporary.resolve("scene");
    band(folder.resolve(BAND + "B04_20m.tif"));
    band(folder.resolve(BAND + "B8A_20m.tif"));
  }

  /** Of level 2A, with an offset of each band that its number tells. */
  private static String mtd(String baseline, boolean offsets) {
    StringBuilder list = new StringBuilder();
    for (int id = 0; id < 13; id++) {
      list.append("<BOA_ADD_OFFSET band_id=\"" + id + "\">-" + (1000 + id) + "</BOA_ADD_OFFSET>\n");
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">
          <n1:General_Info>
            <Product_Info><PROCESSING_BASELINE>%s</PROCESSING_BASELINE></Product_Info>
            <Product_Image_Characteristics>
              <QUANTIFICATION_VALUES_LIST>
                <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
                <AOT_QUANTIFICATION_VALUE unit="none">1000.0</AOT_QUANTIFICATION_VALUE>
              </QUANTIFICATION_VALUES_LIST>
              %s
            </Product_Image_Characteristics>
          </n1:General_Info>
        </n1:Level-2A_User_Product>
        """
        .formatted(
            baseline,
            offsets ? "<BOA_ADD_OFFSET_VALUES_LIST>" + list + "</BOA_ADD_OFFSET_VALUES_LIST>" : "");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void level2AFromBaseline4OnHasAnOffsetOfEachBand() throws IOException {
    write("MTD_MSIL2A.xml", mtd("04.00", true));
    assertThat(known(folder, "B8A", "B04"))
        .isEqualTo(
            new PhysicalValues.Known(
                Quantity.SURFACE_REFLECTANCE,
                List.of(0.0001, 0.0001),
                List.of(-0.1008, -0.1003),
                "MTD_MSIL2A.xml"));
  }

  /** Processed long ago: the day of acquisition, after the change, does not decide. */
  @Test
  void beforeThatThereIsNone() throws IOException {
    write("MTD_MSIL2A.xml", mtd("03.01", false));
    assertThat(known(folder, "B04").scale()).containsExactly(0.0001);
    assertThat(known(folder, "B04").offset()).containsExactly(0.0);
  }

  @Test
  void anOffsetThatBelongsToTheBaselineIsMissed() throws IOException {
    write("MTD_MSIL2A.xml", mtd("05.09", false));
    assertThat(reason(folder, "B04"))
        .isEqualTo(
            "scene, band B04: MTD_MSIL2A.xml has no BOA_ADD_OFFSET, which belongs to its baseline"
                + " 05.09");
  }

  @Test
  void anOffsetOfOtherBandsOnly() throws IOException {
    write("MTD_MSIL2A.xml", mtd("04.00", true).replaceAll("<[^<]*band_id=\"8\".*", ""));
    assertThat(reason(folder, "B04", "B8A"))
        .isEqualTo("scene, band B8A: MTD_MSIL2A.xml has no BOA_ADD_OFFSET of band_id 8");
  }

  @Test
  void level1C() throws IOException {
    Path level1 = temporary.resolve("level1");
    band(level1.resolve(BAND + "B02.tif"));
    Files.writeString(
        level1.resolve("MTD_MSIL1C.xml"),
        """
        <n1:Level-1C_User_Product xmlns:n1="u"><n1:General_Info>
        <PROCESSING_BASELINE>05.10</PROCESSING_BASELINE>
        <QUANTIFICATION_VALUE unit="none">10000</QUANTIFICATION_VALUE>
        <Radiometric_Offset_List>
        <RADIO_ADD_OFFSET band_id="0">0</RADIO_ADD_OFFSET>
        <RADIO_ADD_OFFSET band_id="1">-1000</RADIO_ADD_OFFSET>
        </Radiometric_Offset_List></n1:General_Info></n1:Level-1C_User_Product>
        """);
    assertThat(known(level1, "B02"))
        .isEqualTo(
            new PhysicalValues.Known(
                Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE,
                List.of(0.0001),
                List.of(-0.1),
                "MTD_MSIL1C.xml"));
  }

  @Test
  void theNameOfTheQuantificationUntil2018() throws IOException {
    write("MTD_MSIL2A.xml", mtd("02.05", false).replace("BOA_QUANT", "L2A_BOA_QUANT"));
    assertThat(known(folder, "B04").scale()).containsExactly(0.0001);
  }

  @ParameterizedTest
  @CsvSource({"0, is 0", "abc, which is no number", "1e-320, are Infinity and"})
  void aQuantificationThatCantBeUsed(String value, String told) throws IOException {
    write("MTD_MSIL2A.xml", mtd("03.01", false).replace(">10000<", ">" + value + "<"));
    assertThat(reason(folder, "B04")).contains("MTD_MSIL2A.xml", told);
  }

  @Test
  void metadataAboveTheBandsInTheTreeOfTheProduct() throws IOException {
    Path product = temporary.resolve("product");
    Path bands = product.resolve("GRANULE/L2A_T18TWL_A034443_20220126T154220/IMG_DATA/R20m");
    band(bands.resolve(BAND + "B04_20m.tif"));
    Files.writeString(product.resolve("MTD_MSIL2A.xml"), mtd("04.00", true));
    assertThat(known(bands, "B04").offset()).containsExactly(-0.1003);
  }

  @Test
  void metadataAboveAFolderThatIsNoPartOfAProductAreNotIts() throws IOException {
    Files.writeString(temporary.resolve("MTD_MSIL2A.xml"), mtd("04.00", true));
    assertThat(reason(folder, "B04")).contains("there is no MTD_MSIL1C.xml or MTD_MSIL2A.xml");
  }

  @Test
  void ofTwoLevelsInOneFolderThatOfTheBand() throws IOException {
    write("MTD_MSIL1C.xml", "<broken");
    write("MTD_MSIL2A.xml", mtd("03.01", false));
    assertThat(known(folder, "B04").origin()).isEqualTo("MTD_MSIL2A.xml");
  }

  @ParameterizedTest
  @CsvSource({"N0301, 0.0, 03.01", "N0400, -0.1, 04.00", "N0510, -0.1, 05.10"})
  void withoutMetadataTheBaselineInTheNameTells(String baseline, double offset, String told) {
    String product = PRODUCT.formatted(baseline);
    Path bands = temporary.resolve(product).resolve("GRANULE/L2A_T18TWL_A_1/IMG_DATA/R10m");
    band(bands.resolve(BAND + "B04_10m.tif"));
    assertThat(known(bands, "B04"))
        .isEqualTo(
            new PhysicalValues.Known(
                Quantity.SURFACE_REFLECTANCE,
                List.of(0.0001),
                List.of(offset),
                "baseline " + told + " in the name " + product));
  }

  @Test
  void theBaselineOfALocalProcessorTellsNothing() {
    Path bands = temporary.resolve(PRODUCT.formatted("N9999"));
    band(bands.resolve(BAND + "B04_10m.tif"));
    assertThat(reason(bands, "B04"))
        .endsWith("the baseline N9999 in the name of its folder tells nothing");
  }

  @Test
  void withNothingAllThatWasLookedForIsNamed() {
    assertThat(reason(folder, "B04"))
        .isEqualTo(
            "scene, band B04: there is no MTD_MSIL1C.xml or MTD_MSIL2A.xml beside its file or above"
                + " it in its product, no STAC item beside it, and no processing baseline such as"
                + " N0400 in the name of its folder");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStacItemWhoseOffsetIsInThePixelsOrNot(boolean applied) throws IOException {
    write("tileinfo_metadata.json", "{\"path\": \"tiles/18/T/WL\"}");
    write(
        "S2A_18TWL_20220126_0_L2A.json",
        """
        {"type": "Feature", "stac_version": "1.0.0", "id": "S2A_18TWL_20220126_0_L2A",
         "properties": {"earthsearch:boa_offset_applied": %s, "s2:processing_baseline": "04.00"},
         "assets": {
           "red-jp2": {"href": "s3://b/B04.jp2", "raster:bands": [{"scale": 1, "offset": 7}]},
           "red": {"href": "https://e.org/B04.tif",
             "raster:bands": [{"nodata": 0, "scale": 0.0001, "offset": -0.1}]},
           "nir08": {"href": "https://e.org/B8A.tif", "raster:bands": [{"scale": 0.0001}]},
           "visual": {"href": "https://e.org/TCI.tif", "raster:bands": [{}, {}, {}]}}}
        """
            .formatted(applied));
    PhysicalValues.Known values = known(folder, "B04", "B8A");
    assertThat(values.quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    assertThat(values.scale()).containsExactly(0.0001, 0.0001);
    assertThat(values.offset()).containsExactly(applied ? 0 : -0.1, 0.0);
    assertThat(values.origin()).isEqualTo("S2A_18TWL_20220126_0_L2A.json");
  }

  @ParameterizedTest
  @CsvSource({"03.01, 0.0", "04.00, -0.1"})
  void aStacItemWithoutScalesTellsItsBaseline(String baseline, double offset) throws IOException {
    write(
        "item.json",
        """
        {"stac_version": "1.0.0", "collection": "sentinel-2-l2a",
         "properties": {"s2:processing_baseline": "%s"},
         "assets": {"B04": {"href": "https://e.org/T18TWL_20220126T153941_B04_10m.tif"}}}
        """
            .formatted(baseline));
    assertThat(known(folder, "B04").offset()).containsExactly(offset);
    assertThat(known(folder, "B04").quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
  }

  @Test
  void aStacItemOfVersion1Point1() throws IOException {
    write(
        "item.json",
        """
        {"stac_version": "1.1.0", "id": "S2B_MSIL1C_20220126T153941_R011_T18TWL", "properties": {},
         "assets": {"red": {"href": "a.tif",
           "bands": [{"name": "B04", "raster:scale": 0.0002, "raster:offset": -0.2}]}}}
        """);
    assertThat(known(folder, "B04"))
        .isEqualTo(
            new PhysicalValues.Known(
                Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE,
                List.of(0.0002),
                List.of(-0.2),
                "item.json"));
    assertThat(reason(folder, "B8A"))
        .endsWith("item.json has neither a scale of B8A nor the processing baseline of the scene");
  }

  @ParameterizedTest
  @CsvSource({
    "MTD_MSIL2A.xml, <a, can't be read as XML",
    "MTD_MSIL2A.xml, <a/>, has no BOA_QUANTIFICATION_VALUE",
    "item.json, '{\"stac_version\"', can't be read as JSON",
  })
  void brokenMetadataAreToldThoughThereAreTags(String name, String text, String told)
      throws IOException {
    band(folder.resolve(BAND + "B04_20m.tif"), 0.0001, -0.1);
    assertThat(known(folder, "B04").quantity()).isEqualTo(Quantity.SCALED);
    write(name, text);
    assertThat(reason(folder, "B04")).startsWith("scene, band B04: " + name).contains(told);
  }

  @Test
  void tagsAreNeverAppliedOnTopOfTheProductsOwn() throws IOException {
    band(folder.resolve(BAND + "B04_20m.tif"), 0.0001, -0.1);
    write("MTD_MSIL2A.xml", mtd("03.01", false));
    assertThat(known(folder, "B04").scale()).containsExactly(0.0001);
    assertThat(known(folder, "B04").offset()).containsExactly(0.0);
  }
}
