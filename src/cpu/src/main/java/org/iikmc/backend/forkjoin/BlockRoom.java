/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.iikmc.kmeans.SampleType;

/** Where one thread has a copy of a block that is not on the heap, one after the other. */
final class BlockRoom {
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private Object[] values = new Object[0];
  private int length;
  private byte[] labels = new byte[0];

  /** A buffer of so many bytes, in the byte order of this machine. */
  ByteBuffer bytes(int size) {
    if (bytes.capacity() < size) {
      bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
    return bytes.clear().limit(size);
  }

  /** An array for each band, of at least so many values. */
  Object[] values(SampleType type, int bands, int count) {
    if (length < count) {
      values = new Object[bands];
      for (int b = 0; b < bands; b++) {
        values[b] = type.newArray(count);
      }
      length = count;
    }
    return values;
  }

  /** An array of at least so many labels. */
  byte[] labels(int count) {
    if (labels.length < count) {
      labels = new byte[count];
    }
    return labels;
  }
}
