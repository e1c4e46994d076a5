/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Optional;
import org.iikmc.raster.CellAreas;
import org.iikmc.raster.Grid;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.TiffWriter;

/**
 * Adds up the area of each class of one scene, in km² on the ellipsoid: row after row within a
 * {@linkplain TiffWriter#STRIP_ROWS strip}, then strip after strip, so that strips may be added up
 * apart. Used by one thread.
 */
public final class ClassAreas implements LabelConsumer {
  private final Optional<CellAreas> cells;
  private final double[] row;
  private final double[] strip;
  private final double[] areas;

  /**
   * @param grid of the scene
   * @param k number of classes
   */
  public ClassAreas(Grid grid, int k) {
    cells = CellAreas.of(grid);
    row = new double[grid.width()];
    strip = new double[k + 1];
    areas = new double[k + 1];
  }

  @Override
  public void accept(int top, int count, int width, byte[] rows) {
    add(new Rectangle(0, top, width, count), rows);
  }

  /**
   * Adds the pixels of a window.
   *
   * @param labels row by row; 0 is no data
   */
  public void add(Rectangle window, byte[] labels) {
    if (cells.isEmpty()) {
      return;
    }
    for (int y = 0; y < window.height; y++) {
      if ((window.y + y) % TiffWriter.STRIP_ROWS == 0) {
        endStrip();
      }
      cells.get().read(window.y + y, window.x, window.width, row);
      for (int x = 0; x < window.width; x++) {
        strip[labels[y * window.width + x] & 0xFF] += row[x];
      }
    }
  }

  private void endStrip() {
    for (int c = 0; c < strip.length; c++) {
      areas[c] += strip[c];
    }
    Arrays.fill(strip, 0);
  }

  /** One for each class; empty if the scene has no reference system. */
  public Optional<double[]> areas() {
    endStrip();
    return cells.map(any -> Arrays.copyOfRange(areas, 1, areas.length));
  }
}
