/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;

/**
 * A raster that says where pixels count, on any grid: non-zero is in; zero, nodata, what its own
 * mask leaves out and what lies beyond its edge is out.
 *
 * @param pixels of the first band of the mask
 */
public record MaskRaster(NearestPixels pixels) implements Serializable {
  /**
   * @param band the first band of the mask
   * @param grid where it lies
   */
  public MaskRaster(Band band, Grid grid) {
    this(new NearestPixels("The mask", band, grid));
  }

  /** Clears the bits of the pixels of a window of a scene that the mask leaves out. */
  public void clip(Grid scene, Rectangle window, BitSet cells) throws IOException {
    double[] values = pixels.under(scene, window);
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      if (Double.isNaN(values[i]) || values[i] == 0) {
        cells.clear(i);
      }
    }
  }
}
