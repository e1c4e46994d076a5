/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where labels differ, eight at a time: mostly few do, or none. */
final class LabelChanges {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LabelChanges() {}

  /**
   * The places, ascending, where the first n labels differ from others.
   *
   * @param others from {@code offset}
   * @param places receives them
   * @return how many there are
   */
  static int find(byte[] labels, byte[] others, int offset, int n, int[] places) {
    int found = 0;
    int longs = n - n % Long.BYTES;
    for (int i = 0; i < longs; i += Long.BYTES) {
      long differences = (long) LONGS.get(labels, i) ^ (long) LONGS.get(others, offset + i);
      while (differences != 0) {
        int at = Long.numberOfTrailingZeros(differences) / Byte.SIZE;
        places[found++] = i + at;
        differences &= ~(0xFFL << at * Byte.SIZE);
      }
    }
    for (int i = longs; i < n; i++) {
      if (labels[i] != others[offset + i]) {
        places[found++] = i;
      }
    }
    return found;
  }
}
