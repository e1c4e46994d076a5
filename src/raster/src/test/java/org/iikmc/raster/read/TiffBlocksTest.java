/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelSource;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffBlocksTest {
  private static final int WIDTH = 70;
  private static final int HEIGHT = 50;

  @TempDir Path folder;
  private final TiffReaders readers = new TiffReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private static int value(int band, int x, int y) {
    return 1000 * band + 7 * x + y;
  }

  private static TestTiffs tiff(String layout) {
    TestTiffs tiff = TestTiffs.of(WIDTH, HEIGHT).type(Type.UINT16).bands(3, TiffBlocksTest::value);
    if (layout.contains("planar")) {
      tiff.planar();
    }
    if (layout.contains("big-endian")) {
      tiff.bigEndian();
    }
    if (layout.contains("deflated")) {
      tiff.deflated();
    }
    return layout.contains("strips") ? tiff.strips(7) : tiff.tiles(16, 32);
  }

  /** Windows that begin and end anywhere in tiles and strips, and every n-th pixel of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiles",
        "strips",
        "planar tiles",
        "planar strips",
        "big-endian tiles",
        "big-endian planar strips",
        "deflated tiles",
        "deflated planar big-endian strips"
      })
  void anyWindowAndStep(String layout) throws IOException {
    TiffFile file = new TiffFile(tiff(layout).write(folder.resolve("a.tif")), readers);
    for (Rectangle window :
        new Rectangle[] {
          new Rectangle(WIDTH, HEIGHT),
          new Rectangle(16, 32, 16, 18),
          new Rectangle(15, 6, 35, 28),
          new Rectangle(69, 49, 1, 1)
        }) {
      for (int step : new int[] {1, 2, 3, 17, 100}) {
        int width = PixelSource.thinned(window.width, step);
        int height = PixelSource.thinned(window.height, step);
        Raster raster = file.read(window, step, PixelSource.all(width * height));
        assertThat(raster.getWidth()).isEqualTo(width);
        assertThat(raster.getHeight()).isEqualTo(height);
        for (int i = 0; i < width * height; i++) {
          for (int band = 0; band < 3; band++) {
            assertThat(raster.getSample(i % width, i / width, band))
                .isEqualTo(value(band, window.x + i % width * step, window.y + i / width * step));
          }
        }
      }
    }
  }

  /** As GDAL reads it: the second tile of the second row, of 16 by 32 pixels. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, true", "1, false"})
  void aTileThatIsNotInTheFileIsNodata(int step, boolean nodata) throws IOException {
    TestTiffs tiff = tiff("tiles").hole(6);
    if (nodata) {
      tiff.nodata("65000");
    }
    TiffFile file = new TiffFile(tiff.write(folder.resolve("a.tif")), readers);
    int width = PixelSource.thinned(WIDTH, step);
    int height = PixelSource.thinned(HEIGHT, step);
    BitSet cells = PixelSource.all(width * height);
    Raster raster = file.read(new Rectangle(WIDTH, HEIGHT), step, cells);
    Rectangle hole = new Rectangle(16, 32, 16, 32);
    for (int i = 0; i < width * height; i++) {
      int x = i % width * step;
      int y = i / width * step;
      boolean out = hole.contains(x, y);
      assertThat(cells.get(i)).isEqualTo(!(out && nodata));
      assertThat(raster.getSample(i % width, i / width, 2)).isEqualTo(out ? 0 : value(2, x, y));
    }
  }

  @Test
  void aFileThatTakesThePlaceOfAnotherIsNotReadByItsDirectory() throws IOException {
    Path path = tiff("tiles").write(folder.resolve("a.tif"));
    TiffFile file = new TiffFile(path, readers);
    Path other = tiff("strips").write(folder.resolve("b.tif"));
    Files.move(other, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> file.read(new Rectangle(3, 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.tif was changed while it was read; run it again.");
  }
}
