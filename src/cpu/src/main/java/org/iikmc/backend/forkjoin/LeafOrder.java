/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import org.iikmc.kmeans.SampleType;

/**
 * The samples of a block in leaves of like spectra, each with its box and its sums. The arrays are
 * shared, and nobody writes them.
 *
 * @param places where each sample of the block lies now, in the order in which they were read; two
 *     bytes are enough for a block
 * @param starts where each leaf begins, and where the last one ends; no leaf is empty
 * @param boxes of the leaves
 * @param nodes boxes around {@value #NODE} leaves at a time
 * @param sums sum of the stored values of each band in each leaf, leaves × bands
 */
record LeafOrder(char[] places, int[] starts, Boxes boxes, Boxes nodes, long[] sums)
    implements Serializable {
  /** Leaves in a node. */
  static final int NODE = 8;

  /** Number of leaves. */
  int leaves() {
    return starts.length - 1;
  }

  /** Number of samples of a leaf. */
  int size(int leaf) {
    return starts[leaf + 1] - starts[leaf];
  }

  /**
   * Describes a block whose samples lie in leaves.
   *
   * @param bands values of each band, from their start
   */
  static LeafOrder of(SampleType type, Object[] bands, char[] places, int[] starts) {
    int leaves = starts.length - 1;
    int[] low = new int[leaves * bands.length];
    int[] high = new int[leaves * bands.length];
    long[] sums = new long[leaves * bands.length];
    for (int b = 0; b < bands.length; b++) {
      for (int leaf = 0; leaf < leaves; leaf++) {
        int at = leaf * bands.length + b;
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        long sum = 0;
        for (int i = starts[leaf]; i < starts[leaf + 1]; i++) {
          int value = integer(type, bands[b], i);
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
          sum += value;
        }
        low[at] = least;
        high[at] = greatest;
        sums[at] = sum;
      }
    }
    Boxes boxes = new Boxes(bands.length, low, high);
    return new LeafOrder(places, starts, boxes, boxes.around(NODE), sums);
  }

  private static int integer(SampleType type, Object values, int i) {
    return switch (type) {
      case UINT8 -> ((byte[]) values)[i] & 0xFF;
      case UINT16 -> ((short[]) values)[i] & 0xFFFF;
      case INT16 -> ((short[]) values)[i];
      case FLOAT32 -> throw new IllegalArgumentException("Float samples are not ordered.");
    };
  }
}
