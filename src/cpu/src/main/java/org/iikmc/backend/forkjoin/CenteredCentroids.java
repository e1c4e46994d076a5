/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/** The centroids of a step for the samples of a frame. Immutable. */
final class CenteredCentroids {
  private final FrameScores scores;
  private final KernelScores kernel;

  /**
   * @param whitened centroids where distances are Euclidean, k × bands
   * @param frame of the samples
   * @param meanSquare mean of the squared distances of all samples to their mean
   */
  CenteredCentroids(double[][] whitened, Frame frame, double meanSquare) {
    scores = FrameScores.of(whitened, frame);
    int bands = frame.center().length;
    int k = whitened.length;
    float[] halfSquares = new float[bands];
    if (scores.whitening().isDiagonal()) {
      for (int b = 0; b < bands; b++) {
        double scale = scores.whitening().matrix()[b][b];
        halfSquares[b] = (float) (scale * scale / 2);
      }
    }
    kernel = new KernelScores(k, halfSquares);
    if (!scores.whitening().isDiagonal()) {
      // Rarely too little.
      kernel.lift = (float) (1.5 * Arrays.stream(scores.half()).max().orElseThrow() + meanSquare);
    }
    kernel.resize(k);
    for (int c = 0; c < k; c++) {
      kernel.setHalf(c, scores.half()[c]);
      for (int b = 0; b < bands; b++) {
        kernel.setFactor(c, b, scores.factors()[c][b]);
      }
    }
  }

  /** In float64. */
  FrameScores scores() {
    return scores;
  }

  /** For the kernel. */
  KernelScores kernel() {
    return kernel;
  }

  /** Number of centroids. */
  int k() {
    return kernel.k();
  }

  /**
   * The {@link LeadBound}.
   *
   * @param reach greatest |x[b]| of the samples concerned, by band
   */
  float leadBound(double[] reach) {
    double greatest = 0;
    for (int c = 0; c < k(); c++) {
      greatest = Math.max(greatest, size(c, reach));
    }
    double decision = scores.isPlain() ? 0 : scores.decisionError(reach);
    return LeadBound.of(reach.length, greatest, decision);
  }

  private double size(int c, double[] reach) {
    double size = kernel.lift + scores.half()[c];
    for (int b = 0; b < reach.length; b++) {
      size += (Math.abs(scores.factors()[c][b]) + kernel.halfSquares[b] * reach[b]) * reach[b];
    }
    return size;
  }
}
