/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestArchives;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes in archives are those of the folders that were packed. */
class ArchivedScenesTest {
  private static final String LANDSAT = "LC08_L1TP_013032_20180131_20180207_01_T1";
  private static final String TEMPORARY = "java.io.tmpdir";

  @TempDir Path folder;
  @TempDir Path temporary;
  private final String before = System.getProperty(TEMPORARY);
  private final RasterReaders readers = new RasterReaders();
  private final SceneFinder finder = new SceneFinder(readers);

  @BeforeEach
  void watchTemporaryFiles() throws IOException {
    TestTiffs.of(2, 2).write(folder.resolve("first.tif"));
    finder.find(folder.resolve("first.tif")); // GeoTools has its own files there
    Files.delete(folder.resolve("first.tif"));
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    readers.close();
    System.setProperty(TEMPORARY, before);
    assertThat(temporary).isEmptyDirectory();
  }

  /** With tiles, a mask, nodata and metadata. */
  private Path landsat() throws IOException {
    Path product = Files.createDirectories(folder.resolve("unpacked").resolve(LANDSAT));
    for (String band : List.of("B4", "B5", "BQA")) {
      TestTiffs.of(150, 90)
          .type(Type.UINT16)
          .tiles(64, 32)
          .values(
              (b, x, y) ->
                  band.equals("BQA") ? (x == 2 ? 1 : 2720) : y == 3 ? 0 : 100 * x + 20_000 - y)
          .write(product.resolve(LANDSAT + "_" + band + ".TIF"));
    }
    Files.writeString(
        product.resolve(LANDSAT + "_MTL.txt"),
        """
        GROUP = L1_METADATA_FILE
          GROUP = IMAGE_ATTRIBUTES
            SUN_ELEVATION = 30.0
          END_GROUP = IMAGE_ATTRIBUTES
          GROUP = RADIOMETRIC_RESCALING
            REFLECTANCE_MULT_BAND_4 = 2.0E-05
            REFLECTANCE_MULT_BAND_5 = 4.0E-05
            REFLECTANCE_ADD_BAND_4 = -0.1
            REFLECTANCE_ADD_BAND_5 = -0.2
          END_GROUP = RADIOMETRIC_RESCALING
        END_GROUP = L1_METADATA_FILE
        END
        """);
    return product;
  }

  private void assertSame(SceneSource found, SceneSource expected) throws IOException {
    assertThat(found.name()).isEqualTo(expected.name());
    assertThat(found.date()).isEqualTo(expected.date());
    assertThat(found.sensor()).isEqualTo(expected.sensor());
    assertThat(found.bandNames()).isEqualTo(expected.bandNames());
    assertThat(found.defaultBands()).isEqualTo(expected.defaultBands());
    Scene open = found.open(found.bandNames());
    Scene other = expected.open(expected.bandNames());
    assertThat(open.grid()).isEqualTo(other.grid());
    assertThat(open.quality()).hasSameSizeAs(other.quality());
    assertThat(open.physicalValues()).isEqualTo(other.physicalValues());
    assertThat(Arrays.deepEquals(SceneValues.of(found), SceneValues.of(expected))).isTrue();
  }

  private SceneSource only(Path path) throws IOException {
    List<SceneSource> scenes = finder.find(path);
    assertThat(scenes).hasSize(1);
    return scenes.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar", ".tar.gz", ".tgz", ".zip", ".TAR"})
  void aProduct(String ending) throws IOException {
    Path product = landsat();
    Path archive =
        TestArchives.write(folder.resolve(LANDSAT + ending), TestArchives.files(product));
    SceneSource scene = only(archive);
    assertSame(scene, only(product));
    assertThat(scene.name()).isEqualTo(LANDSAT);
    assertThat(scene.date()).contains(LocalDate.of(2018, 1, 31));
    assertThat(scene.open(List.of("B4", "B5")).physicalValues())
        .isInstanceOf(PhysicalValues.Known.class);
    double[][] values = SceneValues.of(scene);
    assertThat(values[0][0]).isEqualTo(20_000);
    assertThat(values[0]).contains(Double.NaN);
  }

  @Test
  void aProductInTheOnlyFolderOfAnArchive() throws IOException {
    Path product = landsat();
    Map<String, byte[]> files =
        new TreeMap<>(TestArchives.within(LANDSAT, TestArchives.files(product)));
    assertSame(only(TestArchives.write(folder.resolve("order.zip"), files)), only(product));
    Map<String, byte[]> deeper = new TreeMap<>(TestArchives.within("files", files));
    deeper.put("manifest.json", new byte[0]);
    deeper.put("__MACOSX/._x.TIF", new byte[9]);
    assertSame(only(TestArchives.write(folder.resolve("deeper.tgz"), deeper)), only(product));
  }

  @Test
  void aSentinel2ProductWithAllItsFolders() throws IOException {
    String name = "S2A_MSIL2A_20200101T105441_N0213_R051_T31UFU_20200101T121212";
    Path product = Files.createDirectories(folder.resolve("unpacked").resolve(name + ".SAFE"));
    Path images =
        Files.createDirectories(product.resolve("GRANULE/L2A_T31UFU_A023657/IMG_DATA/R10m"));
    TestTiffs.of(8, 6)
        .type(Type.UINT16)
        .values((b, x, y) -> 10 * x + y)
        .write(images.resolve("T31UFU_20200101T105441_B02_10m.tif"));
    Path archive =
        TestArchives.write(
            folder.resolve(name + ".zip"),
            TestArchives.within(name + ".SAFE", TestArchives.files(product)));
    assertSame(only(archive), only(product));
    assertThat(only(archive).name()).isEqualTo(name);
    Path beside = Files.move(product, folder.resolve(name + ".SAFE"));
    assertThat(beside).isDirectory();
    assertThat(finder.entry(archive)).as("unpacked beside").isEmpty();
  }

  @Test
  void filesCalledByTheirBandInAnArchiveCalledAsTheProduct() throws IOException {
    String name = "S2A_31UFU_20200101_0_L2A";
    Path product = Files.createDirectories(folder.resolve("unpacked").resolve(name));
    TestTiffs.of(3, 3).type(Type.UINT16).write(product.resolve("B02.tif"));
    Path archive = TestArchives.write(folder.resolve(name + ".zip"), TestArchives.files(product));
    assertSame(only(archive), only(product));
  }

  @Test
  void geoTiffs() throws IOException {
    Path series = Files.createDirectories(folder.resolve("series"));
    for (String name : List.of("a_20200101.tif", "b_20200202.tif", "b_20200202_udm2.tif")) {
      TestTiffs.of(9, 5).bands(3, (b, x, y) -> 9 * b + x).write(series.resolve(name));
    }
    Map<String, byte[]> files = TestArchives.files(series);
    for (Path archive :
        List.of(
            TestArchives.writeStored(folder.resolve("s.zip"), files),
            TestArchives.write(folder.resolve("s.tar"), TestArchives.within("in/there", files)))) {
      List<SceneSource> scenes = finder.find(archive);
      assertThat(scenes).extracting(SceneSource::name).containsExactly("a_20200101", "b_20200202");
      assertSame(scenes.get(1), finder.find(series).get(1));
    }
  }

  @Test
  void severalProductsInOneArchive() throws IOException {
    Map<String, byte[]> files = TestArchives.files(landsat());
    Map<String, byte[]> both = new TreeMap<>(TestArchives.within("one", files));
    both.putAll(TestArchives.within("two", files));
    Path archive = TestArchives.write(folder.resolve("both.tar"), both);
    assertThat(finder.find(archive)).extracting(SceneSource::name).containsExactly("one", "two");
  }

  @Test
  void anArchiveIsKnownByItsContentToo() throws IOException {
    Path archive = TestArchives.write(folder.resolve("x.tar"), TestArchives.files(landsat()));
    Path odd = Files.move(archive, folder.resolve(LANDSAT + ".download"));
    assertThat(only(odd).name()).isEqualTo(LANDSAT + ".download");
  }

  @Test
  void archivesInAFolderOfScenes() throws IOException {
    Path product = landsat();
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    TestTiffs.of(9, 5).write(scenes.resolve("a.tif"));
    TestArchives.write(scenes.resolve(LANDSAT + ".tar"), TestArchives.files(product));
    TestArchives.write(scenes.resolve("notes.zip"), Map.of("notes.txt", new byte[3]));
    assertThat(finder.find(scenes))
        .extracting(SceneSource::name)
        .containsExactlyInAnyOrder("a", LANDSAT);
    Path beside = Files.createDirectory(scenes.resolve(LANDSAT));
    assertThat(finder.find(scenes)).as("an empty folder is no product").hasSize(2);
    for (Path file : List.of(product.resolve(LANDSAT + "_B4.TIF"))) {
      Files.copy(file, beside.resolve(file.getFileName()));
    }
    assertThat(finder.find(scenes)).as("the same scene once").hasSize(2);
    assertThat(finder.find(scenes).get(0).bandNames()).containsExactly("B4");
  }

  @Test
  void aServedFolderNoticesArchivesThatComeAndChange() throws IOException {
    Path product = landsat();
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    List<String> told = new ArrayList<>();
    SceneFolder served = new SceneFolder(scenes, finder, e -> told.add(e.getMessage()));
    assertThat(served.scenes()).isEmpty();
    Path archive = scenes.resolve(LANDSAT + ".tgz");
    Files.write(archive, new byte[600]);
    assertThat(served.scenes()).isEmpty();
    assertThat(served.scenes()).isEmpty();
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith(archive + " is no archive that can be read");
    TestArchives.write(archive, TestArchives.files(product));
    SceneSource scene = served.scenes().get(0);
    assertSame(scene, only(product));
    assertThat(served.scenes().get(0)).isSameAs(scene);
    TestArchives.write(archive, Map.of(LANDSAT + "_B7.TIF", Files.readAllBytes(bandFile(product))));
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
    assertThat(served.scenes().get(0).bandNames()).containsExactly("B7");
    assertThatThrownBy(() -> scene.open(List.of("B4")))
        .isInstanceOfAny(IOException.class, InputException.class)
        .hasMessageNotContaining("\n");
  }

  private static Path bandFile(Path product) {
    return product.resolve(LANDSAT + "_B4.TIF");
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar", ".zip"})
  void aBandOnItsWayToAnotherMachine(String ending) throws Exception {
    Path product = landsat();
    Path archive =
        TestArchives.write(folder.resolve(LANDSAT + ending), TestArchives.files(product));
    Path entry = readers.archives().root(archive).resolve(LANDSAT + "_B4.TIF");
    FileAddress address = FileAddress.of(entry);
    assertThat(address.text()).isEqualTo("archive:" + archive.toUri() + "!/" + LANDSAT + "_B4.TIF");
    assertThat(address.path()).isEqualTo(entry);
    PixelSource sent = sent(readers.tiff(entry));
    Rectangle window = new Rectangle(10, 5, 100, 60);
    BitSet cells = PixelSource.all(6000);
    int[] found = sent.read(window, cells).getSamples(0, 0, 100, 60, 0, (int[]) null);
    assertThat(found)
        .isEqualTo(
            readers
                .tiff(bandFile(product))
                .read(window, PixelSource.all(6000))
                .getSamples(0, 0, 100, 60, 0, (int[]) null));
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
    assertThatThrownBy(() -> sent.read(window, cells))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was changed while it was read");
    // Of those that came by their address, until the JVM ends.
    ((Closeable) address.path().getFileSystem().provider()).close();
  }

  private static PixelSource sent(TiffFile file) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(file);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PixelSource) in.readObject();
    }
  }

  @Test
  void anAddressOfABandIsAScene() throws IOException {
    Path product = landsat();
    Path archive = TestArchives.write(folder.resolve("x.tar"), TestArchives.files(product));
    String text = "archive:" + archive.toUri() + "!/" + LANDSAT + "_B4.TIF";
    SceneSource scene = only(new FileAddress(text).path());
    assertThat(scene.name()).isEqualTo(LANDSAT + "_B4");
    assertThat(scene.open(List.of("1")).physicalValues()).isInstanceOf(PhysicalValues.Known.class);
  }

  @Test
  void anArchiveWithoutAScene() throws IOException {
    Path archive = TestArchives.write(folder.resolve("x.zip"), Map.of("a/b.txt", new byte[2]));
    assertThatThrownBy(() -> finder.find(archive))
        .isInstanceOf(InputException.class)
        .hasMessage(
            archive
                + " holds no scene: neither a raster file that can be read here, nor bands that are"
                + " named as those of a product; see whether it is complete, or give another one.");
    Path nested =
        TestArchives.write(folder.resolve("y.zip"), Map.of("x.zip", Files.readAllBytes(archive)));
    assertThatThrownBy(() -> finder.find(nested))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is an archive in an archive; unpack ");
  }

  @Test
  void aFileThatIsDamagedInAnArchive() throws IOException {
    Path product = landsat();
    byte[] bytes = Files.readAllBytes(bandFile(product));
    Path archive =
        TestArchives.write(
            folder.resolve("x.tar"), Map.of(LANDSAT + "_B4.TIF", Arrays.copyOf(bytes, 900)));
    assertThatThrownBy(() -> only(archive).open(List.of("B4")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(archive + "!/" + LANDSAT + "_B4.TIF can't be read as a GeoTIFF");
  }
}
