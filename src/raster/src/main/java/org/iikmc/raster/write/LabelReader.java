/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;

/** The labels of one scene, block by block. */
public interface LabelReader {
  /** The windows of the blocks; together they cover the scene, none overlaps another. */
  List<Rectangle> windows();

  /**
   * Reads the labels of a block.
   *
   * @param block index in {@link #windows()}
   * @param cells receives 1…k for each pixel, row by row, 0 where it is not valid
   */
  void read(int block, byte[] cells) throws IOException;
}
