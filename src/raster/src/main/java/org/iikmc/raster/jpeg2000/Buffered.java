/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;

/** Reads a file in pieces that are larger than what is asked for. Serves one thread at a time. */
final class Buffered {
  private final StoredBytes bytes;
  private final byte[] buffer;
  private long start;
  private int held;

  /**
   * @param end where what is read of the file ends
   */
  Buffered(StoredBytes bytes, int size) {
    this.bytes = bytes;
    buffer = new byte[size];
  }

  /** A byte, 0 to 255. */
  int at(long position) throws IOException {
    if (position < start || position >= start + held) {
      fill(position);
    }
    return buffer[(int) (position - start)] & 0xFF;
  }

  int shortAt(long position) throws IOException {
    return at(position) << 8 | at(position + 1);
  }

  long intAt(long position) throws IOException {
    return (long) shortAt(position) << 16 | shortAt(position + 2);
  }

  /** Copies bytes, which lie within the file. */
  void copy(long position, byte[] to, int at, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long next = position + done;
      if (next < start || next >= start + held) {
        fill(next);
      }
      int from = (int) (next - start);
      int count = Math.min(length - done, held - from);
      System.arraycopy(buffer, from, to, at + done, count);
      done += count;
    }
  }

  private void fill(long position) throws IOException {
    long length = bytes.length();
    if (position < 0 || position >= length) {
      throw Jpeg2000Exception.damaged("it is cut off after " + length + " bytes");
    }
    held = 0;
    int count = (int) Math.min(buffer.length, length - position);
    bytes.read(position, buffer, count);
    start = position;
    held = count;
  }
}
