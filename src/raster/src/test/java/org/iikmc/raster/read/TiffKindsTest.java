/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Masks, alpha bands, nodata and photometric interpretations, in files that {@code
 * src/test/gdal/kinds.py} wrote with GDAL.
 */
class TiffKindsTest {
  private static final int WIDTH = 19;
  private static final int HEIGHT = 23;
  private static final Rectangle ALL = new Rectangle(WIDTH, HEIGHT);
  private static final Rectangle HOLE = new Rectangle(7, 9);

  @TempDir Path folder;
  private final RasterReaders readers = new RasterReaders();

  @BeforeEach
  void unpack() throws IOException {
    try (var zip = new ZipInputStream(getClass().getResourceAsStream("kinds.zip"))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private Scene open(String name) throws IOException {
    FileScene scene = new FileScene(folder.resolve(name + ".tif"), readers, CommonGrid.NATIVE);
    return scene.open(scene.bandNames());
  }

  private static int pattern(int band, int x, int y) {
    return (band * 101 + y * 37 + x) % 251;
  }

  /** The pixels of a window that all bands have. */
  private static BitSet valid(Scene scene, Rectangle window) throws IOException {
    BitSet valid = PixelSource.all(window.width * window.height);
    for (Band band : scene.bands()) {
      Raster raster = band.pixels().read(window, valid);
      for (int i = 0; i < window.width * window.height; i++) {
        double value =
            raster.getSampleDouble(
                raster.getMinX() + i % window.width,
                raster.getMinY() + i / window.width,
                band.index());
        if (band.nodata().matches(value)) {
          valid.clear(i);
        }
      }
    }
    return valid;
  }

  @ParameterizedTest
  @CsvSource({
    "masked-within, 3",
    "masked-within-16bit, 3",
    "masked-within-jpeg, 3",
    "masked-within-tiles, 3",
    "masked-beside, 3",
    "masked-alpha, 3",
    "masked-alpha-premultiplied, 3",
    "masked-alpha-16bit, 3",
    "masked-alpha-fifth, 4",
    "masked-alpha-planes, 3",
    "masked-alpha-grey, 1",
    "masked-alpha-beside, 3",
    "masked-nodata-tag, 3",
    "masked-nodata-beside, 3",
    "masked-nodata-each, 3",
    "masked-colour, 3",
    "masked-colour-beside, 3",
    "masked-nodata-lowest, 1",
    "masked-nodata-fraction, 1",
  })
  void whatTheFileLeavesOutIsLeftOutAndAlphaIsNoBand(String name, int bands) throws IOException {
    Scene scene = open(name);
    assertThat(scene.bands()).hasSize(bands);
    assertThatTheHoleIsLeftOut(scene);
    if (name.equals("masked-nodata-beside")) {
      return; // georeferenced there too, where GeoTools does not look
    }
    GeoTiffReader reader = new GeoTiffReader(folder.resolve(name + ".tif").toFile());
    ReaderScene source =
        new ReaderScene(
            name, Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
    assertThat(source.bandNames()).hasSize(bands);
    assertThatTheHoleIsLeftOut(source.open(source.bandNames()));
    reader.dispose();
  }

  @ParameterizedTest
  @CsvSource({"webp-3, 0", "webp-strips, 0", "webp-4, 63"})
  void webpWithoutLossHasThePixelsThatWereWritten(String name, int leftOut) throws IOException {
    Scene scene = open(name);
    assertThat(scene.bands()).hasSize(3);
    Rectangle all = scene.grid().bounds();
    BitSet valid = PixelSource.all(all.width * all.height);
    for (Band band : scene.bands()) {
      Raster raster = band.pixels().read(all, valid);
      for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
        int x = i % all.width;
        int y = i / all.width;
        assertThat(raster.getSample(raster.getMinX() + x, raster.getMinY() + y, band.index()))
            .isEqualTo(pattern(band.index(), x, y));
      }
    }
    assertThat(valid.cardinality()).isEqualTo(all.width * all.height - leftOut);
  }

  @ParameterizedTest
  @CsvSource({
    "refused-webp, WebP with loss",
    "refused-lerc, LERC",
    "refused-lerc_deflate, LERC",
    "refused-lerc_zstd, LERC",
  })
  void whatNoLibraryReadsIsRefusedWithWhatDoes(String name, String kind) {
    assertThatThrownBy(() -> open(name))
        .isInstanceOf(UnsupportedRasterException.class)
        .hasMessageContaining(name + ".tif is compressed as " + kind)
        .hasMessageContaining("reads where GDAL is installed");
  }

  /** GeoTools would not read it. */
  @Test
  void webpIsNoCoverage() throws IOException {
    assertThatThrownBy(() -> readers.tiff(folder.resolve("webp-3.tif")).checkItNeedsNoCorrection())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("compressed as WebP, which GeoTools does not read");
  }

  private static void assertThatTheHoleIsLeftOut(Scene scene) throws IOException {
    for (Rectangle window :
        List.of(
            ALL,
            new Rectangle(5, 3, 11, 13),
            new Rectangle(6, 8, 1, 1),
            new Rectangle(7, 8, 1, 1))) {
      BitSet valid = valid(scene, window);
      for (int i = 0; i < window.width * window.height; i++) {
        int x = window.x + i % window.width;
        int y = window.y + i / window.width;
        assertThat(valid.get(i)).as("%d, %d in %s", x, y, window).isEqualTo(!HOLE.contains(x, y));
      }
    }
  }

  @Test
  void aFourthBandThatIsNoAlphaIsDataBehindACoverageReaderToo() throws IOException {
    GeoTiffReader reader = new GeoTiffReader(folder.resolve("opaque-four.tif").toFile());
    ReaderScene source =
        new ReaderScene("s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
    assertThat(source.bandNames()).hasSize(4);
    reader.dispose();
  }

  @Test
  void alphaOfACoverageAtHand() throws IOException {
    for (String name : List.of("masked-alpha", "masked-alpha-planes")) {
      GeoTiffReader reader = new GeoTiffReader(folder.resolve(name + ".tif").toFile());
      CoverageScene source = new CoverageScene("s", Optional.empty(), reader.read(null));
      assertThat(source.bandNames()).hasSize(3);
      BitSet valid = valid(source.open(source.bandNames()), ALL);
      assertThat(valid.get(0)).isFalse();
      assertThat(valid.cardinality()).isEqualTo(WIDTH * HEIGHT - HOLE.width * HOLE.height);
      reader.dispose();
    }
  }

  /** GeoTools takes the pixels of the reader beneath as they come. */
  @ParameterizedTest
  @ValueSource(strings = {"white-Byte-1", "white-UInt16-2"})
  void whatGeoToolsMisreadsIsRefusedBehindItsReader(String name) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(folder.resolve(name + ".tif").toFile());
    ReaderScene source =
        new ReaderScene("s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
    assertThatThrownBy(source::bandNames)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name + ".tif")
        .hasMessageContaining("gdal_translate -co PHOTOMETRIC=MINISBLACK");
    assertThatThrownBy(() -> new CoverageScene("s", Optional.empty(), reader.read(null)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name + ".tif");
    reader.dispose();
  }

  @Test
  void aFourthBandThatIsNoAlphaIsData() throws IOException {
    Scene scene = open("opaque-four");
    assertThat(scene.bands()).hasSize(4);
    assertThat(valid(scene, ALL).cardinality()).isEqualTo(WIDTH * HEIGHT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyNthPixelIsMaskedToo(int step) throws IOException {
    PixelSource pixels = open("masked-within-tiles").bands().get(0).pixels();
    int width = PixelSource.thinned(WIDTH, step);
    int height = PixelSource.thinned(HEIGHT, step);
    BitSet cells = PixelSource.all(width * height);
    Raster raster = pixels.read(ALL, step, cells);
    assertThat(raster.getWidth()).isEqualTo(width);
    for (int i = 0; i < width * height; i++) {
      int x = i % width * step;
      int y = i / width * step;
      assertThat(cells.get(i)).as("%d, %d", x, y).isEqualTo(!HOLE.contains(x, y));
      assertThat(raster.getSample(raster.getMinX() + i % width, raster.getMinY() + i / width, 1))
          .isEqualTo(pattern(1, x, y));
    }
  }

  @Test
  void valuesOfJpegAreThoseOfGdalButForRounding() throws IOException {
    Raster raster = open("masked-within-jpeg").bands().get(0).pixels().read(ALL);
    // Its pattern is too rough for JPEG: what counts is that it is red, green and blue.
    double mean = 0;
    for (int x = 8; x < WIDTH; x++) {
      mean += raster.getSample(raster.getMinX() + x, raster.getMinY() + 2, 0) / (WIDTH - 8.0);
    }
    assertThat(mean).isCloseTo(87, within(12.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void valuesForWhichWhiteIsZeroAreNotInverted(String layout) throws IOException {
    for (String type : List.of("Byte", "UInt16", "Int16")) {
      TiffFile file = readers.tiff(folder.resolve("white-" + type + "-" + layout + ".tif"));
      for (Rectangle window : List.of(ALL, new Rectangle(3, 4, 11, 13))) {
        Raster raster = file.read(window);
        for (int i = 0; i < window.width * window.height; i++) {
          int x = i % window.width;
          int y = i / window.width;
          int stored = pattern(0, window.x + x, window.y + y);
          int expected =
              switch (type) {
                case "Byte" -> stored;
                case "UInt16" -> stored * 211;
                default -> stored * 211 - 26_000;
              };
          assertThat(raster.getSample(raster.getMinX() + x, raster.getMinY() + y, 0))
              .as("%s at %d, %d", type, x, y)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 16"})
  void fewBitsForWhichWhiteIsZeroAreNotInverted(String number, int values) throws IOException {
    TiffFile file = readers.tiff(folder.resolve("white-bit-" + number + ".tif"));
    assertThat(file.band("1", 0, Optional.empty()).nodata().isEmpty()).isTrue();
    for (Rectangle window : List.of(ALL, new Rectangle(3, 4, 11, 13))) {
      Raster raster = file.read(window);
      for (int i = 0; i < window.width * window.height; i++) {
        int x = i % window.width;
        int y = i / window.width;
        assertThat(raster.getSample(raster.getMinX() + x, raster.getMinY() + y, 0))
            .as("%d, %d", x, y)
            .isEqualTo(pattern(0, window.x + x, window.y + y) % values);
      }
    }
  }

  /** Not all of them are known to GeoTools, and their keys not told apart by it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mollweide",
        "ease2",
        "geostationary",
        "compound",
        "local",
        "equal-earth",
        "albers",
        "point",
        "rotated",
      })
  void aMapSaysOfItsPlaceWhatItsSceneSays(String name) throws IOException {
    Grid grid = readers.tiff(folder.resolve("crs-" + name + ".tif")).grid();
    Path map = folder.resolve("map.tif");
    ClassifiedTiff.write(
        map,
        new OneClass(),
        grid,
        new ClassStyle(List.of("a"), List.of(Color.RED)),
        (t, c, w, r) -> {},
        2);
    Grid ofMap = readers.tiff(map).grid();
    assertThat(ofMap.source()).isEqualTo(grid.source());
    assertThat(ofMap.toWorld()).isEqualTo(grid.toWorld());
    assertThat(grid.source().orElseThrow().namesCrs()).isTrue();
  }

  @Test
  void whatStandsBesideASceneStandsBesideItsMap() throws IOException {
    Grid grid = readers.tiff(folder.resolve("crs-beside.tif")).grid();
    assertThat(grid.source().orElseThrow().keys()).isEmpty();
    Path map = folder.resolve("map.tif");
    ClassifiedTiff.write(
        map,
        new OneClass(),
        grid,
        new ClassStyle(List.of("a"), List.of(Color.RED)),
        (t, c, w, r) -> {},
        2);
    assertThat(Files.readString(folder.resolve("map.tif.aux.xml")))
        .contains(grid.source().orElseThrow().auxiliary())
        .contains("<Category>a</Category>");
    assertThat(readers.tiff(map).grid().toWorld()).isEqualTo(grid.toWorld());
  }

  /** Labels of 1 everywhere. */
  private static final class OneClass implements LabelReader {
    @Override
    public List<Rectangle> windows() {
      return List.of(ALL);
    }

    @Override
    public void read(int block, byte[] cells) {
      Arrays.fill(cells, (byte) 1);
    }
  }
}
