/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;

/** Something that pixels can be read from, a window at a time. Safe for use by several threads. */
public interface PixelSource {
  /**
   * Reads a window.
   *
   * @param window within the grid of this source
   * @return a raster of the window's size, whatever its location; the caller owns it
   * @throws IOException if reading fails
   * @throws InputException if what is there is not a readable raster
   */
  Raster read(Rectangle window) throws IOException;

  /**
   * Size of the windows that are cheapest to read; as wide as the grid if it is stored in strips.
   */
  Dimension tileSize();

  /** For messages: the file or coverage. */
  String description();
}
