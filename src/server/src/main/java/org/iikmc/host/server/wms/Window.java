/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.iikmc.raster.PixelSource;

/**
 * Pixels of a source that were read for a map: a part of it, as coarse as the map allows.
 *
 * @param raster what was read
 * @param cells bit i is pixel i of the raster, row by row; set where there is one
 * @param left first column, in pixels of the level that was read
 * @param top first row
 * @param scaleX pixels that were read for each column of the source
 * @param scaleY for each row
 */
record Window(Raster raster, BitSet cells, double left, double top, double scaleX, double scaleY) {
  /**
   * Reads.
   *
   * @param width of the source
   * @param height of the source
   * @param wanted part of it, not empty
   * @param factor how many pixels of the source one of the map covers
   */
  static Window read(PixelSource source, int width, int height, Rectangle wanted, double factor)
      throws IOException {
    Optional<PixelSource.Overview> overview = source.overview(factor);
    PixelSource pixels = overview.map(PixelSource.Overview::pixels).orElse(source);
    int levelWidth = overview.map(PixelSource.Overview::width).orElse(width);
    int levelHeight = overview.map(PixelSource.Overview::height).orElse(height);
    double scaleX = (double) levelWidth / width;
    double scaleY = (double) levelHeight / height;
    int step = Math.max(1, (int) (factor * scaleX));
    Rectangle there = new Rectangle();
    there.x = (int) Math.floor(wanted.x * scaleX);
    there.y = (int) Math.floor(wanted.y * scaleY);
    there.width = (int) Math.ceil((wanted.x + wanted.width) * scaleX) - there.x;
    there.height = (int) Math.ceil((wanted.y + wanted.height) * scaleY) - there.y;
    there = there.intersection(new Rectangle(levelWidth, levelHeight));
    BitSet cells =
        PixelSource.all(
            PixelSource.thinned(there.width, step) * PixelSource.thinned(there.height, step));
    Raster raster = pixels.read(there, step, cells);
    return new Window(
        raster,
        cells,
        (double) there.x / step,
        (double) there.y / step,
        scaleX / step,
        scaleY / step);
  }

  /** Index of a pixel of the raster under a column of the source. */
  int x(float column) {
    int x = (int) (column * scaleX - left);
    return raster.getMinX() + Math.max(0, Math.min(raster.getWidth() - 1, x));
  }

  /** Likewise of a row. */
  int y(float row) {
    int y = (int) (row * scaleY - top);
    return raster.getMinY() + Math.max(0, Math.min(raster.getHeight() - 1, y));
  }
}
