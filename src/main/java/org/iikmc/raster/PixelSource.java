/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;

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
   * Reads a window and tells which of its pixels there are: a source may have none in places, and
   * may know so only once it reads.
   *
   * @param window within the grid of this source
   * @param cells bit i is pixel i of the window, row by row; cleared where there is none, and never
   *     set
   * @return as {@link #read(Rectangle)}; where there is no pixel, it holds anything
   */
  default Raster read(Rectangle window, BitSet cells) throws IOException {
    return read(window);
  }

  /**
   * Size of the windows that are cheapest to read; as wide as the grid if it is stored in strips.
   */
  Dimension tileSize();

  /** For messages: the file or coverage. */
  String description();
}
