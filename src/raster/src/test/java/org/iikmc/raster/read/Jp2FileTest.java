/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JPEG 2000 files are read as GDAL reads them: pixels, places, what is left out. */
class Jp2FileTest {
  /** Lossy files may differ by rounding alone. */
  private static final double ROUNDING = 1;

  @TempDir Path folder;

  private final RasterReaders readers = new RasterReaders();
  private List<String> names;

  @BeforeEach
  void unpack() throws IOException {
    names = Jp2Samples.unpack(folder);
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private RasterFile open(String name) throws IOException {
    return readers.open(folder.resolve(name + ".jp2"));
  }

  private Jp2Samples.Judged judged(String name) throws IOException {
    return Jp2Samples.Judged.of(folder.resolve(name + ".jp2.raw"));
  }

  private static double tolerance(String name) {
    return name.startsWith("lossy") && !name.equals("lossy-whole") ? ROUNDING : 0;
  }

  private static List<Band> bands(RasterFile file) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < file.bandNames().size(); i++) {
      if (!file.isAlpha(i)) {
        bands.add(file.band(i));
      }
    }
    return bands;
  }

  /** Value of a band; NaN where there is none. */
  private static double value(Raster raster, BitSet cells, Band band, int x, int y) {
    double value = raster.getSampleDouble(raster.getMinX() + x, raster.getMinY() + y, band.index());
    return cells.get(y * raster.getWidth() + x) && !band.nodata().matches(value)
        ? value
        : Double.NaN;
  }

  private static void assertSame(double ours, double gdals, double tolerance, String where) {
    boolean same = Double.isNaN(ours) ? Double.isNaN(gdals) : Math.abs(ours - gdals) <= tolerance;
    if (!same) { // assertions take longer than reading
      assertThat(ours).as(where).isCloseTo(gdals, within(tolerance));
    }
  }

  @Test
  void pixelsAreThoseOfGdal() throws IOException {
    assertThat(names).hasSizeGreaterThan(40);
    for (String name : names) {
      RasterFile file = open(name);
      Jp2Samples.Judged gdal = judged(name);
      assertThat(List.of(file.grid().width(), file.grid().height(), bands(file).size()))
          .as(name)
          .isEqualTo(List.of(gdal.width(), gdal.height(), gdal.bands()));
      BitSet cells = PixelSource.all(gdal.width() * gdal.height());
      Raster raster = file.read(file.grid().bounds(), cells);
      List<Band> bands = bands(file);
      for (int b = 0; b < bands.size(); b++) {
        for (int y = 0; y < gdal.height(); y++) {
          for (int x = 0; x < gdal.width(); x++) {
            double ours = value(raster, cells, bands.get(b), x, y);
            assertSame(ours, gdal.at(b, x, y), tolerance(name), name + " at " + x + ", " + y);
          }
        }
      }
    }
  }

  @Test
  void aWindowIsTheSameAsThatPartOfTheWhole() throws IOException {
    for (String name : names) {
      RasterFile file = open(name);
      Raster whole = file.read(file.grid().bounds());
      int width = file.grid().width();
      int height = file.grid().height();
      Rectangle window =
          new Rectangle(width / 3, height / 5, Math.max(1, width / 2), Math.max(1, height / 2));
      Raster part = file.read(window);
      BitSet cells = PixelSource.all(window.width * window.height);
      Raster thinned = file.read(window, 3, cells);
      assertThat(thinned.getWidth()).isEqualTo((window.width + 2) / 3);
      for (int b = 0; b < whole.getNumBands(); b++) {
        for (int y = 0; y < window.height; y++) {
          for (int x = 0; x < window.width; x++) {
            int expected = whole.getSample(window.x + x, window.y + y, b);
            assertSame(part.getSample(x, y, b), expected, 0, name);
            if (x % 3 == 0 && y % 3 == 0) {
              assertSame(thinned.getSample(x / 3, y / 3, b), expected, 0, name);
            }
          }
        }
      }
    }
  }

  @Test
  void storedResolutionsAreOverviewsAndThoseOfGdal() throws IOException {
    int compared = 0;
    for (String name : names) {
      Path raw = folder.resolve(name + ".jp2.1.raw");
      if (!Files.exists(raw)) {
        continue;
      }
      Jp2Samples.Judged gdal = Jp2Samples.Judged.of(raw);
      PixelSource.Overview half = open(name).overview(2).orElseThrow();
      assertThat(List.of(half.width(), half.height()))
          .as(name)
          .isEqualTo(List.of(gdal.width(), gdal.height()));
      Raster raster = half.pixels().read(new Rectangle(half.width(), half.height()));
      for (int b = 0; b < gdal.bands(); b++) {
        for (int y = 0; y < gdal.height(); y++) {
          for (int x = 0; x < gdal.width(); x++) {
            assertSame(
                raster.getSample(x, y, b), gdal.at(b, x, y), tolerance(name), name + " " + x);
          }
        }
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(3);
  }

  @Test
  void aFileLiesWhereGdalSays() throws IOException {
    for (String name : names) {
      double[] g = judged(name).place();
      double[] ours = new double[6];
      open(name).grid().toWorld().getMatrix(ours);
      double[] gdals = {g[1], g[4], g[2], g[5], g[0], g[3]};
      for (int i = 0; i < 6; i++) {
        assertThat(ours[i]).as(name).isCloseTo(gdals[i], within(1e-9 * Math.abs(gdals[i]) + 1e-12));
      }
    }
    Map<String, Integer> systems =
        Map.of("geojp2", 32618, "gml", 32618, "gml2", 32618, "gml-degrees", 4326)
            .entrySet()
            .stream()
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    systems.put("gml-northing-first", 2180);
    for (var each : systems.entrySet()) {
      var grid = open(each.getKey()).grid();
      assertThat(grid.crs()).as(each.getKey()).isPresent();
      assertThat(crsCode(grid.crs().get())).as(each.getKey()).isEqualTo(each.getValue());
    }
    assertThat(open("no-crs").grid().crs()).isEmpty();
    assertThat(open("nowhere").grid().isGeoreferenced()).isFalse();
  }

  private static Integer crsCode(org.geotools.api.referencing.crs.CoordinateReferenceSystem crs) {
    try {
      return CRS.lookupEpsgCode(crs, true);
    } catch (org.geotools.api.referencing.FactoryException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatGdalKeepsBesideAFileCounts() throws IOException {
    RasterFile file = open("aux");
    assertThat(file.bandNames()).containsExactly("1", "red");
    assertThat(file.band(0).nodata().values()).containsExactly(100.0);
    assertThat(file.band(1).nodata().isEmpty()).isTrue();
    assertThat(file.band("red", 1, Optional.of(0.0)).nodata().values()).containsExactly(0.0);
  }

  @Test
  void valuesHaveTheLeastTypeThatHoldsThem() throws IOException {
    assertThat(open("uint8").band(0).type()).isEqualTo(SampleType.UINT8);
    assertThat(open("bits12").band(0).type()).isEqualTo(SampleType.UINT16);
    assertThat(open("int16").band(0).type()).isEqualTo(SampleType.INT16);
  }

  @Test
  void alphaIsNoBandButSaysWhereThereArePixels() throws IOException {
    RasterFile file = open("alpha");
    assertThat(List.of(file.isAlpha(0), file.isAlpha(3))).isEqualTo(List.of(false, true));
    BitSet cells = PixelSource.all(20);
    file.read(new Rectangle(0, 0, 20, 1), cells);
    assertThat(cells.nextSetBit(0)).isGreaterThanOrEqualTo(10);
    assertThat(file.isWhole()).isFalse();
  }

  @Test
  void tilesAreReadOneByOne() throws IOException {
    assertThat(open("uint16-1024").tileSize()).isEqualTo(new Dimension(1024, 1024));
    assertThat(open("uint16-tiles").tileSize()).isEqualTo(new Dimension(150, 77));
  }

  @Test
  void manyThreadsReadOneFile() throws Exception {
    RasterFile file = open("uint16-tiles");
    Raster whole = file.read(file.grid().bounds());
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        Rectangle window = new Rectangle(i * 17, i * 3, 40, 30);
        tasks.add(
            () -> {
              int[] part = file.read(window).getSamples(0, 0, 40, 30, 0, (int[]) null);
              int[] same = whole.getSamples(window.x, window.y, 40, 30, 0, (int[]) null);
              return Arrays.equals(part, same);
            });
      }
      for (var each : pool.invokeAll(tasks)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aFileThatIsSentReadsTheSame() throws Exception {
    RasterFile file = open("bits12");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(file.band(1));
    }
    Band sent;
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      sent = (Band) in.readObject();
    }
    Rectangle window = new Rectangle(5, 7, 30, 20);
    assertThat(sent.pixels().read(window).getSamples(0, 0, 30, 20, 1, (int[]) null))
        .isEqualTo(file.read(window).getSamples(0, 0, 30, 20, 1, (int[]) null));
  }

  @Test
  void aFileThatAnotherTookThePlaceOfIsNotRead() throws IOException {
    RasterFile file = open("uint8");
    Files.copy(
        folder.resolve("bands4.jp2"),
        folder.resolve("uint8.jp2"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> file.read(file.grid().bounds()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was changed while it was read");
  }

  /** The format tells no lies about lengths: all of a tile must be there. */
  @Test
  void aFileThatIsCutOffIsRefusedWhereverItEnds() throws IOException {
    for (String name : List.of("uint8", "order-LRCP", "style-63", "parts", "lossy-8")) {
      byte[] whole = Files.readAllBytes(folder.resolve(name + ".jp2"));
      for (int length = 12; length < whole.length - 2; length += 37) {
        Path cut = folder.resolve("cut.jp2");
        Files.write(cut, Arrays.copyOf(whole, length));
        assertThatThrownBy(
                () -> {
                  RasterFile file = readers.open(cut);
                  file.read(file.grid().bounds());
                })
            .as("%s cut off after %d of %d bytes", name, length, whole.length)
            .isInstanceOf(InputException.class)
            .hasMessageContaining("cut.jp2")
            .hasMessageNotContaining("\n");
      }
    }
  }

  /** The box of the codestream tells its length; here it says "to the end of the file". */
  @Test
  void tilesThatEndTooEarlyAreNoticedWithoutTheLengthOfTheBox() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("order-RPCL.jp2"));
    int box = indexOf(whole, "jp2c") - 4;
    ByteBuffer.wrap(whole).putInt(box, 0);
    Path file = folder.resolve("open.jp2");
    Files.write(file, whole);
    assertThat(readers.open(file).read(new Rectangle(10, 10)).getWidth()).isEqualTo(10);
    for (int length = box + 200; length < whole.length - 2; length += 41) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> readers.open(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cut off");
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /** Flag and transform of COD, and others of what this reader does not know. */
  @Test
  void whatIsNotReadHereIsRefusedWithTheRemedy() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("uint8.jp2"));
    int siz = indexOf(whole, "\u00ff\u0051");
    byte[] deep = whole.clone();
    deep[siz + 2 + 36 + 2] = 31;
    Files.write(folder.resolve("deep.jp2"), deep);
    assertThatThrownBy(() -> open("deep"))
        .isInstanceOf(UnsupportedRasterException.class)
        .hasMessageContaining("of 32 bits")
        .hasMessageContaining("install GDAL");
  }

  @Test
  void aHeaderThatContradictsThePixelsIsRefused() throws IOException {
    for (int at : new int[] {7, 11, 13}) { // last bytes of height, width and number of components
      byte[] whole = Files.readAllBytes(folder.resolve("uint8.jp2"));
      whole[indexOf(whole, "ihdr") + at]++;
      Files.write(folder.resolve("other.jp2"), whole);
      assertThatThrownBy(() -> open("other"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("its header and its pixels have different sizes");
    }
  }

  @Test
  void numbersOfColoursAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("uint8.jp2"));
    System.arraycopy(
        "pclr".getBytes(StandardCharsets.US_ASCII), 0, whole, indexOf(whole, "colr"), 4);
    Files.write(folder.resolve("palette.jp2"), whole);
    assertThatThrownBy(() -> open("palette"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("numbers of colours")
        .hasMessageContaining("-expand rgb");
  }

  @Test
  void aReferenceSystemThatIsNotKnownIsNotLostInSilence() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("gml.jp2"));
    String text = new String(whole, StandardCharsets.ISO_8859_1).replace("::32618", "::99999");
    Files.write(folder.resolve("unknown.jp2"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> open("unknown"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'urn:ogc:def:crs:EPSG::99999'");
  }

  @Test
  void aCodestreamAloneIsReadToo() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("uint16.jp2"));
    int start = indexOf(whole, "jp2c") + 4;
    Path bare = folder.resolve("bare.j2k");
    Files.write(bare, Arrays.copyOfRange(whole, start, whole.length));
    RasterFile file = readers.open(bare);
    Rectangle window = new Rectangle(20, 20, 50, 60);
    assertThat(file.read(window).getSamples(0, 0, 50, 60, 0, (int[]) null))
        .isEqualTo(open("uint16").read(window).getSamples(0, 0, 50, 60, 0, (int[]) null));
  }
}
