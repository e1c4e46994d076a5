/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.geosolutions.imageio.stream.input.FileImageInputStreamExtImpl;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.ReaderScene;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffFile;
import org.iikmc.raster.read.TiffReaders;
import org.iikmc.raster.style.ClassStyle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

class ClassifiedTiffTest {
  @TempDir Path folder;

  /** Labels (x + 3 y) mod (k + 1), 0 among them, in the windows given. */
  private record Pattern(List<Rectangle> windows, int classes) implements LabelReader {
    static int at(int x, int y, int classes) {
      return (x + 3 * y) % (classes + 1);
    }

    @Override
    public void read(int block, byte[] cells) {
      Rectangle window = windows.get(block);
      for (int i = 0; i < window.width * window.height; i++) {
        cells[i] = (byte) at(window.x + i % window.width, window.y + i / window.width, classes);
      }
    }
  }

  private static List<Rectangle> windows(int width, int height, int blockWidth, int blockHeight) {
    List<Rectangle> windows = new ArrayList<>();
    for (int y = 0; y < height; y += blockHeight) {
      for (int x = 0; x < width; x += blockWidth) {
        windows.add(
            new Rectangle(x, y, blockWidth, blockHeight)
                .intersection(new Rectangle(width, height)));
      }
    }
    Collections.shuffle(windows, new Random(5));
    return windows;
  }

  private static ClassStyle style(int classes) {
    return new ClassStyle(
        IntStream.rangeClosed(1, classes).mapToObj(c -> "class " + c).toList(),
        IntStream.rangeClosed(1, classes).mapToObj(c -> new Color(c, 255 - c, 7)).toList());
  }

  private static Grid grid(int width, int height, AffineTransform toWorld, String code) {
    try {
      return new Grid(
          width,
          height,
          new AffineTransform2D(toWorld),
          code.isEmpty() ? Optional.empty() : Optional.of(CRS.decode(code, true)));
    } catch (org.geotools.api.referencing.FactoryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Grid utm(int width, int height) {
    return grid(
        width, height, new AffineTransform(30, 0, 0, -30, 483_285, 4_627_215), "EPSG:32618");
  }

  private Path write(Grid grid, List<Rectangle> windows, int classes, LabelConsumer consumer)
      throws IOException {
    Path file = folder.resolve("classes.tif");
    ClassifiedTiff.write(file, new Pattern(windows, classes), grid, style(classes), consumer, 2);
    return file;
  }

  private Path write(Grid grid, int classes) throws IOException {
    return write(grid, windows(grid.width(), grid.height(), 64, 64), classes, LabelConsumer.NONE);
  }

  private static int[] read(Path file, Grid grid) throws IOException {
    try (TiffReaders readers = new TiffReaders()) {
      return new TiffFile(file, readers)
          .read(grid.bounds())
          .getSamples(0, 0, grid.width(), grid.height(), 0, (int[]) null);
    }
  }

  private static int[] expected(Grid grid, int classes) {
    return IntStream.range(0, grid.width() * grid.height())
        .map(i -> Pattern.at(i % grid.width(), i / grid.width(), classes))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 300, 1, 7",
    "300, 1, 7, 1",
    "255, 257, 255, 257",
    "256, 256, 256, 256",
    "257, 255, 100, 3",
    "600, 300, 64, 48",
    "600, 300, 600, 1",
    "600, 300, 1, 300",
    "513, 520, 511, 500",
  })
  void labelsOfBlocksOfAnyShapeAndOrder(int width, int height, int blockWidth, int blockHeight)
      throws IOException {
    Grid grid = utm(width, height);
    Path file = write(grid, windows(width, height, blockWidth, blockHeight), 8, LabelConsumer.NONE);
    assertThat(Arrays.equals(read(file, grid), expected(grid, 8))).isTrue();
  }

  @Test
  void twoHundredAndFiftyFiveClasses() throws IOException {
    Grid grid = utm(300, 20);
    int[] labels = read(write(grid, 255), grid);
    assertThat(Arrays.equals(labels, expected(grid, 255))).isTrue();
    assertThat(IntStream.of(labels).max()).hasValue(255);
  }

  @Test
  void theConsumerSeesEveryRowOnceFromTheTop() throws IOException {
    Grid grid = utm(300, 600);
    int[] seen = new int[300 * 600];
    int[] next = {0};
    LabelConsumer consumer =
        (top, count, width, rows) -> {
          assertThat(top).isEqualTo(next[0]);
          next[0] = top + count;
          for (int i = 0; i < count * width; i++) {
            seen[top * width + i] = rows[i] & 0xFF;
          }
        };
    List<Integer> tops = new ArrayList<>();
    write(
        grid,
        windows(300, 600, 97, 101),
        8,
        consumer.andThen((top, count, width, rows) -> tops.add(top)));
    assertThat(next[0]).isEqualTo(600);
    assertThat(Arrays.equals(seen, expected(grid, 8))).isTrue();
    assertThat(tops).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void rowsCanBeReadWithoutWriting() throws IOException {
    Grid grid = utm(300, 600);
    int[] seen = new int[300 * 600];
    new LabelRows(new Pattern(windows(300, 600, 97, 101), 8), 300, 600)
        .readAll(
            (top, count, width, rows) -> {
              for (int i = 0; i < count * width; i++) {
                seen[top * width + i] += rows[i] & 0xFF;
              }
            });
    assertThat(Arrays.equals(seen, expected(grid, 8))).isTrue();
  }

  @Test
  void rowsThatNoBlockCoversAreNoData() throws IOException {
    LabelRows rows = new LabelRows(new Pattern(List.of(new Rectangle(1, 1, 2, 1)), 8), 4, 3);
    byte[] read = new byte[4 * 2];
    Arrays.fill(read, (byte) 99);
    rows.read(1, 2, read);
    assertThat(read).containsExactly(0, 4, 5, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EPSG:32618", "EPSG:4326", "EPSG:2263", "EPSG:3857", "EPSG:3035", "EPSG:5070", ""})
  void exactlyTheGridAndTheSystemOfTheScene(String code) throws IOException {
    double pixel = code.equals("EPSG:4326") ? 1.0 / 3600 : 30;
    Grid grid =
        grid(
            50,
            40,
            new AffineTransform(
                pixel, 0, 0, -pixel, code.equals("EPSG:4326") ? 66.9 : 483_285.5, 25),
            code);
    Path file = write(grid, 3);
    try (TiffReaders readers = new TiffReaders()) {
      Grid back = new TiffFile(file, readers).grid();
      assertThat(back.width()).isEqualTo(50);
      assertThat(back.height()).isEqualTo(40);
      double[] matrix = new double[6];
      double[] wanted = new double[6];
      back.toWorld().getMatrix(matrix);
      grid.toWorld().getMatrix(wanted);
      assertThat(matrix).isEqualTo(wanted);
      assertThat(back.coincides(grid)).isTrue();
    }
  }

  /** A frame of a camera has no place, and neither has its map. */
  @Test
  void aGridOfPixelsAlone() throws IOException {
    Path file = write(grid(50, 40, new AffineTransform(), ""), 3);
    try (TiffReaders readers = new TiffReaders()) {
      Grid back = new TiffFile(file, readers).grid();
      assertThat(back.isGeoreferenced()).isFalse();
      assertThat(back.source().orElseThrow().transformation()).isEmpty();
      assertThat(back.source().orElseThrow().pixelScale()).isEmpty();
    }
  }

  /** Turned a little, and by more than half a right angle. */
  @ParameterizedTest
  @CsvSource({"4, 3", "3, 4", "12, -5"})
  void aRotatedGrid(double along, double across) throws IOException {
    Grid grid =
        grid(
            50,
            40,
            new AffineTransform(along, across, across, -along, 500_000, 4_500_000),
            "EPSG:32618");
    try (TiffReaders readers = new TiffReaders()) {
      Grid back = new TiffFile(write(grid, 3), readers).grid();
      double[] matrix = new double[6];
      back.toWorld().getMatrix(matrix);
      assertThat(matrix).containsExactly(along, across, across, -along, 500_000, 4_500_000);
    }
  }

  @Test
  void geoToolsReadsItBack() throws IOException {
    Grid grid = utm(70, 50);
    GeoTiffReader reader = new GeoTiffReader(write(grid, 8).toFile());
    try {
      GridCoverage2D coverage = reader.read(null);
      assertThat(coverage.getEnvelope().getMinimum(0)).isEqualTo(483_285);
      assertThat(coverage.getEnvelope().getMaximum(1)).isEqualTo(4_627_215);
      assertThat(coverage.getEnvelope().getMaximum(0)).isEqualTo(483_285 + 70 * 30);
      assertThat(
              CRS.equalsIgnoreMetadata(
                  coverage.getCoordinateReferenceSystem2D(), grid.crs().orElseThrow()))
          .isTrue();
      assertThat(reader.getMetadata().getNoData()).isEqualTo(0);
      coverage.dispose(true);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void tiledDeflatedBytesWithAColourTable() throws IOException {
    Path file = write(utm(600, 300), 8);
    var reader = new TIFFImageReaderSpi().createReaderInstance();
    try (var input = new FileImageInputStreamExtImpl(file.toFile())) {
      reader.setInput(input);
      assertThat(reader.getNumImages(true)).as("with an overview").isEqualTo(2);
      assertThat(reader.getTileWidth(0)).isEqualTo(512);
      assertThat(reader.getTileHeight(0)).isEqualTo(512);
      var model = (IndexColorModel) reader.getRawImageType(0).getColorModel();
      assertThat(model.getPixelSize()).isEqualTo(8);
      for (int c = 1; c <= 8; c++) {
        assertThat(model.getRGB(c)).isEqualTo(new Color(c, 255 - c, 7).getRGB());
      }
      var ifd =
          it.geosolutions.imageio.plugins.tiff.TIFFDirectory.createFromMetadata(
              reader.getImageMetadata(0));
      assertThat(ifd.getTIFFField(259).getAsInt(0)).as("compression").isIn(8, 32946);
      assertThat(ifd.getTIFFField(258).getAsInts()).as("bits").containsExactly(8);
      assertThat(ifd.getTIFFField(262).getAsInt(0)).as("palette").isEqualTo(3);
      assertThat(ifd.getTIFFField(42113).getAsString(0).strip()).as("nodata").isIn("0", "0.0");
    } finally {
      reader.dispose();
    }
  }

  @Test
  void namesAndColoursAreReadBack() throws IOException {
    Path file = write(utm(60, 30), 255);
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    try (RasterReaders readers = new RasterReaders()) {
      SceneSource ofFile = new SceneFinder(readers).maps(file).get(0);
      SceneSource ofLayer =
          new ReaderScene(
              "s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
      for (SceneSource source : List.of(ofFile, ofLayer)) {
        for (int c = 1; c <= 255; c++) {
          assertThat(source.colors()).containsEntry(c, new Color(c, 255 - c, 7));
          assertThat(source.categories()).containsEntry(c, "class " + c);
        }
      }
    } finally {
      reader.dispose();
    }
  }

  @Test
  void namesOfClassesStandInTheAuxiliaryFile() throws Exception {
    Path file = folder.resolve("classes.tif");
    ClassifiedTiff.write(
        file,
        new Pattern(windows(5, 5, 5, 5), 2),
        utm(5, 5),
        new ClassStyle(
            List.of("reeds & <water> \"deep\"", "Wald, trocken \u2013 ö"),
            List.of(Color.RED, Color.BLUE)),
        LabelConsumer.NONE,
        2);
    NodeList names =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("classes.tif.aux.xml").toFile())
            .getElementsByTagName("Category");
    assertThat(IntStream.range(0, names.getLength()).mapToObj(i -> names.item(i).getTextContent()))
        .containsExactly("no data", "reeds & <water> \"deep\"", "Wald, trocken \u2013 ö");
  }

  @Test
  void namesAreWrittenAnewAndThePlaceStays() throws IOException {
    Path file = folder.resolve("a_classes.tif");
    Path into = Files.createDirectory(folder.resolve("into"));
    List<String> names = style(2).names();
    for (String place : List.of("", "  <SRS>LOCAL_CS[\"mine\"]</SRS>\n")) {
      Files.writeString(
          folder.resolve("a_classes.tif.aux.xml"), GdalXml.categories(List.of("old"), place));
      ClassifiedTiff.rewriteNames(file, style(2), into);
      assertThat(into.resolve("a_classes.tif.aux.xml"))
          .hasContent(GdalXml.categories(names, place));
      assertThat(into.resolve("a_classes.qml")).content().contains("class 2");
    }
    Files.delete(folder.resolve("a_classes.tif.aux.xml"));
    ClassifiedTiff.rewriteNames(file, style(2), into);
    assertThat(into.resolve("a_classes.tif.aux.xml")).hasContent(GdalXml.categories(names, ""));
  }

  @Test
  void descriptionsOfBands() throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new org.xml.sax.InputSource(
                    new java.io.StringReader(GdalXml.descriptions(List.of("B2", "a<b")))));
    NodeList names = document.getElementsByTagName("Item");
    assertThat(names.item(0).getTextContent()).isEqualTo("B2");
    assertThat(names.item(1).getTextContent()).isEqualTo("a<b");
    assertThat(
            document
                .getElementsByTagName("Item")
                .item(1)
                .getAttributes()
                .getNamedItem("sample")
                .getTextContent())
        .isEqualTo("1");
  }

  @Test
  void aBlockThatCannotBeReadEndsTheWriting() {
    LabelReader broken =
        new LabelReader() {
          @Override
          public List<Rectangle> windows() {
            return List.of(new Rectangle(300, 300));
          }

          @Override
          public void read(int block, byte[] cells) throws IOException {
            throw new IOException("b4.tif is cut off");
          }
        };
    assertThatThrownBy(
            () ->
                ClassifiedTiff.write(
                    folder.resolve("c.tif"),
                    broken,
                    utm(300, 300),
                    style(2),
                    LabelConsumer.NONE,
                    2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b4.tif is cut off");
  }

  @Test
  void aConsumerCanStopTheWriting() {
    assertThatThrownBy(
            () ->
                write(
                    utm(300, 600),
                    windows(300, 600, 300, 100),
                    8,
                    (top, count, width, rows) -> {
                      throw new java.util.concurrent.CancellationException("stopped");
                    }))
        .isInstanceOf(java.util.concurrent.CancellationException.class)
        .hasMessage("stopped");
  }

  @Test
  void aFolderThatIsNotThere() {
    assertThatThrownBy(
            () ->
                ClassifiedTiff.write(
                    folder.resolve("none/c.tif"),
                    new Pattern(windows(5, 5, 5, 5), 2),
                    utm(5, 5),
                    style(2),
                    LabelConsumer.NONE,
                    2))
        .isInstanceOf(IOException.class);
  }

  @Test
  void gdalAgrees() throws Exception {
    Path file = write(utm(600, 300), 8);
    String said;
    try {
      Process gdalinfo =
          new ProcessBuilder("gdalinfo", file.toString()).redirectErrorStream(true).start();
      said = new String(gdalinfo.getInputStream().readAllBytes());
      assertThat(gdalinfo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } catch (IOException e) {
      Assumptions.abort("gdalinfo is not installed");
      return;
    }
    assertThat(said)
        .contains("Size is 600, 300")
        .contains("ID[\"EPSG\",32618]")
        .contains("Origin = (483285.0")
        .contains("Block=512x512 Type=Byte, ColorInterp=Palette")
        .contains("NoData Value=0")
        .contains("COMPRESSION=DEFLATE")
        .contains("3: class 3")
        .contains("3: 3,252,7,255")
        .doesNotContain("Warning")
        .doesNotContain("ERROR");
  }
}
