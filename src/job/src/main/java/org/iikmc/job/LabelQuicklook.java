/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import org.iikmc.raster.write.LabelConsumer;

/** The labels of the pixels that a {@link org.iikmc.raster.Quicklook} shows. */
final class LabelQuicklook implements LabelConsumer {
  private final int step;
  private final int columns;
  private final byte[] labels;

  /**
   * @param step distance of the pixels
   * @param columns of the picture
   * @param rows of the picture
   */
  LabelQuicklook(int step, int columns, int rows) {
    this.step = step;
    this.columns = columns;
    labels = new byte[columns * rows];
  }

  @Override
  public void accept(int top, int count, int width, byte[] rows) {
    for (int y = (top + step - 1) / step * step; y < top + count; y += step) {
      for (int x = 0; x < width; x += step) {
        labels[y / step * columns + x / step] = rows[(y - top) * width + x];
      }
    }
  }

  byte[] labels() {
    return labels;
  }
}
