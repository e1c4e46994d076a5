/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.SoftAssertions;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies on no file system of this machine is read as what does. */
class OtherFileSystemTest {
  private static final String LANDSAT = "LC08_L1TP_013032_20180131_20180207_01_T1";

  @TempDir Path local;
  private final RasterReaders readers = new RasterReaders();
  private FileSystem system;
  private Path other;

  @BeforeEach
  void make() throws IOException {
    system = Jimfs.newFileSystem(Configuration.unix());
    other = Files.createDirectory(system.getPath("/scenes"));
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
    system.close();
  }

  private List<String> unpack(String zipped, Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (var zip = new ZipInputStream(getClass().getResourceAsStream(zipped))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
        names.add(entry.getName());
      }
    }
    return names;
  }

  private void copyToOther() throws IOException {
    try (Stream<Path> all = Files.walk(local)) {
      for (Path path : all.filter(each -> !each.equals(local)).toList()) {
        Files.copy(path, other.resolve(local.relativize(path).toString()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiffs.zip", "kinds.zip"})
  void everyKindOfTiff(String zipped) throws IOException {
    unpack(zipped, local);
    SoftAssertions softly = new SoftAssertions();
    for (String name : unpack(zipped, other)) {
      if (name.endsWith(".tif") && !name.startsWith("refused-")) {
        TiffFile expected = readers.tiff(local.resolve(name));
        TiffFile found = readers.tiff(other.resolve(name));
        Rectangle all = new Rectangle(expected.grid().width(), expected.grid().height());
        softly.assertThat(found.grid()).as(name).isEqualTo(expected.grid());
        softly.assertThat(found.bandNames()).as(name).isEqualTo(expected.bandNames());
        softly.assertThat(found.tellsTheSameOfItsBands(expected)).as(name).isTrue();
        for (Rectangle window : List.of(all, all.intersection(new Rectangle(3, 4, 11, 12)))) {
          for (int step : new int[] {1, 3}) {
            softly
                .assertThat(pixels(found, window, step))
                .as("%s, %s, step %d", name, window, step)
                .isEqualTo(pixels(expected, window, step));
          }
        }
      }
    }
    softly.assertAll();
  }

  /** The cells and then the values of each band. */
  private static List<Object> pixels(PixelSource source, Rectangle window, int step)
      throws IOException {
    int width = PixelSource.thinned(window.width, step);
    int height = PixelSource.thinned(window.height, step);
    BitSet cells = PixelSource.all(width * height);
    Raster raster = source.read(window, step, cells);
    List<Object> all = new ArrayList<>(List.of(cells));
    for (int band = 0; band < raster.getNumBands(); band++) {
      double[] values =
          raster.getSamples(
              raster.getMinX(), raster.getMinY(), width, height, band, (double[]) null);
      all.add(Arrays.stream(values).boxed().toList());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tilesBeyondWhatIsHeldAtOnce(boolean planar) throws IOException {
    TestTiffs tiff =
        TestTiffs.of(700, 500)
            .type(Type.UINT16)
            .bands(3, (b, x, y) -> 20_000 * b + 17 * x + y)
            .tiles(64, 48);
    if (planar) {
      tiff.planar();
    }
    tiff.write(local.resolve("a.tif"));
    copyToOther();
    TiffFile expected = readers.tiff(local.resolve("a.tif"));
    TiffFile found = readers.tiff(other.resolve("a.tif"));
    for (Rectangle window : List.of(new Rectangle(700, 500), new Rectangle(100, 90, 500, 300))) {
      assertThat(pixels(found, window, 1)).isEqualTo(pixels(expected, window, 1));
    }
  }

  @Test
  void aProductWithItsMetadataAndQuality() throws IOException {
    Path folder = Files.createDirectory(local.resolve(LANDSAT));
    for (String band : List.of("B4", "B5", "BQA")) {
      TestTiffs.of(6, 4)
          .type(Type.UINT16)
          .values((b, x, y) -> band.equals("BQA") ? (x == 2 ? 1 : 2720) : 100 * x + y)
          .write(folder.resolve(LANDSAT + "_" + band + ".TIF"));
    }
    Files.writeString(
        folder.resolve(LANDSAT + "_MTL.txt"),
        """
        GROUP = L1_METADATA_FILE
          GROUP = PRODUCT_METADATA
            DATE_ACQUIRED = 2018-01-31
          END_GROUP = PRODUCT_METADATA
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
    copyToOther();
    SceneFinder finder = new SceneFinder(readers);
    SceneSource scene = finder.find(other).get(0);
    SceneSource expected = finder.find(local).get(0);
    assertThat(scene.name()).isEqualTo(LANDSAT);
    assertThat(scene.date()).isEqualTo(expected.date()).isPresent();
    assertThat(finder.find(other.resolve(LANDSAT)).get(0).name()).isEqualTo(LANDSAT);
    Scene open = scene.open(List.of("B4", "B5"));
    assertThat(open.quality()).hasSize(1);
    assertThat(open.physicalValues())
        .isInstanceOf(PhysicalValues.Known.class)
        .isEqualTo(expected.open(List.of("B4", "B5")).physicalValues());
    assertThat(Arrays.deepToString(SceneValues.of(scene)))
        .isEqualTo(Arrays.deepToString(SceneValues.of(expected)));
    assertThat(SceneValues.of(scene)[0]).contains(Double.NaN, 503);
  }

  @Test
  void overviewsBesideTheFile() throws IOException {
    TestTiffs.of(64, 64).values((b, x, y) -> x + y).write(local.resolve("a.tif"));
    TestTiffs.of(32, 32).values((b, x, y) -> 2 * x + 2 * y).write(local.resolve("a.tif.ovr"));
    copyToOther();
    Optional<PixelSource.Overview> overview = readers.tiff(other.resolve("a.tif")).overview(2);
    assertThat(overview).map(PixelSource.Overview::width).contains(32);
    Rectangle all = new Rectangle(32, 32);
    assertThat(pixels(overview.orElseThrow().pixels(), all, 1))
        .isEqualTo(
            pixels(
                readers.tiff(local.resolve("a.tif")).overview(2).orElseThrow().pixels(), all, 1));
  }

  @Test
  void masksAndMaps() throws IOException {
    TestTiffs.of(5, 5).values((b, x, y) -> x == 1 ? 0 : 1).write(other.resolve("mask.tif"));
    TestTiffs.of(5, 5).values((b, x, y) -> x).write(other.resolve("one_classes.tif"));
    SceneFinder finder = new SceneFinder(readers);
    MaskRaster mask = finder.mask(other.resolve("mask.tif"));
    BitSet cells = PixelSource.all(25);
    mask.clip(readers.tiff(other.resolve("mask.tif")).grid(), new Rectangle(5, 5), cells);
    assertThat(cells.cardinality()).isEqualTo(20);
    assertThat(finder.maps(other)).extracting(SceneSource::name).containsExactly("one");
    assertThat(finder.find(other)).extracting(SceneSource::name).containsExactly("mask");
  }

  @Test
  void placesInAFile() throws IOException {
    Files.writeString(other.resolve("places.csv"), "x,y,class\n500010,4499990,3\n");
    Places places =
        new PlaceReader(Optional.of("EPSG:32618"), "crs").read(other.resolve("places.csv"));
    assertThat(places.all()).hasSize(1);
  }

  @Test
  void whatIsNotThereOrCutOffOrReplaced() throws IOException {
    SceneFinder finder = new SceneFinder(readers);
    assertThatThrownBy(() -> finder.find(other.resolve("no.tif")))
        .isInstanceOf(InputException.class)
        .hasMessage("/scenes/no.tif does not exist.");
    Path file = TestTiffs.of(90, 40).write(other.resolve("a.tif"));
    TiffFile open = readers.tiff(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 100));
    assertThatThrownBy(() -> finder.find(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is cut off after 100 bytes");
    assertThatThrownBy(() -> open.read(new Rectangle(3, 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was changed while it was read");
    Files.move(file, other.resolve("b.tif"), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> open.read(new Rectangle(3, 3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was taken away while it was read");
  }
}
