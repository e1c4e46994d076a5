/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import javax.media.jai.ImageLayout;
import javax.media.jai.PlanarImage;
import org.iikmc.raster.PixelSource;

/**
 * Where several sources of pixels have any, as an image of ones and zeros that reads them when it
 * is looked at.
 */
final class PresenceImage extends PlanarImage {
  private static final int SIDE = 512;

  private final Set<PixelSource> sources;
  private final Rectangle window;

  /**
   * @param window of the grid of all sources that is the image
   */
  PresenceImage(Collection<PixelSource> sources, Rectangle window) {
    super(layout(window), null, null);
    this.sources = Set.copyOf(sources);
    this.window = new Rectangle(window);
  }

  private static ImageLayout layout(Rectangle window) {
    int width = Math.min(SIDE, window.width);
    int height = Math.min(SIDE, window.height);
    PixelInterleavedSampleModel samples =
        new PixelInterleavedSampleModel(
            DataBuffer.TYPE_BYTE, width, height, 1, width, new int[] {0});
    return new ImageLayout(
        0,
        0,
        window.width,
        window.height,
        0,
        0,
        width,
        height,
        samples,
        PlanarImage.createColorModel(samples));
  }

  @Override
  public Raster getTile(int tileX, int tileY) {
    Rectangle tile =
        new Rectangle(tileX * tileWidth, tileY * tileHeight, tileWidth, tileHeight)
            .intersection(getBounds());
    Rectangle there = new Rectangle(tile);
    there.translate(window.x, window.y);
    BitSet cells = PixelSource.all(tile.width * tile.height);
    for (PixelSource source : sources) {
      read(source, there, cells);
    }
    WritableRaster raster =
        Raster.createWritableRaster(sampleModel, new Point(tileX * tileWidth, tileY * tileHeight));
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      raster.setSample(tile.x + i % tile.width, tile.y + i / tile.width, 0, 1);
    }
    return raster;
  }

  private static void read(PixelSource source, Rectangle window, BitSet cells) {
    try {
      source.read(window, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
