/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.util.Arrays;

/**
 * Runs of a strip that get the label that a region of the {@link Seams} gets, which is known when
 * all strips have been gone through.
 */
final class OpenRuns {
  /** Of each run the first pixel in the strip, the one after its last, and the region. */
  private int[] runs = new int[96];

  private int length;

  void add(int from, int to, int region) {
    if (length == runs.length) {
      runs = Arrays.copyOf(runs, 2 * length);
    }
    runs[length++] = from;
    runs[length++] = to;
    runs[length++] = region;
  }

  int count() {
    return length / 3;
  }

  /**
   * Gives them their labels.
   *
   * @param cells of the strip
   * @param ofSeams label that each region of the seams gets, or {@link Links#NOWHERE}
   * @return how many pixels changed
   */
  long fill(byte[] cells, int[] ofSeams) {
    long changed = 0;
    for (int i = 0; i < length; i += 3) {
      byte label = (byte) ofSeams[runs[i + 2]];
      if (label != Links.NOWHERE && cells[runs[i]] != label) {
        Arrays.fill(cells, runs[i], runs[i + 1], label);
        changed += runs[i + 1] - runs[i];
      }
    }
    return changed;
  }
}
