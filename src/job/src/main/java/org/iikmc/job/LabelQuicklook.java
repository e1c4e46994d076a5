/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import org.iikmc.raster.Quicklook;
import org.iikmc.raster.write.LabelConsumer;

/** The labels of the pixels that a {@link Quicklook} shows. */
final class LabelQuicklook implements LabelConsumer {
  private final Quicklook pixels;
  private final byte[] labels;

  LabelQuicklook(Quicklook pixels) {
    this.pixels = pixels;
    labels = new byte[pixels.width() * pixels.height()];
  }

  @Override
  public void accept(int top, int count, int width, byte[] rows) {
    int step = pixels.step();
    for (int y = (top + step - 1) / step * step; y < top + count; y += step) {
      for (int x = 0; x < width; x += step) {
        labels[y / step * pixels.width() + x / step] = rows[(y - top) * width + x];
      }
    }
  }

  byte[] labels() {
    return labels;
  }
}
