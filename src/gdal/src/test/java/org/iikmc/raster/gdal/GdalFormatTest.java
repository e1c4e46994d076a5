/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that {@code src/test/gdal/formats.py} writes with GDAL, read as scenes. */
class GdalFormatTest {
  private static final int WIDTH = 61;
  private static final int HEIGHT = 47;

  @TempDir static Path made;
  private static List<String> files;

  @TempDir Path folder;
  private RasterReaders readers;
  private SceneFinder finder;

  @BeforeAll
  static void make() throws IOException {
    Gdal.format();
    Gdal.run(
        made, "/usr/bin/python3", Path.of("src/test/gdal/formats.py").toAbsolutePath().toString());
    files = names(made);
  }

  @AfterAll
  static void nothingWasWrittenBesideTheData() throws IOException {
    assertThat(names(made)).isEqualTo(files);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeEach
  void open() {
    readers = Gdal.readers();
    finder = new SceneFinder(readers);
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private SceneSource scene(String name) throws IOException {
    return finder.find(made.resolve(name)).get(0);
  }

  private Scene opened(String name) throws IOException {
    SceneSource scene = scene(name);
    return scene.open(scene.defaultBands());
  }

  private static int pattern(int band, int x, int y) {
    return (band * 1000 + y * 61 + x * 7) % 9973;
  }

  private static void assertIsPattern(Band band, int number, Rectangle window) throws IOException {
    Raster raster = band.pixels().read(window);
    for (int y = 0; y < window.height; y++) {
      for (int x = 0; x < window.width; x++) {
        assertThat(raster.getSample(raster.getMinX() + x, raster.getMinY() + y, band.index()))
            .as("%s, %d, %d", band.name(), x, y)
            .isEqualTo(pattern(number, window.x + x, window.y + y));
      }
    }
  }

  /** What somebody else sends under the name of a GeoTIFF could name any file and server. */
  @Test
  void whatSomebodySentIsNotOpenedUnlessItIsATiff() throws IOException {
    Path sent = folder.resolve("sent.tif");
    Files.writeString(
        sent,
        "<VRTDataset rasterXSize='61' rasterYSize='47'><VRTRasterBand dataType='UInt16' band='1'>"
            + "<SimpleSource><SourceFilename>"
            + made.resolve("imagine.img")
            + "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
    assertThat(finder.find(sent)).hasSize(1);
    assertThatThrownBy(() -> finder.geoTiff(sent))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a TIFF");
  }

  @Test
  void secretsOfAnAddressAreInNoTextAndNoName() {
    assertThatThrownBy(() -> finder.find("/vsicurl/http://me:hidden@127.0.0.1:9/a.tif?sig=hidden"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("127.0.0.1:9/a.tif")
        .hasMessageNotContaining("hidden");
  }

  /** A quality band is a band of the file, so that all of the scene can be sent. */
  @Test
  void aSceneWithItsQualityBandCanBeSent() throws Exception {
    Gdal.python(
        folder,
        "from osgeo import gdal\n"
            + "d = gdal.GetDriverByName('HFA').Create('q.img', 3, 2, 2, gdal.GDT_UInt16)\n"
            + "for i, n in enumerate(['red', 'QA_PIXEL']):\n"
            + "    d.GetRasterBand(i + 1).SetDescription(n)\n"
            + "    d.GetRasterBand(i + 1).Fill(8 * i)\n");
    Scene scene = finder.find(folder.resolve("q.img")).get(0).open(List.of("red"));
    QualityBand band = scene.quality().get(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(band);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      QualityBand sent = (QualityBand) in.readObject();
      Raster raster = sent.pixels().read(new Rectangle(3, 2));
      assertThat(raster.getSample(0, 0, sent.index())).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bsq.dat, true",
    "bip.dat, true",
    "imagine.img, true",
    "lossless.jp2, false",
    "cube.nc, false",
    "four.hdf, false",
    "lerc.tif, true",
    "database.pix, true",
    "virtual.vrt, true",
  })
  void pixelsAndPlaceOfEachFormat(String name, boolean named) throws Exception {
    Scene scene = opened(name);
    assertThat(scene.name()).isEqualTo(name.replaceFirst("\\..*", ""));
    assertThat(scene.bands()).hasSize(3);
    if (named) {
      assertThat(scene.bands()).extracting(Band::name).containsExactly("blue", "green", "red");
    }
    assertThat(scene.type()).isEqualTo(name.endsWith("hdf") ? scene.type() : SampleType.UINT16);
    Grid grid = scene.grid();
    assertThat(grid.bounds()).isEqualTo(new Rectangle(WIDTH, HEIGHT));
    double[] place = new double[6];
    grid.toWorld().getMatrix(place);
    assertThat(place).containsExactly(10, 0, 0, -10, 600_000, 5_300_040);
    assertThat(CRS.lookupEpsgCode(grid.crs().orElseThrow(), false)).isEqualTo(32632);
    for (int b = 0; b < 3; b++) {
      assertIsPattern(scene.bands().get(b), b, grid.bounds());
      assertIsPattern(scene.bands().get(b), b, new Rectangle(31, 29, 17, 18));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagine.img",
        "place-sinusoidal.img",
        "place-albers.img",
        "place-unknown.dat",
        "place-none.dat",
        "place-degrees.img",
        "place-turned.vrt",
      })
  void aMapLiesWhereItsSceneLies(String name) throws IOException {
    Grid grid = opened(name).grid();
    Path map = folder.resolve("map.tif");
    ClassifiedTiff.write(
        map,
        new OneClass(grid),
        grid,
        new ClassStyle(List.of("a"), List.of(Color.RED)),
        (t, c, w, r) -> {},
        2);
    String script =
        """
        from osgeo import gdal
        one, other = gdal.Open(r'%s'), gdal.Open(r'%s')
        assert one.GetGeoTransform() == other.GetGeoTransform(), (one.GetGeoTransform(), other.GetGeoTransform())
        a, b = one.GetSpatialRef(), other.GetSpatialRef()
        assert (a is None) == (b is None), (a, b)
        if a:
            assert a.IsSame(b, ['IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES', 'CRITERION=EQUIVALENT']), (a.ExportToWkt(), b.ExportToWkt())
            assert a.GetAuthorityCode(None) == b.GetAuthorityCode(None)
        """;
    Gdal.python(folder, script.formatted(made.resolve(name), map));
    assertThat(grid.isGeoreferenced()).isEqualTo(!name.equals("place-none.dat"));
  }

  /** Labels of 1 everywhere. */
  private record OneClass(Grid grid) implements LabelReader {
    @Override
    public List<Rectangle> windows() {
      return List.of(grid.bounds());
    }

    @Override
    public void read(int block, byte[] cells) {
      Arrays.fill(cells, (byte) 1);
    }
  }

  @Test
  void whatTheFileSaysOfItsBands() throws IOException {
    SceneSource scene = scene("said.vrt");
    assertThat(scene.bandNames()).containsExactly("nir", "2");
    assertThat(scene.date()).contains(LocalDate.of(2019, 7, 4));
    assertThat(scene.categories()).containsEntry(1, "water").containsEntry(2, "forest").hasSize(2);
    List<Band> bands = scene.open(scene.bandNames()).bands();
    assertThat(bands.get(0).type()).isEqualTo(SampleType.INT16);
    assertThat(bands.get(0).nodata().values()).containsExactly(61.0);
    assertThat(bands.get(1).nodata().values()).isEmpty();
    assertThat(bands.get(0).scale()).isEqualTo(0.0001);
    assertThat(bands.get(0).offset()).isEqualTo(-0.1);
    assertThat(bands.get(1).scaling().isKnown()).isFalse();
  }

  @Test
  void aMaskLeavesPixelsOut() throws IOException {
    Scene scene = opened("masked-lerc.tif");
    PixelSource pixels = scene.bands().get(0).pixels();
    assertThat(pixels.isWhole()).isFalse();
    BitSet cells = PixelSource.all(30 * 2);
    pixels.read(new Rectangle(10, 5, 30, 2), cells);
    for (int i = 0; i < 60; i++) {
      assertThat(cells.get(i)).as("%d", i).isEqualTo(i % 30 >= 10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points.vrt | ground control points",
        "complex.img | complex numbers",
        "alpha.vrt | no band but alpha",
      })
  void whatIsNoSceneIsRefused(String name, String why) {
    assertThatThrownBy(() -> scene(name))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(why);
  }

  @Test
  void rastersOfTheLargestSizeAreTheBandsOfAContainer() throws IOException {
    Scene scene = opened("two.nc");
    assertThat(scene.bands()).extracting(Band::name).containsExactly("a", "b");
    for (int b = 0; b < 2; b++) {
      assertIsPattern(scene.bands().get(b), b, new Rectangle(0, 0, 48, 48));
    }
    SceneSource coarse = finder.find("NETCDF:\"" + made.resolve("two.nc") + "\":coarse").get(0);
    assertThat(coarse.name()).isEqualTo("two.nc_coarse");
    Scene small = coarse.open(coarse.bandNames());
    assertThat(small.grid().width()).isEqualTo(12);
    assertIsPattern(small.bands().get(0), 2, new Rectangle(0, 0, 12, 12));
  }

  @Test
  void surfaceReflectanceOfModis() throws IOException {
    Path file = folder.resolve("MOD09GA.A2014295.h18v04.006.2015290.nc");
    Files.copy(made.resolve("modis.nc"), file);
    SceneSource source = finder.find(file).get(0);
    assertThat(source.date()).contains(LocalDate.of(2014, 10, 22));
    assertThat(source.bandNames())
        .containsExactly(
            "sur_refl_b01",
            "sur_refl_b02",
            "sur_refl_b03",
            "sur_refl_b04",
            "sur_refl_b05",
            "sur_refl_b06",
            "sur_refl_b07");
    Scene scene = source.open(source.defaultBands());
    assertIsPattern(scene.bands().get(6), 7, scene.grid().bounds());
    assertThat(scene.bands().get(3).scale()).isEqualTo(0.0001);
    assertThat(scene.bands().get(3).scaling().quantity()).isEqualTo(Quantity.SURFACE_REFLECTANCE);
    var quality = scene.quality().get(0);
    assertThat(scene.quality()).hasSize(1);
    assertThat(quality.width()).isEqualTo(24);
    assertThat(quality.query().flags()).isEqualTo(QualityFlags.MODIS_STATE);
    Raster codes = quality.pixels().read(new Rectangle(5, 6, 1, 1));
    assertThat(codes.getSample(codes.getMinX(), codes.getMinY(), quality.index()))
        .isEqualTo(pattern(0, 5, 6));
    assertThat(scene.grid().crs().orElseThrow().toString()).contains("Sinusoidal");
    Files.copy(made.resolve("modis.nc"), folder.resolve("other.nc"));
    assertThat(finder.find(folder.resolve("other.nc")).get(0).bandNames())
        .contains("sur_refl_b01_1", "num_observations_500m")
        .hasSize(8);
  }

  @Test
  void addressesOfGdal() throws IOException {
    String zipped = "/vsizip/" + made.resolve("packed.zip") + "/in/packed.tif";
    SceneSource source = finder.find(zipped).get(0);
    assertThat(source.name()).isEqualTo("packed");
    assertIsPattern(source.open(List.of("green")).bands().get(0), 1, new Rectangle(WIDTH, HEIGHT));
    assertThat(finder.path(zipped)).isEmpty();
    assertThat(finder.path("scene.tif")).contains(Path.of("scene.tif"));
    GdalFormat gdal = new GdalFormat();
    assertThat(List.of("/vsicurl/https://a.b/c.tif", "/vsis3/a/b.tif", "HDF5:\"a.h5\"://b"))
        .allMatch(gdal::knows);
    assertThat(
            List.of("/data/vsizip/a.tif", "s3a://a/b.tif", "C:\\a.tif", "file:///a.tif", "NETCDF"))
        .noneMatch(gdal::knows);
    for (String none : List.of("/vsizip/none.zip/a.tif", "NETCDF:\"none.nc\":a")) {
      assertThatThrownBy(() -> finder.find(none))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("'" + none + "' can't be read by GDAL (");
    }
  }

  @Test
  void scenesOfAFolder() throws IOException {
    for (String name : files) {
      if (!name.matches("(points|complex|alpha|packed|place-|said|virtual).*")) {
        Files.copy(made.resolve(name), folder.resolve(name));
      }
    }
    for (String name : List.of("notes.dat", "empty.nc", "report.json", "table.csv", "read.txt")) {
      Files.writeString(folder.resolve(name), name.startsWith("empty") ? "" : "{}");
    }
    assertThat(finder.find(folder))
        .extracting(SceneSource::name)
        .containsExactly(
            "bip",
            "bsq",
            "cube",
            "database",
            "four",
            "imagine",
            "lerc",
            "lossless",
            "masked-lerc",
            "modis",
            "one",
            "plain",
            "two");
  }

  @Test
  void aFileThatWasChangedIsNotReadOn() throws IOException {
    Path file = folder.resolve("a.img");
    Files.copy(made.resolve("imagine.img"), file);
    Band band = finder.find(file).get(0).open(List.of("blue")).bands().get(0);
    assertIsPattern(band, 0, new Rectangle(5, 5));
    Files.copy(made.resolve("complex.img"), file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> band.pixels().read(new Rectangle(5, 5)))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " was changed while it was read; run it again.");
    Files.delete(file);
    assertThatThrownBy(() -> band.pixels().read(new Rectangle(5, 5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was taken away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.jp2", "cube.nc", "two.nc", "four.hdf", "bip.dat"})
  void severalThreadsReadAtOnce(String name) throws Exception {
    Scene scene = opened(name);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> reads = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int number = i % scene.bands().size();
        Rectangle window = new Rectangle(i % 13, i % 11, 30, 20 + i % 7);
        reads.add(
            () -> {
              assertIsPattern(scene.bands().get(number), number, window);
              return null;
            });
      }
      for (Future<Void> each : pool.invokeAll(reads)) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void smallerCopiesOfJpeg2000() throws IOException {
    PixelSource pixels = opened("lossless.jp2").bands().get(0).pixels();
    Optional<PixelSource.Overview> overview = pixels.overview(2);
    // A picture of so few pixels has none in some versions of GDAL.
    if (overview.isPresent()) {
      assertThat(overview.get().width()).isEqualTo(31);
      Raster raster = overview.get().pixels().read(new Rectangle(31, 24));
      assertThat(raster.getSampleDouble(4, 4, 0)).isCloseTo(pattern(0, 8, 8), within(200.0));
    }
    assertThat(pixels.overview(1)).isEmpty();
  }

  @Test
  void everyNthPixel() throws IOException {
    PixelSource pixels = opened("imagine.img").bands().get(0).pixels();
    BitSet cells = PixelSource.all(20 * 15);
    Raster raster = pixels.read(new Rectangle(1, 2, 58, 45), 3, cells);
    assertThat(raster.getSample(19, 14, 0)).isEqualTo(pattern(0, 58, 44));
  }

  @ParameterizedTest
  @ValueSource(strings = {"imagine.img", "bip.dat", "two.nc"})
  void aBandIsReadWhereItWasSent(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.copy(made.resolve(name), file);
    if (name.endsWith(".dat")) {
      Files.copy(made.resolve("bip.hdr"), folder.resolve("bip.hdr"));
    }
    SceneSource source = finder.find(file).get(0);
    Band band = source.open(source.bandNames()).bands().get(1);
    byte[] bytes = bytes(band);
    Band there = (Band) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    assertThat(there.pixels().tileSize()).isEqualTo(band.pixels().tileSize());
    assertIsPattern(there, 1, new Rectangle(2, 3, 20, 15));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    Band later = (Band) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    assertThatThrownBy(() -> later.pixels().read(new Rectangle(5, 5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file + " was changed while it was read");
  }

  private static byte[] bytes(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  @Test
  void temporaryFilesAreRemoved() throws IOException {
    var before = new TreeSet<>(temporary());
    opened("place-unknown.dat");
    assertThat(temporary()).isSubsetOf(before);
  }

  private static List<String> temporary() throws IOException {
    return names(Path.of(System.getProperty("java.io.tmpdir"))).stream()
        .filter(name -> name.startsWith("iikmc-gdal"))
        .toList();
  }
}
