/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.List;
import org.iikmc.kmeans.Matrices;

/**
 * Totals of harmonised values from those of stored ones: {@code Σh = G·Σx + n·o}, added in the
 * order of the frames.
 */
final class HarmonizedTotals implements ClassTotals {
  private final double[] center;
  private final long[] counts;
  private final double[][] sums;

  /**
   * @param ofFrames totals of the stored values of each frame, each around the centre of the frame
   * @param center harmonised, which these totals are around
   */
  HarmonizedTotals(
      int k, List<Frame> frames, List<? extends ClassTotals> ofFrames, double[] center) {
    this.center = center;
    int bands = center.length;
    counts = new long[k];
    sums = new double[k][bands];
    double[] stored = new double[bands];
    for (int f = 0; f < frames.size(); f++) {
      Frame frame = frames.get(f);
      double[] harmonizedCenter = frame.harmonization().of(frame.center());
      for (int c = 0; c < k; c++) {
        long count = ofFrames.get(f).count(c);
        if (count == 0) {
          continue;
        }
        counts[c] += count;
        for (int b = 0; b < bands; b++) {
          stored[b] = ofFrames.get(f).centeredSum(c, b);
        }
        double[] sum = Matrices.product(frame.harmonization().matrix(), stored);
        for (int b = 0; b < bands; b++) {
          sums[c][b] += sum[b] + count * (harmonizedCenter[b] - center[b]);
        }
      }
    }
  }

  @Override
  public long count(int label) {
    return counts[label];
  }

  @Override
  public double centeredSum(int label, int band) {
    return sums[label][band];
  }

  @Override
  public double mean(int label, int band) {
    return center[band] + sums[label][band] / counts[label];
  }
}
