/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;

/**
 * One image of a file that is written, the full one or an overview: takes rows from the top down,
 * cuts them into tiles, and gives every second pixel of every second row to the next smaller one.
 */
final class TiffLevel {
  private final int number;
  private final int width;
  private final int height;
  private final int pixel;
  private final int tile;
  private final PackedTiles tiles;

  /** Rows of the tiles that are being filled. */
  private final byte[] band;

  /** Null for the smallest. */
  private final TiffLevel next;

  private int top;
  private int filled;

  /**
   * @param number of the image, 0 for the full one
   * @param pixel bytes of one
   * @param tile width and height of a tile
   * @param smallest greatest width and height of the last image
   */
  TiffLevel(
      int number, int width, int height, int pixel, int tile, int smallest, PackedTiles tiles) {
    this.number = number;
    this.width = width;
    this.height = height;
    this.pixel = pixel;
    this.tile = tile;
    this.tiles = tiles;
    band = new byte[width * Math.min(tile, height) * pixel];
    next =
        count(width, height, smallest) == 1
            ? null
            : new TiffLevel(number + 1, half(width), half(height), pixel, tile, smallest, tiles);
  }

  /** How many images there are of so many pixels: each half as wide and high as the one before. */
  static int count(int width, int height, int smallest) {
    return Math.max(width, height) <= smallest ? 1 : 1 + count(half(width), half(height), smallest);
  }

  private static int half(int pixels) {
    return pixels / 2 + pixels % 2;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  TiffLevel next() {
    return next;
  }

  /** Reads and passes on all rows. */
  void readAll(PixelRows rows) throws IOException {
    while (top < height) {
      int count = Math.min(tile, height - top);
      rows.read(top, count, band);
      filled = count;
      endBand();
    }
  }

  /** Takes every second pixel of a row of the level above. */
  private void addHalf(byte[] rows, int row) throws IOException {
    int at = filled * width * pixel;
    for (int x = 0; x < width; x++) {
      int from = row + 2 * x * pixel;
      for (int b = 0; b < pixel; b++) {
        band[at++] = rows[from + b];
      }
    }
    filled++;
    if (filled == tile || top + filled == height) {
      endBand();
    }
  }

  private void endBand() throws IOException {
    for (int left = 0; left < width; left += tile) {
      byte[] cells = new byte[tile * tile * pixel];
      int length = Math.min(tile, width - left) * pixel;
      for (int y = 0; y < filled; y++) {
        System.arraycopy(band, (y * width + left) * pixel, cells, y * tile * pixel, length);
      }
      tiles.add(number, cells);
    }
    if (next != null) {
      for (int y = 0; y < filled; y += 2) { // a tile has an even number of rows
        next.addHalf(band, y * width * pixel);
      }
    }
    top += filled;
    filled = 0;
  }
}
