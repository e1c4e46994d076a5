/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import com.sun.media.imageioimpl.common.BogusColorSpace;
import java.awt.Point;
import java.awt.Transparency;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;

/** Images over arrays, which they share. */
public final class PlanarImages {
  private PlanarImages() {}

  /**
   * An image of unsigned 16-bit bands.
   *
   * @param planes bands × pixels, row by row
   */
  public static RenderedImage of(short[][] planes, int width, int height) {
    BandedSampleModel samples =
        new BandedSampleModel(DataBuffer.TYPE_USHORT, width, height, planes.length);
    ComponentColorModel colors =
        new ComponentColorModel(
            new BogusColorSpace(planes.length),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    return new BufferedImage(
        colors,
        Raster.createWritableRaster(
            samples, new DataBufferUShort(planes, width * height), new Point()),
        false,
        null);
  }

  /** An image of bytes with a colour table. */
  public static RenderedImage of(byte[] pixels, int width, int height, IndexColorModel colors) {
    return new BufferedImage(
        colors,
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, pixels.length),
            width,
            height,
            width,
            1,
            new int[] {0},
            new Point()),
        false,
        null);
  }
}
