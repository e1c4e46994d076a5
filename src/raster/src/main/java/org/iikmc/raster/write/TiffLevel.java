/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One image of a file that is written, the full one or an overview: takes rows from the top down,
 * cuts them into tiles, and gives every second pixel of every second row to the next smaller one.
 */
final class TiffLevel implements HalvedRows {
  private final int number;
  private final int width;
  private final int height;
  private final int pixel;
  private final int tile;
  private final TileSink tiles;

  /** Rows of the tiles that are being filled. */
  private final byte[] band;

  /** Null for the smallest. */
  private final HalvedRows next;

  private int top;
  private int filled;

  /**
   * @param number of the image, 0 for the full one
   * @param pixel bytes of one
   * @param tile width and height of a tile
   * @param next takes every second pixel; null if nobody does
   */
  TiffLevel(
      int number, int width, int height, int pixel, int tile, TileSink tiles, HalvedRows next) {
    this.number = number;
    this.width = width;
    this.height = height;
    this.pixel = pixel;
    this.tile = tile;
    this.tiles = tiles;
    this.next = next;
    band = new byte[width * Math.min(tile, height) * pixel];
  }

  /**
   * An image and those after it, each of which takes its rows from the one before.
   *
   * @param images how many
   * @param last takes the rows of the last; null if nobody does
   * @return the full one first
   */
  static List<TiffLevel> chain(
      int images, int width, int height, int pixel, int tile, TileSink tiles, HalvedRows last) {
    List<TiffLevel> levels = new ArrayList<>();
    HalvedRows next = last;
    for (int i = images - 1; i >= 0; i--) {
      TiffLevel level =
          new TiffLevel(i, reduced(width, i), reduced(height, i), pixel, tile, tiles, next);
      levels.add(0, level);
      next = level;
    }
    return levels;
  }

  /** Columns or rows of an image that was halved so many times. */
  static int reduced(int pixels, int times) {
    int reduced = pixels;
    for (int i = 0; i < times; i++) {
      reduced = half(reduced);
    }
    return reduced;
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

  /** Reads and passes on all rows. */
  void readAll(PixelRows rows) throws IOException {
    while (top < height) {
      int count = Math.min(tile, height - top);
      rows.read(top, count, band);
      filled = count;
      endBand();
    }
  }

  /** Takes rows as they are. */
  void addRows(byte[] rows) throws IOException {
    int size = width * pixel;
    for (int from = 0; from < rows.length; from += size) {
      System.arraycopy(rows, from, band, filled * size, size);
      endRow();
    }
  }

  @Override
  public void addHalf(byte[] rows, int row) throws IOException {
    int at = filled * width * pixel;
    for (int x = 0; x < width; x++) {
      int from = row + 2 * x * pixel;
      for (int b = 0; b < pixel; b++) {
        band[at++] = rows[from + b];
      }
    }
    endRow();
  }

  private void endRow() throws IOException {
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
