/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.BitSet;
import javax.media.jai.PlanarImage;
import javax.media.jai.ROI;

/**
 * The region of a coverage in which it has pixels, in coordinates of its image: a shape, which
 * holds the pixels whose centres it holds, or an image of zeros and ones. The region may reach
 * beyond the image. Safe for use by several threads.
 */
record RegionMask(ROI region) {
  /**
   * Clears the bits of the pixels outside the region.
   *
   * @param window in coordinates of the image
   */
  void clip(Rectangle window, BitSet cells) {
    Shape shape = region.getAsShape();
    if (shape == null) {
      clip(region.getAsImage(), window, cells);
    } else if (!shape.intersects(window)) {
      cells.clear();
    } else if (!shape.contains(window)) {
      clip(drawn(shape, window), window, window, cells);
    }
  }

  private static void clip(PlanarImage image, Rectangle window, BitSet cells) {
    Rectangle common = window.intersection(image.getBounds());
    if (common.isEmpty()) {
      cells.clear();
      return;
    }
    clip(image.getData(common), common, window, cells);
  }

  private static void clip(Raster raster, Rectangle known, Rectangle window, BitSet cells) {
    int[] row = new int[known.width];
    for (int y = 0; y < window.height; y++) {
      int start = y * window.width;
      int at = window.y + y - known.y;
      if (at < 0 || at >= known.height) {
        cells.clear(start, start + window.width);
        continue;
      }
      raster.getSamples(raster.getMinX(), raster.getMinY() + at, known.width, 1, 0, row);
      int left = start + known.x - window.x;
      cells.clear(start, left);
      for (int x = 0; x < known.width; x++) {
        if (row[x] == 0) {
          cells.clear(left + x);
        }
      }
      cells.clear(left + known.width, start + window.width);
    }
  }

  /** Draws no more than the window, since a region has no bounds to rely on. */
  private static Raster drawn(Shape shape, Rectangle window) {
    BufferedImage image =
        new BufferedImage(window.width, window.height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.translate(-window.x, -window.y);
      graphics.fill(shape);
    } finally {
      graphics.dispose();
    }
    return image.getRaster();
  }
}
