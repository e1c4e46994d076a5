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

  /**
   * Adds all samples of a chunk to the sums of their labels. A pair of a band with itself has only
   * its lower half.
   *
   * @param tables two, one after the other: for samples at even places, and for those at odd ones
   */
  void addAll(Chunk chunk, int first, int second, long[] tables) {
    int upper = first == second ? 0 : mask;
    int upperLift = first == second ? 0 : lift;
    int n = chunk.size();
    int a = chunk.offset(first);
    int b = chunk.offset(second);
    if (bytes) {
      byte[] low = (byte[]) chunk.values(first);
      byte[] high = (byte[]) chunk.values(second);
      addBytes(low, a, high, b, upper, chunk.label, n, tables);
    } else {
      short[] low = (short[]) chunk.values(first);
      short[] high = (short[]) chunk.values(second);
      addShorts(low, a, lift, high, b, upper, upperLift, chunk.label, n, tables);
    }
  }

  private static void addBytes(
      byte[] low, int a, byte[] high, int b, int upper, byte[] label, int n, long[] tables) {
    for (int i = 0; i + 1 < n; i += 2) {
      tables[label[i] & 0xFF] += (low[a + i] & 0xFF) | (long) (high[b + i] & upper) << 32;
      tables[PackedSums.LABELS + (label[i + 1] & 0xFF)] +=
          (low[a + i + 1] & 0xFF) | (long) (high[b + i + 1] & upper) << 32;
    }
    if (n % 2 > 0) {
      int i = n - 1;
      tables[label[i] & 0xFF] += (low[a + i] & 0xFF) | (long) (high[b + i] & upper) << 32;
    }
  }

  private static void addShorts(
      short[] low,
      int a,
      int lift,
      short[] high,
      int b,
      int upper,
      int upperLift,
      byte[] label,
      int n,
      long[] tables) {
    for (int i = 0; i + 1 < n; i += 2) {
      tables[label[i] & 0xFF] +=
          (low[a + i] & 0xFFFF ^ lift) | (long) (high[b + i] & upper ^ upperLift) << 32;
      tables[PackedSums.LABELS + (label[i + 1] & 0xFF)] +=
          (low[a + i + 1] & 0xFFFF ^ lift) | (long) (high[b + i + 1] & upper ^ upperLift) << 32;
    }
    if (n % 2 > 0) {
      int i = n - 1;
      tables[label[i] & 0xFF] +=
          (low[a + i] & 0xFFFF ^ lift) | (long) (high[b + i] & upper ^ upperLift) << 32;
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
