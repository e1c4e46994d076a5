/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.SpectralSpace;

/**
 * Range of harmonised bands that are mixed of several stored ones, so that each sample is asked.
 */
public final class RangePass {
  private RangePass() {}

  /**
   * Least and greatest value of each band.
   *
   * @param firstScene number of the scene that is the first of the space
   * @return 2 × bands; infinities without a block
   */
  static double[][] of(List<StoredBlock> blocks, SpectralSpace space, int firstScene) {
    double[][] range = none(space.bands());
    for (StoredBlock block : blocks) {
      int[] all = new int[block.count];
      Arrays.setAll(all, i -> i);
      for (double[] stored : HeldBlocks.rows(block, all)) {
        double[] row = space.harmonization(block.facts.scene() - firstScene).of(stored);
        join(range, new double[][] {row, row});
      }
    }
    return range;
  }

  /** The range of nothing. */
  public static double[][] none(int bands) {
    double[][] range = new double[2][bands];
    Arrays.fill(range[0], Double.POSITIVE_INFINITY);
    Arrays.fill(range[1], Double.NEGATIVE_INFINITY);
    return range;
  }

  /** Widens a range by another. */
  public static void join(double[][] range, double[][] other) {
    for (int b = 0; b < range[0].length; b++) {
      range[0][b] = Math.min(range[0][b], other[0][b]);
      range[1][b] = Math.max(range[1][b], other[1][b]);
    }
  }
}
