/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;

/** What takes every second pixel of rows of an image that is twice as wide and high. */
interface HalvedRows {
  /**
   * Takes a row.
   *
   * @param rows of the larger image; not kept
   * @param row where it begins there, in bytes
   */
  void addHalf(byte[] rows, int row) throws IOException;
}
