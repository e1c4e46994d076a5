/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.util.List;

/**
 * What the SIZ marker segment says (A.5.1): where image and tiles lie on the reference grid.
 *
 * @param x0 left edge of the image, likewise the others; right and bottom edges are outside
 * @param tileWidth of a whole tile
 * @param tileX0 left edge of the first tile
 * @param components of each pixel
 */
record ImageArea(
    int x0,
    int y0,
    int x1,
    int y1,
    int tileWidth,
    int tileHeight,
    int tileX0,
    int tileY0,
    List<Component> components) {
  /**
   * Kind of values.
   *
   * @param bits of a value, its sign included
   */
  record Component(int bits, boolean signed) {}

  int tilesAcross() {
    return (int) (((long) x1 - tileX0 + tileWidth - 1) / tileWidth);
  }

  int tilesDown() {
    return (int) (((long) y1 - tileY0 + tileHeight - 1) / tileHeight);
  }

  /** The part of the image in a tile. */
  Area tile(int index) {
    long left = tileX0 + (long) (index % tilesAcross()) * tileWidth;
    long top = tileY0 + (long) (index / tilesAcross()) * tileHeight;
    return new Area(
        (int) Math.max(left, x0),
        (int) Math.max(top, y0),
        (int) Math.min(left + tileWidth, x1),
        (int) Math.min(top + tileHeight, y1));
  }
}
