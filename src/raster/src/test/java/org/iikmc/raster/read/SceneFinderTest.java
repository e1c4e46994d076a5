/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneFinderTest {
  private static final String LANDSAT = "LC08_L1TP_013032_20180131_20180207_01_T1";

  @TempDir Path temporary;
  private final RasterReaders readers = new RasterReaders();
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve(LANDSAT));
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private static TestTiffs tiff() {
    return TestTiffs.of(6, 4).type(Type.UINT16);
  }

  private void bands(String... bands) {
    for (String band : bands) {
      tiff().write(folder.resolve(LANDSAT + "_" + band + ".TIF"));
    }
  }

  private SceneSource only(Path path) throws IOException {
    List<SceneSource> scenes = new SceneFinder(readers).find(path);
    assertThat(scenes).hasSize(1);
    return scenes.get(0);
  }

  private Scene open(String bands) throws IOException {
    SceneSource source = only(folder);
    return source.open(BandSelection.parse(bands).in(source));
  }

  @Test
  void aLandsatFolder() throws IOException {
    bands("B11", "B2", "B10", "B1", "BQA");
    Files.writeString(folder.resolve(LANDSAT + "_MTL.txt"), "GROUP");
    SceneSource scene = only(folder);
    assertThat(scene.name()).isEqualTo(LANDSAT);
    assertThat(scene.date()).contains(LocalDate.of(2018, 1, 31));
    assertThat(scene.bandNames()).containsExactly("B1", "B2", "B10", "B11");
    assertThat(scene.defaultBands()).containsExactly("B2");
  }

  @Test
  void aFolderOfAnotherNameTakesItsDateFromTheFiles() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("karachi"));
    tiff().write(other.resolve("LC09_L2SP_152043_20250404_20250406_02_T1_SR_B4.TIF"));
    assertThat(only(other).name()).isEqualTo("karachi");
    assertThat(only(other).date()).contains(LocalDate.of(2025, 4, 4));
  }

  @Test
  void bandsComeInTheOrderWanted() throws IOException {
    for (int b = 2; b <= 4; b++) {
      int value = b;
      tiff().values((band, x, y) -> value).write(folder.resolve(LANDSAT + "_B" + b + ".TIF"));
    }
    Scene scene = open("B4,SR_B2,b03");
    assertThat(scene.bands()).extracting(Band::name).containsExactly("B4", "B2", "B3");
    SampleBlock block =
        new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of())
            .blocks()
            .get(0)
            .open();
    assertThat(block.bands())
        .extracting(values -> ((short[]) values)[0])
        .containsExactly((short) 4, (short) 2, (short) 3);
  }

  @Test
  void aBandThatIsMissingIsNamedWithTheSceneAndWhatItHas() throws IOException {
    bands("B2", "B3", "BQA");
    assertThatThrownBy(() -> open("B2,B7"))
        .isInstanceOf(InputException.class)
        .hasMessage("Scene " + LANDSAT + " has no band B7; it has B2, B3.");
  }

  @Test
  void aBandOfAnotherGridIsRefusedWithBothSizes() throws IOException {
    bands("B4");
    TestTiffs.of(12, 8)
        .type(Type.UINT16)
        .at(500_000, 4_500_000, 15, 15)
        .write(folder.resolve(LANDSAT + "_B8.TIF"));
    assertThatThrownBy(() -> open("B4,B8"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(LANDSAT)
        .hasMessageContaining("B8 has 12 x 8 pixels")
        .hasMessageContaining("B4 with 6 x 4");
    assertThat(open("B8").grid().width()).isEqualTo(12);
  }

  @Test
  void aBandThatIsShiftedByAPixelIsRefused() throws IOException {
    bands("B4");
    tiff().at(500_030, 4_500_000, 30, 30).write(folder.resolve(LANDSAT + "_B5.TIF"));
    assertThatThrownBy(() -> open("B4,B5"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("B5");
  }

  @Test
  void aBandThatIsThereTwiceIsRefusedWithBothFiles() throws IOException {
    bands("B4");
    tiff().write(folder.resolve("LC08_L1TP_013032_20180405_20180417_01_T1_B4.TIF"));
    assertThatThrownBy(() -> only(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("B4 twice")
        .hasMessageContaining(LANDSAT + "_B4.TIF")
        .hasMessageContaining("20180405");
  }

  @Test
  void jpeg2000IsRefusedWithTheRemedy() throws IOException {
    Path sentinel = Files.createDirectory(temporary.resolve("IMG_DATA"));
    Files.write(sentinel.resolve("T31UFU_20200101T105441_B04.jp2"), new byte[] {0, 0, 0, 12});
    SceneSource scene = only(sentinel);
    assertThatThrownBy(() -> scene.open(scene.defaultBands()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("T31UFU_20200101T105441_B04.jp2")
        .hasMessageContaining("gdal_translate");
  }

  @Test
  void theMetadataOfAProductStandForIt() throws IOException {
    bands("B2", "B4");
    Path metadata = Files.writeString(folder.resolve(LANDSAT + "_MTL.txt"), "GROUP");
    assertThat(only(metadata).name()).isEqualTo(LANDSAT);
    assertThat(only(metadata).bandNames()).containsExactly("B2", "B4");
    Path json = Files.writeString(folder.resolve(LANDSAT + "_MTL.json"), "{}");
    assertThat(only(json).name()).isEqualTo(LANDSAT);
  }

  @Test
  void aSentinelFolder() throws IOException {
    Path sentinel = Files.createDirectory(temporary.resolve("IMG_DATA"));
    for (String part : List.of("B8A_20m", "B02_10m", "B11_20m", "B08_10m")) {
      tiff().write(sentinel.resolve("T31UFU_20200101T105441_" + part + ".tif"));
    }
    TestTiffs.of(3, 2)
        .at(500_000, 4_500_000, 60, 60)
        .write(sentinel.resolve("T31UFU_20200101T105441_SCL_20m.tif"));
    SceneSource source = only(sentinel);
    assertThat(source.date()).contains(LocalDate.of(2020, 1, 1));
    assertThat(source.bandNames()).containsExactly("B02", "B08", "B8A", "B11");
    Scene scene = source.open(BandSelection.parse("B8,1,B8A").in(source));
    assertThat(scene.bands()).extracting(Band::name).containsExactly("B08", "B02", "B8A");
    assertThat(scene.quality().get(0).query().flags()).isEqualTo(QualityFlags.SENTINEL_2_SCL);
    assertThat(scene.quality().get(0).width()).isEqualTo(3);
  }

  @Test
  void fillIsKnownFromTheProductUnlessTheFileTells() throws IOException {
    tiff().write(folder.resolve(LANDSAT + "_B2.TIF"));
    TestTiffs.of(6, 4).type(Type.INT16).write(folder.resolve(LANDSAT + "_B3.TIF"));
    tiff().nodata("65535").write(folder.resolve(LANDSAT + "_B4.TIF"));
    List<Band> bands = open("B2,B3,B4").bands();
    assertThat(bands.get(0).nodata().values()).containsExactly(0.0);
    assertThat(bands.get(1).nodata().values()).containsExactly(-9999.0);
    assertThat(bands.get(2).nodata().values()).containsExactly(65535.0);
    assertThat(bands)
        .extracting(Band::type)
        .containsExactly(SampleType.UINT16, SampleType.INT16, SampleType.UINT16);
  }

  @Test
  void aQualityBandOfOtherGroundIsRefusedWithTheRemedy() throws IOException {
    bands("B2");
    tiff().at(600_000, 4_500_000, 30, 30).write(folder.resolve(LANDSAT + "_BQA.TIF"));
    assertThatThrownBy(() -> open("B2"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("_BQA.TIF")
        .hasMessageContaining("mask=none");
  }

  @Test
  void aQualityBandOfHalfTheGroundIsRefusedToo() throws IOException {
    bands("B2");
    TestTiffs.of(3, 2).type(Type.UINT16).write(folder.resolve(LANDSAT + "_BQA.TIF"));
    assertThatThrownBy(() -> open("B2"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("_BQA.TIF");
  }

  @Test
  void aFolderStandsForTheScenesInIt() throws IOException {
    bands("B2");
    tiff().write(temporary.resolve("b-20250101.tif"));
    tiff().write(temporary.resolve("a.TIFF"));
    Files.writeString(temporary.resolve("notes.txt"), "no scene");
    Files.writeString(temporary.resolve("a.TIFF.aux.xml"), "<PAMDataset/>");
    Files.createDirectory(temporary.resolve("empty"));
    List<SceneSource> scenes = new SceneFinder(readers).find(temporary);
    assertThat(scenes).extracting(SceneSource::name).containsExactly(LANDSAT, "a", "b-20250101");
    assertThat(scenes.get(2).date()).contains(LocalDate.of(2025, 1, 1));
    assertThat(scenes.get(1).date()).isEmpty();
  }

  @Test
  void aPathThatIsNotThere() {
    assertThatThrownBy(() -> only(temporary.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessage(temporary.resolve("none") + " does not exist.");
  }

  @Test
  void aFolderWithoutAScene() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no scene");
    assertThatThrownBy(() -> only(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("holds no scene");
  }

  @Test
  void aTextFile() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "no scene");
    assertThatThrownBy(() -> only(notes))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(notes + " is not a TIFF");
  }

  @Test
  void aGeoTiffWithAQualityBandAmongItsBands() throws IOException {
    SceneSource source =
        only(
            tiff()
                .bands(3, (b, x, y) -> b == 1 ? (x == 0 ? 2800 : 2720) : 100)
                .descriptions("red", "BQA", "nir")
                .text(306, "2018:01:31 15:39:00")
                .write(folder.resolve("stack.tif")));
    assertThat(source.bandNames()).containsExactly("red", "nir");
    assertThat(source.defaultBands()).containsExactly("red", "nir");
    assertThat(source.date()).contains(LocalDate.of(2018, 1, 31));
    Scene scene = source.open(BandSelection.parse("2,RED").in(source));
    assertThat(scene.bands()).extracting(Band::index).containsExactly(2, 0);
    SceneSamples samples = new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of());
    assertThat(samples.blocks().get(0).open().count()).isEqualTo(6 * 4 - 4);
  }

  @Test
  void bandsOfAStackThatAreCalledAsQualityAreNotClusteredUnlessNamed() throws IOException {
    SceneSource source =
        only(
            tiff()
                .bands(4, (b, x, y) -> b == 1 && x == 0 ? 1024 : 100)
                .descriptions("0_B2", "0_QA60", "0_MSK_CLDPRB", "0_B4")
                .write(folder.resolve("stack.tif")));
    assertThat(source.bandNames()).containsExactly("0_B2", "0_MSK_CLDPRB", "0_B4");
    assertThat(source.defaultBands()).containsExactly("0_B2", "0_B4");
    Scene scene = source.open(source.defaultBands());
    SceneSamples samples = new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of());
    assertThat(samples.blocks().get(0).open().count()).isEqualTo(6 * 4 - 4);
  }

  @Test
  void aFileOfNothingButAQualityBandHasThat() throws IOException {
    Path file =
        tiff().bands(1, (b, x, y) -> x).descriptions("MSK_CLDPRB").write(folder.resolve("m.tif"));
    assertThat(only(file).defaultBands()).containsExactly("MSK_CLDPRB");
  }

  @Test
  void aMaskIsTheFirstBandOfAGeoTiff() throws IOException {
    Path file =
        TestTiffs.of(6, 4).values((b, x, y) -> x).nodata("5").write(folder.resolve("m.tif"));
    var mask = new SceneFinder(readers).mask(file);
    java.util.BitSet cells = new java.util.BitSet();
    cells.set(0, 24);
    mask.clip(mask.pixels().grid(), new Rectangle(6, 4), cells);
    assertThat(cells.cardinality()).isEqualTo(4 * 4);
    assertThat(cells.get(0)).isFalse();
    assertThat(cells.get(5)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "B4, B4",
    "SR_B4, B4",
    "B04, B4",
    "b4, B4",
    "Band 4, BAND 4",
    "band4, B4",
    "BAND_4, B4",
    "B8A, B8A",
    "B10, B10",
    "ST_B10, B10",
    "SR_B1, B1",
    "4, 4",
    "NIR, NIR"
  })
  void oneNameForAllSpellings(String written, String canonical) {
    assertThat(BandSelection.canonical(written)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "B2,,B3", "B2, ,B3", "B2,"})
  void aHoleInTheListOfBands(String bands) {
    assertThatThrownBy(() -> BandSelection.parse(bands))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'" + bands + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B2,B2", "B2,B02", "B2,SR_B2", "B2,1"})
  void aBandNamedTwice(String wanted) throws IOException {
    bands("B2", "B3");
    assertThatThrownBy(() -> open(wanted))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "99999", "-1", "B"})
  void aNumberOfNoBand(String wanted) throws IOException {
    bands("B4", "B5");
    assertThatThrownBy(() -> open(wanted))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("it has B4, B5.");
  }

  /** As a shell's {@code *.tif} does. */
  @Test
  void hiddenFilesDeadLinksAndQualityBandsArePassedOver() throws IOException {
    TestTiffs.of(2, 1).write(folder.resolve("a.tif"));
    Files.writeString(folder.resolve("._a.tif"), "of another system");
    Files.createSymbolicLink(folder.resolve("gone.tif"), folder.resolve("nothing.tif"));
    Files.createSymbolicLink(folder.resolve("loop.tif"), folder.resolve("loop.tif"));
    TestTiffs.of(2, 1).write(folder.resolve("a_udm2.tif"));
    assertThat(new SceneFinder(readers).find(folder))
        .extracting(SceneSource::name)
        .containsExactly("a");
  }

  @Test
  void aFolderOfBandsThatIsNoKnownProductIsNotPassedOver() throws IOException {
    TestTiffs.of(2, 1).write(folder.resolve("a.tif"));
    Path bare = Files.createDirectory(folder.resolve("flight_20200101"));
    for (String band : List.of("B02", "B03", "SCL")) {
      TestTiffs.of(2, 1).write(bare.resolve(band + ".tif"));
    }
    assertThatThrownBy(() -> new SceneFinder(readers).find(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(bare + " looks like a scene in files of one band")
        .hasMessageContaining("gdal_merge.py -separate");
  }

  @Test
  void filesThatAreCalledByTheirBandInAFolderThatIsCalledAsAProduct() throws IOException {
    Path bare = Files.createDirectory(folder.resolve("S2A_31UFU_20200101_0_L2A"));
    for (String band : List.of("B02", "B03", "B04", "B08", "B8A", "SCL", "TCI")) {
      TestTiffs.of(2, 1)
          .values((b, x, y) -> band.equals("SCL") ? 4 + 4 * x : 7)
          .write(bare.resolve(band + ".tif"));
    }
    SceneSource source = new SceneFinder(readers).find(folder).get(0);
    assertThat(source.date()).contains(LocalDate.of(2020, 1, 1));
    assertThat(source.bandNames()).containsExactly("B02", "B03", "B04", "B08", "B8A");
    assertThat(source.defaultBands()).containsExactly("B02", "B03", "B04", "B08");
    assertThat(source.wavelength("B8A")).isEqualTo(865);
    Scene scene = source.open(source.defaultBands());
    assertThat(SceneValues.of(scene, PixelRules.standard())[0]).containsExactly(7, Double.NaN);
  }

  @Test
  void aFolderOfHls() throws IOException {
    Path hls = Files.createDirectory(folder.resolve("HLS.S30.T18TWL.2020123T153941.v2.0"));
    for (String band : List.of("B02", "B8A", "B12", "SAA", "Fmask")) {
      TestTiffs.of(2, 1)
          .values((b, x, y) -> band.equals("Fmask") ? 2 * x : 7)
          .write(hls.resolve(hls.getFileName() + "." + band + ".tif"));
    }
    SceneSource source = new SceneFinder(readers).find(folder).get(0);
    assertThat(source.date()).contains(LocalDate.of(2020, 5, 2));
    assertThat(source.bandNames()).containsExactly("B02", "B8A", "B12");
    assertThat(source.wavelength("B8A")).isEqualTo(865);
    Scene scene = source.open(source.defaultBands());
    assertThat(SceneValues.of(scene, PixelRules.standard())[0]).containsExactly(7, Double.NaN);
  }

  @Test
  void aSentinel2FolderOf20MetresHasItsRedEdgeAndInfraredBands() throws IOException {
    Path r20m = Files.createDirectory(folder.resolve("R20m"));
    for (String band : List.of("B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12")) {
      TestTiffs.of(2, 1).write(r20m.resolve("T18TWL_20220126T153941_" + band + "_20m.tif"));
    }
    SceneSource scene = new SceneFinder(readers).find(r20m).get(0);
    assertThat(scene.defaultBands())
        .containsExactly("B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12");
    assertThat(scene.wavelength("B8A")).isEqualTo(865);
  }

  private static final String NAMED =
      "<PAMDataset><PAMRasterBand band=\"1\">%s</PAMRasterBand></PAMDataset>";

  @Test
  void mapsOfAFolderAreThoseCalledSo() throws IOException {
    for (String name : new String[] {"b_classes.tif", "a_classes.tif", "a.tif", "truth.tif"}) {
      TestTiffs.of(6, 4).write(folder.resolve(name));
    }
    SceneFinder finder = new SceneFinder(readers);
    assertThat(finder.maps(folder)).extracting(SceneSource::name).containsExactly("a", "b");
    assertThat(finder.maps(folder.resolve("truth.tif")))
        .extracting(SceneSource::name)
        .containsExactly("truth");
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThatThrownBy(() -> finder.maps(empty))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(empty.toString(), "no classified map", "_classes.tif");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CategoryNames><Category>none</Category><Category>water</Category><Category/>"
            + "<Category>forest &amp; bush</Category></CategoryNames>",
        "<GDALRasterAttributeTable tableType=\"thematic\">"
            + "<FieldDefn index=\"0\"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>"
            + "<FieldDefn index=\"1\"><Name>note</Name><Type>2</Type><Usage>0</Usage></FieldDefn>"
            + "<FieldDefn index=\"2\"><Name>cover</Name><Type>2</Type><Usage>2</Usage></FieldDefn>"
            + "<Row index=\"0\"><F>0</F><F>x</F><F>none</F></Row>"
            + "<Row index=\"1\"><F>1.0</F><F>x</F><F>water</F></Row>"
            + "<Row index=\"2\"><F>3</F><F>x</F><F>forest &amp; bush</F></Row>"
            + "<Row index=\"3\"><F>many</F><F>x</F><F>lost</F></Row>"
            + "</GDALRasterAttributeTable>"
      })
  void namesOfValues(String legend) throws IOException {
    Path file = TestTiffs.of(6, 4).write(folder.resolve("m.tif"));
    Files.writeString(folder.resolve("m.tif.aux.xml"), NAMED.formatted(legend));
    assertThat(only(file).categories())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of(0, "none", 1, "water", 3, "forest & bush"));
  }

  @Test
  void valuesWithoutNames() throws IOException {
    assertThat(only(TestTiffs.of(6, 4).write(folder.resolve("m.tif"))).categories()).isEmpty();
  }

  @Test
  void coloursOfValues() throws IOException {
    Path table = TestTiffs.of(6, 4).palette().write(folder.resolve("p.tif"));
    assertThat(only(table).colors())
        .hasSize(256)
        .containsEntry(0, new Color(0, 0, 0))
        .containsEntry(9, new Color(9, 9, 9))
        .containsEntry(255, new Color(255, 255, 255));
    assertThat(only(TestTiffs.of(6, 4).write(folder.resolve("g.tif"))).colors()).isEmpty();
  }

  @Test
  void whatARunWroteIntoTheFolderIsNoScene() throws IOException {
    for (String name :
        new String[] {
          "a.tif", "a_classes.tif", "a_classes.unsieved.tif", "a_confidence.tif", "b_confidence.tif"
        }) {
      TestTiffs.of(6, 4).write(folder.resolve(name));
    }
    assertThat(new SceneFinder(readers).find(folder))
        .extracting(SceneSource::name)
        .containsExactly("a", "b_confidence");
  }
}
