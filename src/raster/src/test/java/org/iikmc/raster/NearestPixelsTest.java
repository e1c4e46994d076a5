/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.io.IOException;
import org.iikmc.kmeans.SampleType;
import org.iikmc.testing.TestTiffs.Values;
import org.junit.jupiter.api.Test;

class NearestPixelsTest {
  private static final double NONE = Double.NaN;

  private static NearestPixels pixels(Grid grid, Values values, Double... nodata) {
    return new NearestPixels(
        "The reference",
        MemoryScene.bands(
                MemoryScene.Source.of(DataBuffer.TYPE_USHORT, 1, values), SampleType.UINT16, nodata)
            .get(0),
        grid);
  }

  /** Of a grid that lies one pixel further east and half a pixel further south. */
  @Test
  void theCenterDecides() throws IOException {
    Grid shifted = MemoryScene.grid(3, 2, 32618, 500_030, 4_499_985, 30);
    assertThat(
            pixels(shifted, (b, x, y) -> 10 * y + x + 1, 12.0)
                .under(MemoryScene.utm(4, 3), new Rectangle(0, 0, 4, 3)))
        .containsExactly(
            // the centres of row 0 lie on the upper edge of the other's row 0
            NONE, 1, 2, 3, NONE, 11, NONE, 13, NONE, NONE, NONE, NONE);
  }

  @Test
  void aWindowIsSeenFromItsOwnCorner() throws IOException {
    Grid grid = MemoryScene.utm(5, 4);
    assertThat(pixels(grid, (b, x, y) -> 10 * y + x).under(grid, new Rectangle(3, 1, 2, 3)))
        .containsExactly(13, 14, 23, 24, 33, 34);
  }

  /** A thousandth of the pixels; at once it would be 9 million. */
  @Test
  void aMuchFinerBandIsReadInParts() throws IOException {
    Grid fine = MemoryScene.grid(3000, 3000, 32618, 500_000, 4_500_000, 0.03);
    NearestPixels pixels = pixels(fine, (b, x, y) -> x / 1000 + 3 * (y / 1000));
    assertThat(pixels.under(MemoryScene.utm(3, 3), new Rectangle(3, 3)))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void elsewhereThereIsNothing() throws IOException {
    Grid elsewhere = MemoryScene.grid(2, 2, 32618, 900_000, 4_500_000, 30);
    assertThat(pixels(elsewhere, (b, x, y) -> 1).under(MemoryScene.utm(2, 1), new Rectangle(2, 1)))
        .containsExactly(NONE, NONE);
  }
}
