/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bands of whole rows of labels, put together from blocks of any shape, each of which is read once
 * if the bands are read from top to bottom without a gap. For use by one thread.
 */
public final class LabelRows {
  private final LabelReader labels;
  private final List<Rectangle> windows;
  private final int width;
  private final int height;
  private final int pixel;

  /** Cells of the blocks that reach below the rows read last. */
  private final Map<Integer, byte[]> open = new HashMap<>();

  /**
   * @param width of the scene
   * @param height of the scene
   */
  public LabelRows(LabelReader labels, int width, int height) {
    this(labels, width, height, 1);
  }

  /**
   * Rows of something else, of which a pixel is more than one byte.
   *
   * @param pixel bytes of one
   */
  LabelRows(LabelReader labels, int width, int height, int pixel) {
    this.labels = labels;
    this.pixel = pixel;
    this.windows = labels.windows();
    this.width = width;
    this.height = height;
  }

  /**
   * Labels of the rows from {@code top} on.
   *
   * @param count how many rows
   * @param rows receives {@code width} labels for each row, from its start
   */
  public void read(int top, int count, byte[] rows) throws IOException {
    Rectangle wanted = new Rectangle(0, top, width, count);
    Arrays.fill(rows, 0, count * width * pixel, (byte) 0);
    for (int block = 0; block < windows.size(); block++) {
      Rectangle window = windows.get(block);
      Rectangle common = window.intersection(wanted);
      if (common.isEmpty()) {
        continue;
      }
      byte[] cells = open.remove(block);
      if (cells == null) {
        cells = new byte[window.width * window.height * pixel];
        labels.read(block, cells);
      }
      if (window.y + window.height > top + count) {
        open.put(block, cells);
      }
      for (int y = common.y; y < common.y + common.height; y++) {
        System.arraycopy(
            cells,
            ((y - window.y) * window.width + common.x - window.x) * pixel,
            rows,
            ((y - top) * width + common.x) * pixel,
            common.width * pixel);
      }
    }
  }

  /** Passes all labels to a consumer. */
  public void readAll(LabelConsumer consumer) throws IOException {
    int bandRows = Math.min(TiffWriter.TILE, height);
    byte[] rows = new byte[width * bandRows];
    for (int top = 0; top < height; top += bandRows) {
      int count = Math.min(bandRows, height - top);
      read(top, count, rows);
      consumer.accept(top, count, width, rows);
    }
  }
}
