/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * A band as seen from the pixels of other grids: the pixel in which the centre of the other one
 * lies. Immutable and safe for use by several threads.
 *
 * @param what it is, to begin a message: "The mask"
 * @param band of one grid
 * @param grid that of the band
 */
public record NearestPixels(String what, Band band, Grid grid) implements Serializable {
  /** Of the band, read at once: one that is much finer than the other grid is read in parts. */
  private static final int MOST_CELLS = 1 << 22;

  /**
   * Values under the pixels of a window of another grid.
   *
   * @return row by row, as stored; NaN where the band has no pixel, or it means absent
   * @throws InputException if the two reference systems have nothing to do with each other
   */
  public double[] under(Grid other, Rectangle window) throws IOException {
    checkSystems(other);
    double[] values = new double[window.width * window.height];
    Arrays.fill(values, Double.NaN);
    fill(values, other, window, window);
    return values;
  }

  private void fill(double[] values, Grid other, Rectangle window, Rectangle part)
      throws IOException {
    double[] points = GridPoints.centers(other, part);
    GridPoints.toPixels(points, other.crs(), grid);
    Rectangle needed = needed(points);
    if (needed.isEmpty()) {
      return;
    }
    if ((long) needed.width * needed.height > MOST_CELLS && part.width * part.height > 1) {
      for (Rectangle half : halves(part)) {
        fill(values, other, window, half);
      }
      return;
    }
    BitSet there = PixelSource.all(needed.width * needed.height);
    Raster raster = band.pixels().read(needed, there);
    for (int i = 0; i < points.length / 2; i++) {
      if (!inside(points[2 * i], points[2 * i + 1])) {
        continue;
      }
      int column = (int) points[2 * i] - needed.x;
      int row = (int) points[2 * i + 1] - needed.y;
      double value =
          raster.getSampleDouble(raster.getMinX() + column, raster.getMinY() + row, band.index());
      if (there.get(row * needed.width + column) && !band.nodata().matches(value)) {
        int x = part.x - window.x + i % part.width;
        int y = part.y - window.y + i / part.width;
        values[y * window.width + x] = value;
      }
    }
  }

  /** The pixels under points, and those between. */
  private Rectangle needed(double[] points) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int i = 0; i < points.length; i += 2) {
      if (inside(points[i], points[i + 1])) {
        left = Math.min(left, (int) points[i]);
        top = Math.min(top, (int) points[i + 1]);
        right = Math.max(right, (int) points[i]);
        bottom = Math.max(bottom, (int) points[i + 1]);
      }
    }
    return right < 0
        ? new Rectangle()
        : new Rectangle(left, top, right - left + 1, bottom - top + 1);
  }

  private static Rectangle[] halves(Rectangle part) {
    if (part.width >= part.height) {
      int half = part.width / 2;
      return new Rectangle[] {
        new Rectangle(part.x, part.y, half, part.height),
        new Rectangle(part.x + half, part.y, part.width - half, part.height)
      };
    }
    int half = part.height / 2;
    return new Rectangle[] {
      new Rectangle(part.x, part.y, part.width, half),
      new Rectangle(part.x, part.y + half, part.width, part.height - half)
    };
  }

  private void checkSystems(Grid other) {
    boolean unknown = other.isOfUnknownCrs() || grid.isOfUnknownCrs();
    if (unknown
        && other.source().isPresent()
        && grid.source().isPresent()
        && other.source().get().namesOtherCrs(grid.source().get())) {
      throw new InputException(
          what
              + " "
              + band.pixels().description()
              + " and a scene name different reference systems that are not known here; bring the"
              + " one onto the grid of the other with gdalwarp.");
    }
  }

  private boolean inside(double x, double y) {
    return x >= 0 && y >= 0 && x < grid.width() && y < grid.height();
  }
}
