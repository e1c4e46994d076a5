/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import java.io.IOException;

/** The rows of an image that is written: each is asked for once, from the top down. */
public interface PixelRows {
  /**
   * Gives rows.
   *
   * @param top the first of them
   * @param count how many
   * @param rows receives them from its start: pixel by pixel, the bands of a pixel together, low
   *     bytes first
   */
  void read(int top, int count, byte[] rows) throws IOException;

  /** The rows of an image of one band of bytes. */
  static PixelRows of(RenderedImage image) {
    return (top, count, rows) -> {
      Rectangle window =
          new Rectangle(image.getMinX(), image.getMinY() + top, image.getWidth(), count);
      image.getData(window).getDataElements(window.x, window.y, window.width, window.height, rows);
    };
  }
}
