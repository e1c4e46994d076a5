/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;

/**
 * A window of a scene while it is read. Bands of one source come together, so its pixels are kept
 * until another source is asked. For one thread.
 */
final class WindowPixels {
  private final Rectangle window;
  private final BitSet there;
  private PixelSource source;
  private Raster raster;

  WindowPixels(Rectangle window) {
    this.window = window;
    there = PixelSource.all(window.width * window.height);
  }

  /** The pixels of a source on the grid of the scene. */
  Raster of(PixelSource wanted) throws IOException {
    if (source != wanted) {
      raster = wanted.read(window, there);
      source = wanted;
    }
    return raster;
  }

  /** Which pixels all sources asked so far have; to be read only. */
  BitSet there() {
    return there;
  }
}
