/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.EOFException;
import java.util.function.LongSupplier;

/** A file within a file, at hand in memory. */
final class MemoryBytes implements FileBytes {
  private final byte[] bytes;

  /**
   * @param bytes are not copied
   */
  MemoryBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void read(long position, byte[] to, int start, int length, LongSupplier end)
      throws EOFException {
    if (position < 0 || position + length > bytes.length) {
      throw new EOFException();
    }
    System.arraycopy(bytes, (int) position, to, start, length);
  }

  @Override
  public void close() {}
}
