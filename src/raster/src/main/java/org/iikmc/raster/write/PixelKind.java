/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Optional;

/**
 * What the pixels of a file that is written are: unsigned integers, nodata 0.
 *
 * @param bands values of a pixel
 * @param bytes of a value, 1 or 2
 * @param bandNames one for each band, or none at all
 * @param colors the table of a single band of bytes, 256 colours
 */
public record PixelKind(
    int bands, int bytes, List<String> bandNames, Optional<IndexColorModel> colors) {
  public PixelKind {
    bandNames = List.copyOf(bandNames);
  }

  /** Labels of classes. */
  public static PixelKind labels(IndexColorModel colors) {
    return new PixelKind(1, Byte.BYTES, List.of(), Optional.of(colors));
  }

  /** Bands of bytes, one for each name. */
  public static PixelKind bytes(List<String> bandNames) {
    return new PixelKind(bandNames.size(), Byte.BYTES, bandNames, Optional.empty());
  }

  /** Bands of 16 bits, one for each name. */
  public static PixelKind shorts(List<String> bandNames) {
    return new PixelKind(bandNames.size(), Short.BYTES, bandNames, Optional.empty());
  }

  /** Bytes of a pixel, all its bands. */
  int size() {
    return bands * bytes;
  }
}
