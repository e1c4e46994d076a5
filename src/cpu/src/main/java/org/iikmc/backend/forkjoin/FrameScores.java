/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Matrices;

/**
 * How the centroids of a step are ranked for the samples of a frame without mapping a sample.
 *
 * <p>Let x be a sample less the centre of the frame, P the matrix of its whitening, and d a
 * centroid less the whitened centre. Half of their squared distance {@code |P·x - d|²/2} is the
 * score {@code half - x·factors} with {@code half = |d|²/2} and {@code factors = Pᵀ·d}, and {@code
 * |P·x|²/2}, which is the same for every centroid: one constant and one factor per band over stored
 * values. Where stored values are compared as they are, P is the unit matrix. The arrays are
 * shared, and nobody writes them.
 *
 * @param factors k × bands
 * @param half by centroid
 * @param whitening of the frame
 * @param center of the frame
 * @param largest greatest size of a component of a centroid, by band
 */
public record FrameScores(
    double[][] factors, double[] half, AffineMap whitening, double[] center, double[] largest) {
  /** Rounding of float64. */
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /**
   * The scores of centroids.
   *
   * @param whitened centroids where distances are Euclidean, k × bands
   */
  public static FrameScores of(double[][] whitened, Frame frame) {
    int bands = frame.center().length;
    double[] origin = frame.whitening().of(frame.center());
    double[][] transposed = Matrices.transposed(frame.whitening().matrix());
    boolean plain = frame.whitening().isIdentity();
    double[][] factors = new double[whitened.length][bands];
    double[] half = new double[whitened.length];
    double[] largest = new double[bands];
    for (int c = 0; c < whitened.length; c++) {
      double[] centered = new double[bands];
      double square = 0;
      for (int b = 0; b < bands; b++) {
        centered[b] = whitened[c][b] - origin[b];
        square += centered[b] * centered[b];
        largest[b] = Math.max(largest[b], Math.abs(whitened[c][b]));
      }
      half[c] = square / 2;
      factors[c] = plain ? centered : Matrices.product(transposed, centered);
    }
    return new FrameScores(factors, half, frame.whitening(), frame.center(), largest);
  }

  /** Whether stored values are compared as they are. */
  public boolean isPlain() {
    return whitening.isIdentity();
  }

  /**
   * By how much rounding in float64 may change half of a squared distance where the sample is
   * mapped first, as the decision of a near tie does: far below that of float32 unless offsets are
   * huge.
   *
   * @param reach greatest |x[b]| of the samples concerned, by band
   */
  public double decisionError(double[] reach) {
    int bands = center.length;
    double sum = 0;
    for (int i = 0; i < bands; i++) {
      double size = Math.abs(whitening.offset()[i]) + largest[i];
      for (int j = 0; j < bands; j++) {
        size += Math.abs(whitening.matrix()[i][j]) * (Math.abs(center[j]) + reach[j]);
      }
      sum += size * size;
    }
    return 4 * (bands + 4) * UNIT_ROUNDOFF * sum;
  }
}
