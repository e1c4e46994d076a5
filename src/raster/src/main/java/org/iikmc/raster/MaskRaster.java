/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * A raster that says where pixels count, on any grid: non-zero is in; zero, nodata, what its own
 * mask leaves out and what lies beyond its edge is out.
 *
 * @param band the first band of the mask
 * @param grid where it lies
 */
public record MaskRaster(Band band, Grid grid) {
  /** Clears the bits of the pixels of a window of a scene that the mask leaves out. */
  public void clip(Grid scene, Rectangle window, BitSet cells) throws IOException {
    checkSystems(scene);
    double[] points = GridPoints.centers(scene, window);
    GridPoints.toPixels(points, scene.crs(), grid);
    Rectangle needed = new Rectangle();
    for (int i = 0; i < points.length; i += 2) {
      if (inside(points[i], points[i + 1])) {
        Rectangle pixel = new Rectangle((int) points[i], (int) points[i + 1], 1, 1);
        needed = needed.isEmpty() ? pixel : needed.union(pixel);
      }
    }
    if (needed.isEmpty()) {
      cells.clear();
      return;
    }
    BitSet there = PixelSource.all(needed.width * needed.height);
    Raster raster = band.pixels().read(needed, there);
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      if (!inside(x, y)) {
        cells.clear(i);
        continue;
      }
      int column = (int) x - needed.x;
      int row = (int) y - needed.y;
      double value =
          raster.getSampleDouble(raster.getMinX() + column, raster.getMinY() + row, band.index());
      if (!there.get(row * needed.width + column) || value == 0 || band.nodata().matches(value)) {
        cells.clear(i);
      }
    }
  }

  private void checkSystems(Grid scene) {
    boolean unknown = scene.isOfUnknownCrs() || grid.isOfUnknownCrs();
    if (unknown
        && scene.source().isPresent()
        && grid.source().isPresent()
        && scene.source().get().namesOtherCrs(grid.source().get())) {
      throw new InputException(
          "The mask "
              + band.pixels().description()
              + " and a scene name different reference systems that are not known here; bring the"
              + " mask onto the grid of the scene with gdalwarp.");
    }
  }

  private boolean inside(double x, double y) {
    return x >= 0 && y >= 0 && x < grid.width() && y < grid.height();
  }
}
