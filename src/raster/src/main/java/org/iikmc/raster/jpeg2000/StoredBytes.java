/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.EOFException;
import java.io.IOException;

/** The bytes of an open file, from any place of it. Serves one thread at a time. */
public interface StoredBytes {
  /** Of the whole file, in bytes. */
  long length() throws IOException;

  /**
   * Reads so many bytes.
   *
   * @param position of the first in the file
   * @param to from its first index on
   * @throws EOFException if the file ends before
   */
  void read(long position, byte[] to, int length) throws IOException;
}
