/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.awt.image.Raster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Wording;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.iikmc.testing.TestTiffs.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffFileTest {
  @TempDir Path folder;
  private final TiffReaders readers = new TiffReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private TiffFile open(TestTiffs tiff) throws IOException {
    return new TiffFile(tiff.write(folder.resolve("a.tif")), readers);
  }

  private static float[] pixels(TiffFile file, Rectangle window, int band) throws IOException {
    Raster raster = file.read(window);
    assertThat(raster.getWidth()).isEqualTo(window.width);
    assertThat(raster.getHeight()).isEqualTo(window.height);
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        window.width,
        window.height,
        band,
        new float[window.width * window.height]);
  }

  @Test
  void theGridOfANorthUpImage() throws Exception {
    TiffFile file = open(TestTiffs.of(5, 3));
    assertThat(file.grid().width()).isEqualTo(5);
    assertThat(file.grid().height()).isEqualTo(3);
    assertThat(file.grid().toWorld().transform(new Point2D.Double(0, 0), null))
        .isEqualTo(new Point2D.Double(500_000, 4_500_000));
    assertThat(file.grid().toWorld().transform(new Point2D.Double(5, 3), null))
        .isEqualTo(new Point2D.Double(500_150, 4_499_910));
    assertThat(
            CRS.equalsIgnoreMetadata(
                file.grid().crs().orElseThrow(), CRS.decode("EPSG:32618", true)))
        .isTrue();
  }

  @Test
  void aRotatedImage() throws IOException {
    TiffFile file = open(TestTiffs.of(4, 2).geotransform(1000, 3, 4, 2000, 4, -3));
    assertThat(file.grid().toWorld().transform(new Point2D.Double(2, 1), null))
        .isEqualTo(new Point2D.Double(1010, 2005));
  }

  @Test
  void coordinatesOfPixelCentersAreShiftedToTheCorner() throws IOException {
    TiffFile file = open(TestTiffs.of(4, 2).at(500_015, 4_499_985, 30, 30).pixelIsPoint());
    assertThat(file.grid().toWorld().transform(new Point2D.Double(0, 0), null))
        .isEqualTo(new Point2D.Double(500_000, 4_500_000));
  }

  @Test
  void longitudeIsFirstInAGeographicImage() throws IOException {
    TiffFile file = open(TestTiffs.of(4, 2).epsg(4326).at(-74, 41, 0.25, 0.5));
    assertThat(file.grid().toWorld().transform(new Point2D.Double(4, 2), null))
        .isEqualTo(new Point2D.Double(-73, 40));
    assertThat(CRS.getAxisOrder(file.grid().crs().orElseThrow()))
        .isEqualTo(CRS.AxisOrder.EAST_NORTH);
  }

  @Test
  void coordinatesWithoutAReferenceSystem() throws IOException {
    TiffFile file = open(TestTiffs.of(4, 2).epsg(0));
    assertThat(file.grid().crs()).isEmpty();
    assertThat(file.grid().toWorld().getScaleX()).isEqualTo(30);
  }

  /** What GDAL writes for AREA_OR_POINT=Point: a directory of keys that names no system. */
  @Test
  void keysThatNameNoReferenceSystem() throws IOException {
    TiffFile file = open(TestTiffs.of(4, 2).at(500_015, 4_499_985, 30, 30).epsg(0).pixelIsPoint());
    assertThat(file.grid().crs()).isEmpty();
    assertThat(file.grid().source().orElseThrow().namesCrs()).isFalse();
    assertThat(file.grid().toWorld().transform(new Point2D.Double(0, 0), null))
        .isEqualTo(new Point2D.Double(500_000, 4_500_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tfw", "a.TFW", "a.tifw", "a.wld"})
  void aWorldFileTellsWhereTheFirstCentreIs(String name) throws IOException {
    Files.writeString(folder.resolve(name), "30\n0\n0\n-30\n500015\n4499985\n");
    TiffFile file = open(TestTiffs.of(4, 2).notGeoreferenced());
    assertThat(file.grid().toWorld().transform(new Point2D.Double(0, 0), null))
        .isEqualTo(new Point2D.Double(500_000, 4_500_000));
    assertThat(file.grid().crs()).isEmpty();
  }

  /** A map has no world file: its tags must say both. */
  @Test
  void aMapOfAFileWithAWorldFileBesideItSaysWhereItLies() throws IOException {
    Files.writeString(folder.resolve("a.tfw"), "30\n0\n0\n-30\n500015\n4499985\n");
    Grid grid = open(TestTiffs.of(4, 2).epsg(32618).withoutPlace()).grid();
    assertThat(grid.source().orElseThrow().pixelScale()).containsExactly(30.0, 30.0, 0.0);
    assertThat(grid.source().orElseThrow().tiePoints())
        .containsExactly(0.0, 0.0, 0.0, 500_000.0, 4_500_000.0, 0.0);
    assertThat(grid.source().orElseThrow().namesCrs()).isTrue();
  }

  @Test
  void theTagsPrevailOverAWorldFileAndTheAuxiliaryFileOverBoth() throws IOException {
    Files.writeString(folder.resolve("a.tfw"), "1\n0\n0\n-1\n7\n7\n");
    assertThat(open(TestTiffs.of(4, 2)).grid().toWorld().getTranslateX()).isEqualTo(500_000);
    Files.writeString(
        folder.resolve("a.tif.aux.xml"),
        "<PAMDataset><GeoTransform> 1.0e+1, 2, 0, 30, 0, -2</GeoTransform></PAMDataset>");
    assertThat(open(TestTiffs.of(4, 2)).grid().toWorld().transform(new Point2D.Double(2, 1), null))
        .isEqualTo(new Point2D.Double(14, 28));
  }

  /** Whatever its order of axes: GDAL's numbers are east, north. */
  @Test
  void theReferenceSystemOfTheAuxiliaryFile() throws Exception {
    Files.writeString(
        folder.resolve("a.tif.aux.xml"),
        "<PAMDataset><SRS dataAxisToSRSAxisMapping=\"2,1\">"
            + CRS.decode("EPSG:4326").toWKT().replace("\n", "")
            + "</SRS></PAMDataset>");
    TiffFile file = open(TestTiffs.of(4, 2).epsg(0).at(-74, 41, 0.25, 0.5));
    assertThat(CRS.lookupEpsgCode(file.grid().crs().orElseThrow(), true)).isEqualTo(4326);
    assertThat(CRS.getAxisOrder(file.grid().crs().orElseThrow()))
        .isEqualTo(CRS.AxisOrder.EAST_NORTH);
    assertThat(file.grid().toWorld().transform(new Point2D.Double(4, 2), null))
        .isEqualTo(new Point2D.Double(-73, 40));
  }

  @Test
  void theReferenceSystemOfAProjectionFile() throws Exception {
    Files.writeString(folder.resolve("a.prj"), CRS.decode("EPSG:32618", true).toWKT());
    TiffFile file = open(TestTiffs.of(4, 2).epsg(0));
    assertThat(CRS.lookupEpsgCode(file.grid().crs().orElseThrow(), true)).isEqualTo(32618);
  }

  @Test
  void anImageThatLiesNowhereHasTheCoordinatesOfItsPixels() throws IOException {
    Grid grid = open(TestTiffs.of(4, 2).notGeoreferenced()).grid();
    assertThat(grid.isGeoreferenced()).isFalse();
    assertThat(grid.toWorld().transform(new Point2D.Double(3, 1), null))
        .isEqualTo(new Point2D.Double(3, 1));
    assertThat(open(TestTiffs.of(4, 2)).grid().isGeoreferenced()).isTrue();
    Files.writeString(folder.resolve("a.tfw"), "30\n0\n0\n-30\n500015\n4499985\n");
    assertThat(open(TestTiffs.of(4, 2).notGeoreferenced()).grid().isGeoreferenced()).isTrue();
  }

  @Test
  void aReferenceSystemWithoutAPlaceInItIsRefusedWithTheReason() throws Exception {
    Files.writeString(folder.resolve("a.prj"), CRS.decode("EPSG:32618", true).toWKT());
    assertThatThrownBy(() -> open(TestTiffs.of(4, 2).notGeoreferenced()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("a.tif").toString())
        .hasMessageContaining("no place in it")
        .message()
        .doesNotContain("\n");
  }

  /** A value per type that a careless cast would break. */
  @ParameterizedTest
  @CsvSource({
    "UINT8, UINT8, 255",
    "INT8, INT16, -128",
    "UINT32, FLOAT32, 4294967040",
    "UINT16, UINT16, 65535",
    "INT16, INT16, -32768",
    "INT32, FLOAT32, -8388607",
    "FLOAT32, FLOAT32, 0.1",
    "FLOAT64, FLOAT32, 0.1",
  })
  void everyTypeOfValues(Type stored, SampleType held, double value) throws IOException {
    TiffFile file = open(TestTiffs.of(2, 1).type(stored).values((b, x, y) -> x == 0 ? value : 1));
    Band band = file.band("1", 0, Optional.empty());
    assertThat(band.type()).isEqualTo(held);
    assertThat(pixels(file, new Rectangle(2, 1), 0)).containsExactly((float) value, 1);
  }

  private static final Values PATTERN = (b, x, y) -> (b * 101 + y * 37 + x) % 251;

  /** Whatever the layout, any window holds the same pixels. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "one strip",
        "strips of 1",
        "strips of 7",
        "tiles",
        "long tiles",
        "deflated strips",
        "deflated tiles",
        "planar strips",
        "planar tiles",
        "big-endian",
        "BigTIFF",
      })
  void windowsDoNotDependOnTheLayout(String layout) throws IOException {
    for (Type type : new Type[] {Type.UINT8, Type.UINT16, Type.INT16, Type.FLOAT32}) {
      TestTiffs tiff = TestTiffs.of(53, 41).type(type).bands(3, PATTERN);
      TestTiffs laidOut =
          switch (layout) {
            case "one strip" -> tiff;
            case "strips of 1" -> tiff.strips(1);
            case "strips of 7" -> tiff.strips(7);
            case "tiles" -> tiff.tiles(16, 16);
            case "long tiles" -> tiff.tiles(64, 16);
            case "deflated strips" -> tiff.strips(8).deflated();
            case "deflated tiles" -> tiff.tiles(32, 16).deflated();
            case "planar strips" -> tiff.strips(5).planar();
            case "planar tiles" -> tiff.tiles(16, 32).planar();
            case "big-endian" -> tiff.bigEndian();
            case "BigTIFF" -> tiff.bigTiff().tiles(16, 16);
            default -> throw new IllegalArgumentException(layout);
          };
      TiffFile file = new TiffFile(laidOut.write(folder.resolve(type + ".tif")), readers);
      for (Rectangle window :
          new Rectangle[] {
            new Rectangle(53, 41),
            new Rectangle(52, 40, 1, 1),
            new Rectangle(15, 15, 2, 2),
            new Rectangle(0, 7, 53, 8),
            new Rectangle(33, 3, 20, 38),
          }) {
        for (int b = 0; b < 3; b++) {
          assertThat(Arrays.equals(pixels(file, window, b), expected(window, b)))
              .as("%s, %s, band %d", type, window, b)
              .isTrue();
        }
      }
    }
  }

  private static float[] expected(Rectangle window, int band) {
    float[] all = new float[window.width * window.height];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) PATTERN.at(band, window.x + i % window.width, window.y + i / window.width);
    }
    return all;
  }

  @Test
  void theCheapestWindowsAreTheTilesOrStripsOfTheFile() throws IOException {
    assertThat(open(TestTiffs.of(53, 41).tiles(32, 16)).tileSize())
        .isEqualTo(new Dimension(32, 16));
    assertThat(
            new TiffFile(TestTiffs.of(53, 41).strips(7).write(folder.resolve("s.tif")), readers)
                .tileSize())
        .isEqualTo(new Dimension(53, 7));
  }

  @Test
  void aColourTableDoesNotChangeTheValues() throws IOException {
    TiffFile file =
        open(TestTiffs.of(4, 1).palette().values((b, x, y) -> new int[] {0, 1, 17, 255}[x]));
    assertThat(file.band("1", 0, Optional.empty()).type()).isEqualTo(SampleType.UINT8);
    assertThat(pixels(file, new Rectangle(4, 1), 0)).containsExactly(0, 1, 17, 255);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-9999, -9999",
    "65535, 65535",
    "-3.4028234663852886e+38, -3.4028234663852886E38",
    "0.1, 0.1",
    "' 255 ', 255",
    "'-9999,0', -9999",
  })
  void nodataOfTheFile(String written, double nodata) throws IOException {
    TiffFile file = open(TestTiffs.of(2, 1).type(Type.FLOAT64).nodata(written));
    assertThat(file.band("1", 0, Optional.empty()).nodata().values()).containsExactly(nodata);
    assertThat(file.band("1", 0, Optional.of(7.0)).nodata().values()).containsExactly(nodata);
  }

  @Test
  void withoutNodataTheProductTellsIt() throws IOException {
    TiffFile file = open(TestTiffs.of(2, 1));
    assertThat(file.band("1", 0, Optional.empty()).nodata().values()).isEmpty();
    assertThat(file.band("1", 0, Optional.of(7.0)).nodata().values()).containsExactly(7.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "NaN",
        "-nan",
        "nan(ind)",
        "-nan(ind)",
        "1.#QNAN",
        "-1.#IND",
        "inf",
        "-inf",
        ""
      })
  void whatIsNoFiniteNumberNeedNotBeListed(String text) throws IOException {
    TiffFile file = open(TestTiffs.of(2, 1).type(Type.FLOAT32).nodata(text));
    assertThat(file.band("1", 0, Optional.empty()).nodata().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "-9999 or 0", "0x"})
  void nodataThatIsNoNumberIsNamed(String text) {
    assertThatThrownBy(() -> open(TestTiffs.of(2, 1).nodata(text)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nodata '" + text + "'")
        .hasMessageContaining("gdal_edit.py -a_nodata");
  }

  @Test
  void namesScaleAndOffsetOfTheTag() throws IOException {
    TiffFile file =
        open(
            TestTiffs.of(2, 1)
                .bands(3, (b, x, y) -> b)
                .metadata(
                    """
                    <Item name="DESCRIPTION" sample="0" role="description">Red &amp; near</Item>
                    <Item name="SCALE" sample="1" role="scale">2.75e-05</Item>
                    <Item name="OFFSET" sample="1" role="offset">-0.2</Item>
                    <Item name="DESCRIPTION" sample="2" role="description">SWIR</Item>
                    <Item name="DATE_ACQUIRED">2018-01-31</Item>"""));
    assertThat(file.bandNames()).containsExactly("Red & near", "2", "SWIR");
    Band second = file.band("2", 1, Optional.empty());
    assertThat(second.scale()).isEqualTo(2.75e-5);
    assertThat(second.offset()).isEqualTo(-0.2);
    Band third = file.band("SWIR", 2, Optional.empty());
    assertThat(third.scale()).isEqualTo(1);
    assertThat(third.offset()).isEqualTo(0);
    assertThat(file.dateTime()).contains("2018-01-31");
  }

  @Test
  void aScaleThatIsNoNumberIsNamed() throws IOException {
    TiffFile file =
        open(
            TestTiffs.of(2, 1)
                .metadata("<Item name=\"SCALE\" sample=\"0\" role=\"scale\">much</Item>"));
    assertThatThrownBy(() -> file.band(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The scale of band 1 of ")
        .hasMessageContaining("is 'much', which is no number");
  }

  private static final String AUXILIARY =
      """
      <PAMDataset>
        <PAMRasterBand band="1"><Description>green</Description>
          <Offset>5</Offset><Scale>0.5</Scale></PAMRasterBand>
      </PAMDataset>
      """;

  @Test
  void theAuxiliaryFilePrevailsOverTheTag() throws IOException {
    Files.writeString(folder.resolve("a.tif.aux.xml"), AUXILIARY);
    TiffFile file = open(TestTiffs.of(2, 1).bands(2, (b, x, y) -> b).descriptions("red", "blue"));
    assertThat(file.bandNames()).containsExactly("green", "blue");
    assertThat(file.band("green", 0, Optional.empty()).scale()).isEqualTo(0.5);
    assertThat(file.band("green", 0, Optional.empty()).offset()).isEqualTo(5);
  }

  @Test
  void twoBandsOfOneNameAreToldApartByNumber() throws IOException {
    TiffFile file = open(TestTiffs.of(1, 1).bands(2, (b, x, y) -> b).descriptions("B", "B"));
    assertThat(file.bandNames()).containsExactly("B", "2");
  }

  @Test
  void aBandCalledByTheNumberOfAnotherDoesNotHideIt() throws IOException {
    TiffFile file = open(TestTiffs.of(1, 1).bands(2, (b, x, y) -> b).descriptions("2"));
    assertThat(file.bandNames()).doesNotHaveDuplicates().hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not XML",
        "<PAMDataset>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><PAMDataset>"
            + "<PAMRasterBand band=\"1\"><Description>&e;</Description></PAMRasterBand></PAMDataset>",
        "<!DOCTYPE PAMDataset><PAMDataset><PAMRasterBand band=\"1\"><Description>evil"
            + "</Description></PAMRasterBand></PAMDataset>",
      })
  void auxiliaryXmlThatIsBrokenOrHostileIsNamed(String xml) throws IOException {
    Files.writeString(folder.resolve("a.tif.aux.xml"), xml);
    assertThatThrownBy(() -> open(TestTiffs.of(1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("a.tif.aux.xml") + " can't be read as XML")
        .hasMessageContaining("remove that file")
        .message()
        .doesNotContain("\n");
  }

  /** As servers do, whose users must not learn where files lie. */
  private static String withoutFolders(Throwable e) {
    return ((InputException) e)
        .problem()
        .in(
            new Wording() {
              @Override
              public String option(String name) {
                return name;
              }

              @Override
              public String option(String name, String value) {
                return name + "=" + value;
              }

              @Override
              public String file(Path file) {
                return file.getFileName().toString();
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.tif.aux.xml | <PAMDataset> | a.tif.aux.xml can't be read as XML (",
        "a.tif.aux.xml | <PAMDataset><GeoTransform>1,x</GeoTransform></PAMDataset>"
            + " | a.tif.aux.xml has georeferencing whose numbers can't be read; mend or remove it.",
        "a.tfw | 1 x | a.tfw has georeferencing whose numbers can't be read; mend or remove it."
      })
  void aHostCanNameWhatLiesBesideWithoutItsFolder(String name, String text, String start)
      throws IOException {
    Files.writeString(folder.resolve(name), text);
    Throwable thrown = catchThrowable(() -> open(TestTiffs.of(1, 1).notGeoreferenced()).grid());
    assertThat(thrown).message().startsWith(folder.toString());
    assertThat(withoutFolders(thrown)).startsWith(start).doesNotContain(folder.toString());
  }

  @Test
  void aHostCanNameAFileOfBrokenMetadataWithoutItsFolder() {
    Throwable thrown = catchThrowable(() -> open(TestTiffs.of(1, 1).text(42112, "<GDALMetadata>")));
    assertThat(withoutFolders(thrown)).startsWith("The GDAL metadata in a.tif can't be read");
  }

  @Test
  void aPathInTheWordsOfALibraryIsWordedToo() {
    Path file = folder.resolve("a.tif");
    InputException e =
        TiffImage.unreadable(file, new FileNotFoundException(file + " (Too many open files)"));
    String text =
        "%1$s can't be read as a GeoTIFF (%1$s (Too many open files)); it may be damaged."
            + " Check it with gdalinfo -checksum.";
    assertThat(e).hasMessage(text, file);
    assertThat(withoutFolders(e)).isEqualTo(text, "a.tif");
  }

  @Test
  void anEmptyAuxiliaryFileSaysNothing() throws IOException {
    Files.createFile(folder.resolve("a.tif.aux.xml"));
    assertThat(open(TestTiffs.of(1, 1)).bandNames()).containsExactly("1");
  }

  @Test
  void auxiliaryXmlThatIsNotInUtf8() throws IOException {
    Files.write(
        folder.resolve("a.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><Description>grün</Description></PAMRasterBand></PAMDataset>"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(open(TestTiffs.of(1, 1)).bandNames()).containsExactly("grün");
  }

  @Test
  void auxiliaryXmlInTheEncodingThatItDeclares() throws IOException {
    Files.write(
        folder.resolve("a.tif.aux.xml"),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                + "<PAMDataset><PAMRasterBand band=\"1\"><Description>grün</Description>"
                + "</PAMRasterBand></PAMDataset>")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(open(TestTiffs.of(1, 1)).bandNames()).containsExactly("grün");
  }

  /** Else the quality band would be one like others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE GDALMetadata [<!ENTITY e \"evil\">]><GDALMetadata><Item name=\"D\""
            + " sample=\"0\" role=\"description\">&e;</Item></GDALMetadata>",
        "<GDALMetadata><Item name=\"D\" sample=\"0\" role=\"description\">QA_PIXEL</Item>",
      })
  void metadataThatIsBrokenOrHostileIsNamed(String xml) {
    assertThatThrownBy(() -> open(TestTiffs.of(1, 1).text(42112, xml)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The GDAL metadata in " + folder.resolve("a.tif"))
        .hasMessageContaining("names")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theTimeInTheFileIsTheLastResort() throws IOException {
    assertThat(open(TestTiffs.of(1, 1).text(306, "2018:01:31 15:39:00")).dateTime())
        .contains("2018:01:31 15:39:00");
  }

  @Test
  void withoutAnyTimeThereIsNone() throws IOException {
    assertThat(open(TestTiffs.of(1, 1)).dateTime()).isEmpty();
  }

  @Test
  void aFileThatIsNotThere() {
    assertRefused(folder.resolve("none.tif"), "does not exist");
  }

  @Test
  void anEmptyFile() throws IOException {
    assertRefused(Files.createFile(folder.resolve("a.tif")), "is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"I", "II*", "This is text, whatever its name.", "II*\0\0\0\0\0", "MM\0*"})
  void aFileThatIsNoTiff(String content) throws IOException {
    assertRefused(Files.writeString(folder.resolve("a.tif"), content), "TIFF");
  }

  private void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> new TiffFile(file, readers))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one strip", "strips", "tiles", "deflated", "BigTIFF"})
  void aTruncatedFileIsNamedAndNothingIsMadeUp(String layout) throws IOException {
    TestTiffs tiff =
        TestTiffs.of(200, 150).type(Type.UINT16).values((b, x, y) -> 1 + x * 31 % 7001 + y);
    TestTiffs laidOut =
        switch (layout) {
          case "one strip" -> tiff;
          case "strips" -> tiff.strips(10);
          case "tiles" -> tiff.tiles(64, 64);
          case "deflated" -> tiff.strips(10).deflated();
          default -> tiff.bigTiff().strips(10);
        };
    Path file = laidOut.write(folder.resolve("a.tif"));
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {whole.length / 2, whole.length - 10, 300, 60, 10, 4}) {
      Path cut = folder.resolve("cut" + length + ".tif");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThat(catchThrowable(() -> new TiffFile(cut, readers).read(new Rectangle(200, 150))))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(cut.toString())
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void damagedPixelsAreReported() throws IOException {
    Path file =
        TestTiffs.of(200, 150)
            .strips(150)
            .deflated()
            .values((b, x, y) -> x * y % 251)
            .write(folder.resolve("a.tif"));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40, (byte) 0xAA);
    Files.write(file, bytes);
    assertThatThrownBy(() -> new TiffFile(file, readers).read(new Rectangle(200, 150)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFileTakenAwayWhileItIsReadIsAnErrorOfReading() throws IOException {
    Path file = TestTiffs.of(20, 20).write(folder.resolve("a.tif"));
    readers.close(); // none is kept open
    TiffFile tiff = new TiffFile(file, readers);
    Files.delete(file);
    assertThatThrownBy(() -> tiff.read(new Rectangle(20, 20)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  /** Ways of packing that this class of tests can't write by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESS=LZW",
        "COMPRESS=LZW PREDICTOR=2",
        "COMPRESS=DEFLATE PREDICTOR=2",
        "COMPRESS=PACKBITS",
        "COMPRESS=ZSTD",
        "TILED=YES COMPRESS=LZW INTERLEAVE=BAND",
      })
  void whatGdalPacksIsReadRightOrRefused(String options) throws Exception {
    for (Type type : new Type[] {Type.UINT8, Type.UINT16, Type.FLOAT32}) {
      Path plain =
          TestTiffs.of(53, 41).type(type).bands(3, PATTERN).write(folder.resolve(type + ".tif"));
      Path packed = folder.resolve(type + "-packed.tif");
      List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
      for (String option : options.split(" ")) {
        command.addAll(List.of("-co", option));
      }
      command.addAll(List.of(plain.toString(), packed.toString()));
      int code;
      try {
        code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
      } catch (IOException e) {
        code = -1;
      }
      assumeTrue(code == 0, "gdal_translate is not installed or can't " + options);
      Rectangle window = new Rectangle(7, 5, 40, 30);
      try {
        TiffFile file = new TiffFile(packed, readers);
        for (int b = 0; b < 3; b++) {
          assertThat(Arrays.equals(pixels(file, window, b), expected(window, b)))
              .as("%s, band %d", type, b)
              .isTrue();
        }
      } catch (InputException e) {
        assertThat(options).containsAnyOf("ZSTD", "INTERLEAVE=BAND");
        assertThat(e).hasMessageContaining(packed.toString());
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Type.class,
      names = {"UINT8", "FLOAT64"})
  void readersCanBeSharedByThreads(Type type) throws Exception {
    TiffFile file = open(TestTiffs.of(90, 70).type(type).tiles(16, 16).bands(2, PATTERN));
    java.util.stream.IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              Rectangle window = new Rectangle(i % 40, i % 30, 50, 40);
              try {
                assertThat(pixels(file, window, i % 2)).isEqualTo(expected(window, i % 2));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }
}
