/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.SoftAssertions;
import org.geotools.api.data.DataSourceException;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One pattern in every type, compression, predictor, layout and byte order that GDAL writes. The
 * files are made by {@code src/test/gdal/tiffs.py}.
 */
class TiffMatrixTest {
  private static final int BANDS = 3;
  private static final int WIDTH = 19;
  private static final int HEIGHT = 23;
  private static final Rectangle[] WINDOWS = {
    new Rectangle(WIDTH, HEIGHT), new Rectangle(3, 4, 13, 14), new Rectangle(0, 5, WIDTH, 10),
  };

  @TempDir Path folder;
  private final TiffReaders readers = new TiffReaders();
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void unpack() throws IOException {
    try (var zip = new ZipInputStream(getClass().getResourceAsStream("tiffs.zip"))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.copy(zip, file);
        files.add(file);
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private static IntToDoubleFunction values(String name) {
    String type = name.substring(0, name.indexOf('-'));
    if (type.startsWith("Bits")) {
      int bits = Integer.parseInt(type.substring(4));
      return pattern -> pattern * 211 % (1 << bits);
    }
    return switch (type) {
      case "UInt8" -> pattern -> pattern;
      case "Int8" -> pattern -> pattern - 125;
      case "UInt32" -> pattern -> pattern * 17_000_001.0;
      case "Int64" -> pattern -> (pattern - 125) * 0x1p40;
      case "UInt64" -> pattern -> pattern * 0x1p56;
      case "UInt16" -> pattern -> pattern * 211;
      case "Int16" -> pattern -> pattern * 211 - 26_000;
      case "Int32" -> pattern -> pattern * 7001 - 900_000;
      default -> pattern -> pattern / 8.0 - 11;
    };
  }

  @Test
  void everyFileIsReadAsItWasWritten() throws IOException {
    assertThat(files).hasSizeGreaterThan(400);
    SoftAssertions softly = new SoftAssertions();
    for (Path file : files) {
      String name = file.getFileName().toString();
      TiffFile tiff = new TiffFile(file, readers);
      for (Rectangle window : WINDOWS) {
        softly
            .assertThat(wrongValues(tiff, window, values(name)))
            .as("%s, %s", name, window)
            .isZero();
      }
    }
    softly.assertAll();
  }

  private static int wrongValues(PixelSource tiff, Rectangle window, IntToDoubleFunction values)
      throws IOException {
    Raster raster = tiff.read(window);
    int wrong = 0;
    for (int b = 0; b < BANDS; b++) {
      for (int y = 0; y < window.height; y++) {
        for (int x = 0; x < window.width; x++) {
          int pattern = (b * 101 + (window.y + y) * 37 + window.x + x) % 251;
          double value = raster.getSampleDouble(raster.getMinX() + x, raster.getMinY() + y, b);
          wrong += value == values.applyAsDouble(pattern) ? 0 : 1;
        }
      }
    }
    return wrong;
  }

  /** GeoTools takes the pixels of the reader beneath as they come. */
  @Test
  void behindAReaderOfGeoToolsAFileIsReadAsItWasWrittenOrRefused() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    List<String> refused = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      GeoTiffReader reader;
      try {
        reader = new GeoTiffReader(file.toFile());
      } catch (DataSourceException e) { // by GeoTools itself
        refused.add(name);
        continue;
      }
      ReaderScene source =
          new ReaderScene(
              "s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
      try {
        PixelSource pixels = source.open(source.bandNames()).bands().get(0).pixels();
        for (Rectangle window : WINDOWS) {
          softly
              .assertThat(wrongValues(pixels, window, values(name)))
              .as("%s, %s", name, window)
              .isZero();
        }
      } catch (InputException e) {
        assertThat(e)
            .hasMessageContaining(file.toString())
            .hasMessageContaining("GeoTools")
            .hasMessageContaining("gdal_translate");
        refused.add(name);
      } catch (IOException e) {
        softly.fail(name, e);
      } finally {
        reader.dispose();
      }
    }
    softly.assertAll();
    assertThat(refused)
        .hasSizeGreaterThan(100)
        .allMatch(
            name ->
                name.matches(
                    "(Int8|UInt32|U?Int64|Half|Bits).*|.*-LZMA-.*|.*-BAND-whole-.*|Float64-.*-2-.*"
                        + "|UInt8-LZW-2-.*"));
  }
}
