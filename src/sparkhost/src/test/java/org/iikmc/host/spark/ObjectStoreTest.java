/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.backend.spark.hadoop.S3Server;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffFile;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes in a store of objects are read by their addresses, and no more of them than is wanted. */
class ObjectStoreTest {
  private static final String LANDSAT = "LC09_L2SP_152043_20250404_20250406_02_T1";
  private static final int SIDE = 2048;
  private static final int TILE = 256;

  @TempDir static Path folder;
  private static S3Server server;
  private static JavaSparkContext spark;
  private static long size;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(folder.resolve("server"));
    Path tiled =
        TestTiffs.of(SIDE, SIDE)
            .type(Type.UINT16)
            .bands(2, ObjectStoreTest::value)
            .tiles(TILE, TILE)
            .write(folder.resolve("tiled.tif"));
    size = Files.size(tiled);
    server.put(tiled, "tiled.tif");
    Path band = TestTiffs.of(6, 4).type(Type.UINT16).write(folder.resolve("band.tif"));
    for (String name : List.of("SR_B4", "SR_B5", "QA_PIXEL")) {
      server.put(band, "series/" + LANDSAT + "/" + LANDSAT + "_" + name + ".TIF");
    }
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("ObjectStoreTest");
    conf.set("spark.ui.enabled", "false");
    server.settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    spark = new JavaSparkContext(conf);
  }

  @AfterAll
  static void stop() throws IOException {
    if (spark != null) {
      spark.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static int value(int band, int x, int y) {
    return 20_000 * band + 5 * x + 3 * y;
  }

  private static Path path(String key) {
    return new FileAddress(server.address(key)).path();
  }

  @Test
  void aWindowOfATiledFileFetchesItsTiles() throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      TiffFile file = readers.tiff(path("tiled.tif"));
      long before = server.bytesSent();
      int asked = server.requests().size();
      Rectangle window = new Rectangle(2 * TILE + 10, 3 * TILE + 20, 2 * TILE, 10);
      Raster raster = file.read(window);
      assertThat(raster.getSample(0, 0, 1)).isEqualTo(value(1, window.x, window.y));
      assertThat(raster.getSample(2 * TILE - 1, 9, 0))
          .isEqualTo(value(0, window.x + 2 * TILE - 1, window.y + 9));
      long tiles = 3L * TILE * TILE * 2 * Short.BYTES; // one after the other in the file
      assertThat(server.bytesSent() - before).isBetween(tiles, tiles + 5_000);
      assertThat(server.requests()).hasSize(asked + 1);
    }
    assertThat(size).isGreaterThan(16_000_000);
  }

  @Test
  void whatIsKnownOfAFileBeforeItsPixelsIsLittle() throws IOException {
    long before = server.bytesSent();
    try (RasterReaders readers = new RasterReaders()) {
      SceneSource scene = new SceneFinder(readers).find(path("tiled.tif")).get(0);
      assertThat(scene.name()).isEqualTo("tiled");
      scene.open(scene.bandNames());
    }
    assertThat(server.bytesSent() - before).isLessThan(size / 50);
  }

  @Test
  void aProductIsAFolderOfObjects() throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      int asked = server.requests().size();
      SceneSource scene = new SceneFinder(readers).find(path("series")).get(0);
      assertThat(scene.name()).isEqualTo(LANDSAT);
      assertThat(scene.bandNames()).containsExactly("B4", "B5");
      Scene open = scene.open(List.of("B5", "B4"));
      assertThat(open.quality()).isNotEmpty();
      assertThat(open.physicalValues()).isInstanceOf(PhysicalValues.Known.class);
      // of the folders, two questions and two lists; of each file, its head and its reference
      // system
      assertThat(server.requests().size() - asked).isLessThanOrEqualTo(4 + 3 * 2);
    }
  }

  @Test
  void whatIsNotThereAndWhatIsNotReached() {
    try (RasterReaders readers = new RasterReaders()) {
      SceneFinder finder = new SceneFinder(readers);
      assertThatThrownBy(() -> finder.find(path("no.tif")))
          .isInstanceOf(InputException.class)
          .hasMessage("s3a://scenes/no.tif does not exist.");
      assertThatThrownBy(
              () -> finder.find(new FileAddress("s3a://no-such-bucket/series/a.tif").path()))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "s3a://no-such-bucket/series/a.tif can't be reached (The specified bucket does not"
                  + " exist");
      assertThatThrownBy(() -> finder.find(new FileAddress("gs://bucket/a.tif").path()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("No FileSystem for scheme");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
