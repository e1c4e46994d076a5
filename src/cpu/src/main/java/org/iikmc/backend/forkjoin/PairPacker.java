/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * Values of two bands in one long: the first in its lower half, the second in its upper one. Values
 * of a signed type are lifted by {@link #lift}, so that none is negative.
 */
final class PairPacker {
  private final boolean bytes;
  private final int mask;

  /** By how much greater than its value a half is. */
  final int lift;

  PairPacker(SampleType type) {
    bytes = type == SampleType.UINT8;
    mask = bytes ? 0xFF : 0xFFFF;
    lift = type == SampleType.INT16 ? 0x8000 : 0;
  }

  /** The first n samples of a chunk; a pair of a band with itself has only its lower half. */
  void packAll(Chunk chunk, int first, int second, int n, long[] out) {
    int upper = first == second ? 0 : mask;
    int upperLift = first == second ? 0 : lift;
    int a = chunk.offset(first);
    int b = chunk.offset(second);
    if (bytes) {
      byte[] low = (byte[]) chunk.values(first);
      byte[] high = (byte[]) chunk.values(second);
      for (int i = 0; i < n; i++) {
        out[i] = (low[a + i] & 0xFF) | (long) (high[b + i] & upper) << 32;
      }
    } else {
      short[] low = (short[]) chunk.values(first);
      short[] high = (short[]) chunk.values(second);
      for (int i = 0; i < n; i++) {
        out[i] = (low[a + i] & 0xFFFF ^ lift) | (long) (high[b + i] & upper ^ upperLift) << 32;
      }
    }
  }

  /** Those samples of a chunk whose places are given, one after the other. */
  void packSome(Chunk chunk, int first, int second, int[] places, int n, long[] out) {
    int upper = first == second ? 0 : mask;
    int upperLift = first == second ? 0 : lift;
    int a = chunk.offset(first);
    int b = chunk.offset(second);
    if (bytes) {
      byte[] low = (byte[]) chunk.values(first);
      byte[] high = (byte[]) chunk.values(second);
      for (int j = 0; j < n; j++) {
        int i = places[j];
        out[j] = (low[a + i] & 0xFF) | (long) (high[b + i] & upper) << 32;
      }
    } else {
      short[] low = (short[]) chunk.values(first);
      short[] high = (short[]) chunk.values(second);
      for (int j = 0; j < n; j++) {
        int i = places[j];
        out[j] = (low[a + i] & 0xFFFF ^ lift) | (long) (high[b + i] & upper ^ upperLift) << 32;
      }
    }
  }
}
