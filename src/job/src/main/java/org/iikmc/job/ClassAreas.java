/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.Arrays;
import java.util.Optional;
import org.iikmc.raster.Grid;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.TiffWriter;

/**
 * Adds up the area of each class of one scene, in km²: row after row within a {@linkplain
 * TiffWriter#STRIP_ROWS strip}, then strip after strip, so that strips may be added up apart. Used
 * by one thread.
 */
public final class ClassAreas implements LabelConsumer {
  private final Grid grid;
  private final double[] strip;
  private final double[] areas;

  /**
   * @param grid of the scene
   * @param k number of classes
   */
  public ClassAreas(Grid grid, int k) {
    this.grid = grid;
    strip = new double[k];
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
      if ((top + y) % TiffWriter.STRIP_ROWS == 0) {
        endStrip();
      }
      Arrays.fill(pixels, 0);
      for (int i = y * width; i < (y + 1) * width; i++) {
        pixels[rows[i] & 0xFF]++;
      }
      for (int c = 0; c < strip.length; c++) {
        strip[c] += pixels[c + 1] * pixelArea.get();
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
    return grid.pixelArea(0).map(any -> areas);
  }
}
