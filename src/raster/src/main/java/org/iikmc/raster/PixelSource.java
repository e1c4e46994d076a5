/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;

/** Something that pixels can be read from, a window at a time. Safe for use by several threads. */
public interface PixelSource {
  /**
   * Reads a window and tells which of its pixels there are: a source may have none in places, and
   * may know so only once it reads.
   *
   * @param window within the grid of this source
   * @param cells bit i is pixel i of the window, row by row; cleared where there is none, and never
   *     set
   * @return a raster of the window's size, whatever its location, which holds anything where there
   *     is no pixel; the caller owns it
   * @throws IOException if reading fails
   * @throws InputException if what is there is not a readable raster
   */
  Raster read(Rectangle window, BitSet cells) throws IOException;

  /**
   * Reads a window wherever there are pixels in it.
   *
   * @param window within the grid of this source
   * @return as {@link #read(Rectangle, BitSet)}
   * @throws IOException if reading fails
   */
  default Raster read(Rectangle window) throws IOException {
    return read(window, all(window.width * window.height));
  }

  /**
   * Reads every n-th pixel of every n-th row, beginning with the first of a window.
   *
   * @param window within the grid of this source
   * @param step 1 for all
   * @param cells bit i is pixel i of the raster; cleared where there is none, and never set
   * @return a raster of {@code ceil(width / step) × ceil(height / step)} pixels, whatever its
   *     location; the caller owns it
   * @throws IOException if reading fails
   */
  default Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    Raster first = read(new Rectangle(window.x, window.y, 1, 1));
    int width = thinned(window.width, step);
    int height = thinned(window.height, step);
    WritableRaster thinned = first.createCompatibleWritableRaster(width, height);
    Object pixel = null;
    for (int y = 0; y < height; y++) {
      BitSet there = all(window.width);
      Raster row = read(new Rectangle(window.x, window.y + y * step, window.width, 1), there);
      for (int x = 0; x < width; x++) {
        pixel = row.getDataElements(row.getMinX() + x * step, row.getMinY(), pixel);
        thinned.setDataElements(x, y, pixel);
        if (!there.get(x * step)) {
          cells.clear(y * width + x);
        }
      }
    }
    return thinned;
  }

  /** How many of so many pixels are every n-th. */
  static int thinned(int pixels, int step) {
    return (pixels + step - 1) / step;
  }

  /** The first bits, all set: what a window has if there is a pixel everywhere. */
  static BitSet all(int pixels) {
    BitSet cells = new BitSet(pixels);
    cells.set(0, pixels);
    return cells;
  }

  /** Whether it is known without reading that there is a pixel everywhere. */
  default boolean isWhole() {
    return true;
  }

  /**
   * The coarsest stored reduction of this source that has at least every n-th of its pixels.
   *
   * @param factor how many pixels of this source, side by side, may be one there
   * @return empty if there is none but the source itself
   */
  default Optional<Overview> overview(double factor) {
    return Optional.empty();
  }

  /**
   * A stored reduction of this source by its number.
   *
   * @param level 1 for the next coarser one, and so on
   * @return empty if there are not so many
   * @throws IOException if what the source stores can't be read
   * @throws InputException if it is damaged
   */
  default Optional<Overview> reduced(int level) throws IOException {
    return Optional.empty();
  }

  /**
   * The same ground in fewer pixels.
   *
   * @param pixels to be read
   * @param width columns
   * @param height rows
   */
  record Overview(PixelSource pixels, int width, int height) {}

  /**
   * Size of the windows that are cheapest to read; as wide as the grid if it is stored in strips.
   */
  Dimension tileSize();

  /** For messages: the file or coverage. */
  String description();
}
