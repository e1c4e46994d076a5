/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;

/**
 * An image without the pixels that the file itself leaves out: where an alpha band is 0, or a mask
 * in the file or beside it. Safe for use by several threads.
 *
 * @param image all bands, those of alpha too
 * @param alpha numbers of the bands that are alpha, from 0
 * @param mask of the same size; a pixel of 0, in any of its bands, is left out
 * @param colour a pixel that has these values in all bands is left out; none if there is no such
 *     colour
 */
record MaskedImage(
    PixelSource image, List<Integer> alpha, Optional<TiffImage> mask, List<Nodata> colour)
    implements PixelSource {
  MaskedImage {
    alpha = List.copyOf(alpha);
    colour = List.copyOf(colour);
  }

  @Override
  public boolean isWhole() {
    return alpha.isEmpty() && mask.isEmpty() && colour.isEmpty();
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return read(window, 1, cells);
  }

  @Override
  public Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    Raster raster = image.read(window, step, cells);
    for (int band : alpha) {
      clear(raster, band, cells);
    }
    if (mask.isPresent()) {
      Raster flags = mask.get().read(window, step, cells);
      for (int band = 0; band < flags.getNumBands(); band++) {
        clear(flags, band, cells);
      }
    }
    clearColour(raster, colour, cells);
    return raster;
  }

  /**
   * Clears the bits of pixels that have a colour.
   *
   * @param colour the value of each band; none to clear nothing
   */
  static void clearColour(Raster raster, List<Nodata> colour, BitSet cells) {
    if (colour.isEmpty()) {
      return;
    }
    double[] pixel = null;
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      int x = raster.getMinX() + i % raster.getWidth();
      int y = raster.getMinY() + i / raster.getWidth();
      pixel = raster.getPixel(x, y, pixel);
      boolean same = true;
      for (int band = 0; band < colour.size() && same; band++) {
        same = colour.get(band).matches(pixel[band]);
      }
      if (same) {
        cells.clear(i);
      }
    }
  }

  /** Clears the bits of pixels of which a band is 0. */
  static void clear(Raster raster, int band, BitSet cells) {
    double[] row = new double[raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
      for (int x = 0; x < row.length; x++) {
        if (row[x] == 0) {
          cells.clear(y * row.length + x);
        }
      }
    }
  }

  @Override
  public Dimension tileSize() {
    return image.tileSize();
  }

  @Override
  public String description() {
    return image.description();
  }
}
