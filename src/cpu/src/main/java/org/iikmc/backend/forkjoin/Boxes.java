/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Boxes around samples. The arrays are shared, and nobody writes them.
 *
 * @param bands number of bands
 * @param low least stored value in each box, boxes × bands
 * @param high greatest
 */
record Boxes(int bands, int[] low, int[] high) implements Serializable {
  /** Boxes around so many of these at a time. */
  Boxes around(int many) {
    int boxes = low.length / bands;
    int groups = (boxes + many - 1) / many;
    int[] least = new int[groups * bands];
    int[] greatest = new int[groups * bands];
    Arrays.fill(least, Integer.MAX_VALUE);
    Arrays.fill(greatest, Integer.MIN_VALUE);
    for (int box = 0; box < boxes; box++) {
      for (int b = 0; b < bands; b++) {
        int at = box / many * bands + b;
        least[at] = Math.min(least[at], low[box * bands + b]);
        greatest[at] = Math.max(greatest[at], high[box * bands + b]);
      }
    }
    return new Boxes(bands, least, greatest);
  }
}
