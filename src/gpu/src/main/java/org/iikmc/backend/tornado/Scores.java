/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.FrameScores;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * The {@link FrameScores} of a step as the kernel wants them. In this order: the centre of each
 * band; for each centroid its half; for each centroid its factors, negated; and the two numbers of
 * the error bound.
 *
 * <h2>The error bound</h2>
 *
 * Rounding of the inputs (one unit each), of at most three operations per band and of a few more,
 * each on a partial sum of at most M, changes a score by at most (3 bands + 8) units of M, and two
 * scores are compared; M is {@code half + Σ |x[b]| |factors[b]|}. Where stored values are compared
 * as they are, that is not above {@code |x|² + |d|²}. Else it is not above {@code half + t|x|²/2 +
 * |factors|²/(2t)}, whatever t is; it is chosen so that both parts are alike for large x. So a lead
 * above {@code relative · |x|² + absolute} proves which centroid is nearest; the factor of 2.1
 * instead of 2 covers that the device knows |x|² itself only rounded. Below the normal range errors
 * are absolute.
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

  /**
   * Fills an array of {@link #length} floats.
   *
   * @param centroids where distances are Euclidean, k × bands
   */
  static void fill(FloatArray out, double[][] centroids, Frame frame) {
    FrameScores scores = FrameScores.of(centroids, frame);
    int bands = frame.center().length;
    int k = centroids.length;
    double farthest = 0;
    double greatest = 0;
    for (int b = 0; b < bands; b++) {
      out.set(b, (float) frame.center()[b]);
    }
    for (int c = 0; c < k; c++) {
      double square = 0;
      for (int b = 0; b < bands; b++) {
        double factor = scores.factors()[c][b];
        square += factor * factor;
        out.set(bands + k + c * bands + b, (float) -factor);
      }
      out.set(bands + c, (float) scores.half()[c]);
      farthest = Math.max(farthest, scores.half()[c]);
      greatest = Math.max(greatest, square);
    }
    double relative = 1;
    double absolute = 2 * farthest;
    double decision = 0;
    if (!scores.isPlain()) {
      double[] reach = new double[bands];
      double reachSquare = Double.MIN_NORMAL;
      for (int b = 0; b < bands; b++) {
        reach[b] = frame.largest()[b] + Math.abs(frame.center()[b]);
        reachSquare += reach[b] * reach[b];
      }
      double balance = Math.sqrt(greatest / reachSquare);
      relative = balance / 2;
      absolute = farthest + Math.sqrt(greatest * reachSquare) / 2;
      decision = 2.1 * scores.decisionError(reach);
    }
    double error = 2.1 * (3 * bands + 8);
    int bound = bands + k + k * bands;
    out.set(bound, (float) (error * UNIT_ROUNDOFF * relative));
    out.set(
        bound + 1,
        absolute < NEAR_OVERFLOW
            ? (float) (error * (UNIT_ROUNDOFF * absolute + Float.MIN_NORMAL) + decision)
            : Float.POSITIVE_INFINITY);
  }
}
