/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.Arrays;
import java.util.Optional;
import org.iikmc.raster.Grid;
import org.iikmc.raster.write.LabelConsumer;

/** Adds up the area of each class of one scene, in km². Used by one thread. */
public final class ClassAreas implements LabelConsumer {
  private final Grid grid;
  private final double[] areas;

  /**
   * @param grid of the scene
   * @param k number of classes
   */
  public ClassAreas(Grid grid, int k) {
    this.grid = grid;
    areas = new double[k];
  }

  @Override
  public void accept(int top, int count, int width, byte[] rows) {
    int[] pixels = new int[256];
    for (int y = 0; y < count; y++) {
      Optional<Double> pixelArea = grid.pixelArea(top + y);
      if (pixelArea.isEmpty()) {
        return;
      }
      Arrays.fill(pixels, 0);
      for (int i = y * width; i < (y + 1) * width; i++) {
        pixels[rows[i] & 0xFF]++;
      }
      for (int c = 0; c < areas.length; c++) {
        areas[c] += pixels[c + 1] * pixelArea.get();
      }
    }
  }

  /** One for each class; empty if the scene has no reference system. */
  public Optional<double[]> areas() {
    return grid.pixelArea(0).map(any -> areas);
  }
}
