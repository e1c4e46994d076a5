/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.iikmc.raster.CellAreas;
import org.iikmc.raster.Grid;

/**
 * Makes polygons of a map whose rows go by from the top down. A polygon is given away as soon as no
 * row can add to it. For use by one thread.
 */
public final class RegionTracer {
  private final Grid grid;
  private final PolygonConsumer polygons;
  private final OpenBorders borders;
  private final Optional<CellAreas> areas;
  private final double[] ofPixels;

  // Rows of pixels between two zeros, and their regions, likewise between two nulls.
  private byte[] upper;
  private byte[] lower;
  private Region[] above;
  private Region[] below;
  private int row;

  /**
   * @param grid of the map
   * @param polygons gets them, in the order of their last rows
   */
  public RegionTracer(Grid grid, PolygonConsumer polygons) {
    this.grid = grid;
    this.polygons = polygons;
    borders = new OpenBorders(grid.width());
    areas = CellAreas.of(grid);
    ofPixels = new double[grid.width()];
    int padded = grid.width() + 2;
    upper = new byte[padded];
    lower = new byte[padded];
    above = new Region[padded];
    below = new Region[padded];
  }

  /**
   * Takes the next row; after the last of the grid all polygons have been given away.
   *
   * @param labels row by row
   * @param from index of the first pixel of the row
   * @throws IOException that a consumer throws
   */
  public void accept(byte[] labels, int from) throws IOException {
    System.arraycopy(labels, from, lower, 1, grid.width());
    findRegions();
    end();
    if (row == grid.height()) {
      Arrays.fill(lower, (byte) 0);
      Arrays.fill(below, null);
      end();
    }
  }

  /** Regions of the runs of the lower row. */
  private void findRegions() {
    for (int x = 1; x <= grid.width(); x++) {
      byte label = lower[x];
      if (label == 0) {
        below[x] = null;
        continue;
      }
      boolean goesOn = lower[x - 1] == label;
      Region region = goesOn ? below[x - 1] : null;
      if (upper[x] == label && !(goesOn && upper[x - 1] == label)) {
        Region touched = above[x].root();
        region = region == null ? touched : Region.join(region.root(), touched);
      }
      below[x] = region == null ? new Region(label & 0xFF) : region;
    }
    for (int x = 1; x <= grid.width(); ) {
      int first = x;
      byte label = lower[x];
      while (x <= grid.width() && lower[x] == label) {
        x++;
      }
      if (label != 0) {
        Region region = below[first].root();
        region.add(x - first, squareKilometres(first - 1, x - first), row);
        Arrays.fill(below, first, x, region);
      }
    }
  }

  /** Of neighbouring pixels of the lower row. */
  private double squareKilometres(int column, int count) {
    if (areas.isEmpty()) {
      return Double.NaN;
    }
    areas.get().read(row, column, count, ofPixels);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += ofPixels[i];
    }
    return sum;
  }

  /** Follows the borders between the two rows, and gives away what does not go on. */
  private void end() throws IOException {
    borders.follow(row, upper, lower, above, below);
    for (int x = 1; x <= grid.width(); x++) {
      if (upper[x] != 0 && upper[x] != upper[x - 1]) {
        Region region = above[x].root();
        if (region.lastRow() < row) {
          polygons.accept(region.polygon());
        }
      }
    }
    byte[] labels = upper;
    upper = lower;
    lower = labels;
    Region[] regions = above;
    above = below;
    below = regions;
    row++;
  }
}
