/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.Point;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.media.jai.ImageLayout;
import javax.media.jai.PlanarImage;

/**
 * The labels of a scene as an image that is put together tile by tile while it is written. A row of
 * tiles is kept, because an encoder takes them from left to right.
 */
final class LabelImage extends PlanarImage {
  private final LabelRows rows;
  private final LabelConsumer consumer;
  private final byte[] band;
  private int bandTile = -1;

  LabelImage(
      LabelReader labels,
      int width,
      int height,
      int tile,
      ColorModel colors,
      LabelConsumer consumer) {
    super(layout(width, height, tile, colors), null, null);
    this.rows = new LabelRows(labels, width, height);
    this.consumer = consumer;
    this.band = new byte[width * tile];
  }

  private static ImageLayout layout(int width, int height, int tile, ColorModel colors) {
    return new ImageLayout(
        0,
        0,
        width,
        height,
        0,
        0,
        tile,
        tile,
        new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, tile, tile, 1, tile, new int[] {0}),
        colors);
  }

  @Override
  public synchronized Raster getTile(int tileX, int tileY) {
    if (tileY != bandTile) {
      try {
        int count = rows.read(tileY * tileHeight, band);
        consumer.accept(tileY * tileHeight, count, width, band);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bandTile = tileY;
    }
    byte[] cells = new byte[tileWidth * tileHeight];
    int left = tileX * tileWidth;
    int wide = Math.min(tileWidth, width - left);
    int high = Math.min(tileHeight, height - tileY * tileHeight);
    for (int y = 0; y < high; y++) {
      System.arraycopy(band, y * width + left, cells, y * tileWidth, wide);
    }
    WritableRaster raster =
        Raster.createWritableRaster(
            sampleModel,
            new DataBufferByte(cells, cells.length),
            new Point(left, tileY * tileHeight));
    return raster;
  }
}
