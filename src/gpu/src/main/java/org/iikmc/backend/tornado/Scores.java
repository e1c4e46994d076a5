/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * The centroids of a step as the kernel ranks them: around the centre c0 of the samples, centroid c
 * has the score {@code |c - c0|²/2 - (x - c0)·(c - c0)}, which is half of the squared distance less
 * the same for every centroid.
 *
 * <p>In this order: the centre of each band; for each centroid {@code |c - c0|²/2}; for each
 * centroid the components of {@code c0 - c}; and the two numbers of the error bound.
 *
 * <h2>The error bound</h2>
 *
 * Rounding of the inputs (one unit each), of at most three operations per band and of a few more,
 * each on a partial sum that is not above {@code Σ (|x[b]| + |c[b]|)²/2 ≤ |x|² + |c|²}, changes a
 * score by at most (3 bands + 8) units of that, and two scores are compared. So a lead above {@code
 * error · |x|² + constant} proves which centroid is nearest; the factor of 2.1 instead of 2 covers
 * that the device knows |x|² itself only rounded. Below the normal range errors are absolute.
 */
final class Scores {
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  /** Beyond it scores may overflow on the way, and then tell nothing. */
  private static final double NEAR_OVERFLOW = StepKernel.NEAR_OVERFLOW;

  private Scores() {}

  /** Number of floats. */
  static int length(int bands, int k) {
    return bands + k + k * bands + 2;
  }

  /** Fills an array of {@link #length} floats. */
  static void fill(FloatArray out, double[][] centroids, double[] center) {
    int bands = center.length;
    int k = centroids.length;
    double farthest = 0;
    for (int b = 0; b < bands; b++) {
      out.set(b, (float) center[b]);
    }
    for (int c = 0; c < k; c++) {
      double square = 0;
      for (int b = 0; b < bands; b++) {
        double component = centroids[c][b] - center[b];
        square += component * component;
        out.set(bands + k + c * bands + b, (float) -component);
      }
      out.set(bands + c, (float) (square / 2));
      farthest = Math.max(farthest, square);
    }
    double error = 2.1 * (3 * bands + 8);
    int bound = bands + k + k * bands;
    out.set(bound, (float) (error * UNIT_ROUNDOFF));
    out.set(
        bound + 1,
        farthest < NEAR_OVERFLOW
            ? (float) (error * (UNIT_ROUNDOFF * farthest + Float.MIN_NORMAL))
            : Float.POSITIVE_INFINITY);
  }
}
