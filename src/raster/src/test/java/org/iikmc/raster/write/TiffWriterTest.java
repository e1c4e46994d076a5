/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffFile;
import org.iikmc.raster.style.ClassStyle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffWriterTest {
  private static final String VALIDATOR =
      "import sys\n"
          + "from osgeo_utils.samples import validate_cloud_optimized_geotiff as v\n"
          + "sys.exit(v.main(['validate', '--full-check=yes', sys.argv[1]]))\n";

  @TempDir Path folder;

  private static Grid grid(int width, int height) {
    try {
      return new Grid(
          width,
          height,
          new AffineTransform2D(new AffineTransform(30, 0, 0, -30, 483_285, 4_627_215)),
          Optional.of(CRS.decode("EPSG:32618", true)));
    } catch (org.geotools.api.referencing.FactoryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PixelKind labels() {
    return PixelKind.labels(
        new ClassStyle(List.of("a", "b"), List.of(Color.RED, Color.BLUE)).colorModel());
  }

  /** A label that differs from those around it. */
  private static int label(int x, int y) {
    return (x + 7 * y + x * y) % 251;
  }

  private static PixelRows pattern(int width) {
    return (top, count, rows) -> {
      for (int i = 0; i < count * width; i++) {
        rows[i] = (byte) label(i % width, top + i / width);
      }
    };
  }

  private Path write(TiffWriter writer, int width) throws IOException {
    Path file = folder.resolve("m.tif");
    Files.deleteIfExists(file);
    writer.write(file, pattern(width));
    return file;
  }

  private static void assertIsPattern(PixelSource image, int width, int height, int step)
      throws IOException {
    int[] read =
        image.read(new Rectangle(width, height)).getSamples(0, 0, width, height, 0, (int[]) null);
    int[] expected =
        IntStream.range(0, width * height)
            .map(i -> label(step * (i % width), step * (i / width)))
            .toArray();
    assertThat(read).isEqualTo(expected);
  }

  /**
   * Each image has every second pixel of every second row of the one before, the first among them.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "512, 512, 0",
    "513, 1, 1",
    "1, 513, 1",
    "1023, 1025, 2",
    "2049, 700, 3",
    "515, 2600, 3",
  })
  void overviewsDownToOneTile(int width, int height, int overviews) throws IOException {
    Path file = write(TiffWriter.cloudOptimized(labels(), grid(width, height), 3), width);
    try (RasterReaders readers = new RasterReaders()) {
      TiffFile image = readers.tiff(file);
      assertIsPattern(image, width, height, 1);
      for (int n = 1; n <= overviews; n++) {
        int step = 1 << n;
        int wide = PixelSource.thinned(width, step);
        int high = PixelSource.thinned(height, step);
        PixelSource.Overview overview = image.overview(step).orElseThrow();
        assertThat(List.of(overview.width(), overview.height())).containsExactly(wide, high);
        assertIsPattern(overview.pixels(), wide, high, step);
      }
      if (overviews == 0) {
        assertThat(image.overview(2)).isEmpty();
      } else {
        PixelSource.Overview smallest = image.overview(1 << (overviews + 1)).orElseThrow();
        assertThat(Math.max(smallest.width(), smallest.height())).isLessThanOrEqualTo(512);
      }
    }
  }

  @Test
  void anyNumberOfThreadsWritesTheSameBytes() throws IOException {
    byte[] one =
        Files.readAllBytes(write(TiffWriter.cloudOptimized(labels(), grid(1300, 1100), 1), 1300));
    for (int threads : new int[] {2, 7}) {
      Path file = write(TiffWriter.cloudOptimized(labels(), grid(1300, 1100), threads), 1300);
      assertThat(Files.readAllBytes(file)).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "513, 2048, 1",
    "513, 2049, 2",
    "5000, 300, 1",
    "1023, 4095, 2",
    "2049, 4097, 3",
    "30, 9001, 5",
  })
  void stripsPackedApartMakeTheSameBytes(int width, int height, int strips) throws IOException {
    for (TiffWriter writer :
        List.of(
            TiffWriter.cloudOptimized(labels(), grid(width, height), 2),
            TiffWriter.cloudOptimized(labels(), grid(width, height), 2).bigAbove(500),
            TiffWriter.plain(labels(), grid(width, height), 2))) {
      byte[] whole = Files.readAllBytes(write(writer, width));
      assertThat(writer.strips()).isEqualTo(strips);
      PackedStrip[] packed = new PackedStrip[strips];
      for (int strip = strips - 1; strip >= 0; strip--) {
        packed[strip] = writer.pack(strip, pattern(width));
      }
      Path file = folder.resolve("strips.tif");
      Files.deleteIfExists(file);
      writer.write(file, List.of(packed));
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gdalCallsItCloudOptimized(boolean big) throws Exception {
    TiffWriter writer = TiffWriter.cloudOptimized(labels(), grid(1300, 1100), 2);
    Path file = write(big ? writer.bigAbove(1000) : writer, 1300);
    assertThat(Files.readAllBytes(file)[2]).isEqualTo((byte) (big ? 43 : 42));
    try (RasterReaders readers = new RasterReaders()) {
      assertIsPattern(readers.tiff(file), 1300, 1100, 1);
    }
    assertThat(run("gdalinfo", file.toString()))
        .contains("LAYOUT=COG")
        .contains("Overviews: 650x550, 325x275")
        .contains("Block=512x512 Type=Byte, ColorInterp=Palette")
        .doesNotContain("ERROR", "Warning");
    assertThat(run("/usr/bin/python3", "-c", VALIDATOR, file.toString()))
        .contains("is a valid cloud optimized GeoTIFF");
  }

  private static String run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Assumptions.assumeFalse(said.contains("ModuleNotFoundError"), "GDAL's Python is missing");
      return said;
    } catch (IOException e) {
      return Assumptions.abort(command[0] + " is not installed");
    }
  }

  @Test
  void namedBandsOfSixteenBits() throws IOException {
    Path file = folder.resolve("b.tif");
    TiffWriter.plain(PixelKind.shorts(List.of("B2", "a<b")), grid(700, 3), 2)
        .write(
            file,
            (top, count, rows) -> {
              for (int i = 0; i < count * 700; i++) {
                int value = top * 700 + i;
                rows[4 * i] = (byte) value;
                rows[4 * i + 1] = (byte) (value >> 8);
                rows[4 * i + 2] = (byte) ~value;
                rows[4 * i + 3] = (byte) (~value >> 8);
              }
            });
    try (RasterReaders readers = new RasterReaders()) {
      TiffFile image = readers.tiff(file);
      assertThat(new SceneFinder(readers).find(file).get(0).bandNames())
          .containsExactly("B2", "a<b");
      Raster pixels = image.read(new Rectangle(700, 3));
      for (int i = 0; i < 2100; i++) {
        assertThat(pixels.getSample(i % 700, i / 700, 0)).isEqualTo(i);
        assertThat(pixels.getSample(i % 700, i / 700, 1)).isEqualTo(0xFFFF - i);
      }
      assertThat(image.overview(2)).isEmpty();
    }
  }

  @Test
  void nothingButTheFileIsLeft() throws IOException {
    write(TiffWriter.cloudOptimized(labels(), grid(700, 600), 2), 700);
    assertThat(names()).containsExactly("m.tif");
  }

  /** For the folder's owner, who tells from it how much room was wanting. */
  @Test
  void aFailureLeavesWhatWasWritten() throws IOException {
    assertThatThrownBy(
            () ->
                TiffWriter.cloudOptimized(labels(), grid(700, 1600), 2)
                    .write(
                        folder.resolve("n.tif"),
                        (top, count, rows) -> {
                          if (top > 1000) {
                            throw new IOException("b4.tif is cut off");
                          }
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("b4.tif is cut off");
    assertThat(names()).containsExactly("n.tif.tiles");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
