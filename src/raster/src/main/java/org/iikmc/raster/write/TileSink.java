/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;

/** What takes the tiles of the images of a file, those of each image in their order. */
interface TileSink {
  /**
   * Takes the next tile of an image.
   *
   * @param image its number
   * @param pixels not to be written to any more
   */
  void add(int image, byte[] pixels) throws IOException;
}
