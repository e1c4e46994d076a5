/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/**
 * The {@link FrameScores} of a step as kernels want them: float32, padded to groups of {@value
 * #GROUP}. Immutable.
 */
final class CenteredCentroids {
  /** Centroids that a kernel may take together. */
  static final int GROUP = 4;

  private static final double UNIT_ROUNDOFF = 0x1p-24;

  /** Above any score that is not near overflow, and finite, so that a lead over it is one. */
  private static final float NEVER_NEAREST = 0x1p126f;

  /** Scores of this size may overflow on the way, and then tell nothing. */
  private static final double NEAR_OVERFLOW = 0x1p120;

  final int bands;

  /** Number of centroids. */
  final int k;

  /** Number of groups; the last is filled up with centroids that are never nearest. */
  final int groups;

  /**
   * Minus the factor of centroid {@code GROUP * g + j} in band b, at {@code (g * bands + b) * GROUP
   * + j}.
   */
  final float[] negated;

  /** Half the squared norm; huge for the centroids that fill up the last group. */
  final float[] half;

  /** Bits of a float32 score that give way to the label of its centroid. */
  final int labelBits;

  /**
   * By band, half of what the square of a value counts in a squared distance; 0 where bands are
   * mixed. The sum over the bands is what a kernel that wants no score below zero adds to all of a
   * sample: the scores are then half of its squared distances, and lose least when they are cut
   * short.
   */
  final float[] halfSquares;

  /**
   * What such a kernel adds instead where bands are mixed; else 0. Rarely too little, and then the
   * sample is decided in float64.
   */
  final float lift;

  private final FrameScores scores;

  /**
   * @param whitened centroids where distances are Euclidean, k × bands
   * @param frame of the samples
   * @param meanSquare mean of the squared distances of all samples to their mean
   */
  CenteredCentroids(double[][] whitened, Frame frame, double meanSquare) {
    scores = FrameScores.of(whitened, frame);
    bands = frame.center().length;
    k = whitened.length;
    groups = (k + GROUP - 1) / GROUP;
    negated = new float[groups * GROUP * bands];
    half = new float[groups * GROUP];
    Arrays.fill(half, NEVER_NEAREST);
    for (int c = 0; c < k; c++) {
      half[c] = (float) scores.half()[c];
      for (int b = 0; b < bands; b++) {
        negated[(c / GROUP * bands + b) * GROUP + c % GROUP] = (float) -scores.factors()[c][b];
      }
    }
    labelBits = 32 - Integer.numberOfLeadingZeros(groups * GROUP - 1);
    halfSquares = new float[bands];
    if (scores.whitening().isDiagonal()) {
      for (int b = 0; b < bands; b++) {
        double scale = scores.whitening().matrix()[b][b];
        halfSquares[b] = (float) (scale * scale / 2);
      }
      lift = 0;
    } else {
      lift = (float) (1.5 * Arrays.stream(scores.half()).max().orElseThrow() + meanSquare);
    }
  }

  /** Minus the factor of one centroid. */
  float negated(int c, int band) {
    return negated[(c / GROUP * bands + band) * GROUP + c % GROUP];
  }

  /**
   * A lead that proves which centroid is nearest.
   *
   * <p>Rounding of the inputs (one unit each) and of at most three operations per band and a few
   * more, each on a partial sum of at most M, changes a score by at most (3 bands + 8) units of M;
   * two scores are compared. Bands are at most a few hundred, so the second-order terms are covered
   * by the 1 %.
   *
   * <p>M is {@code half + Σ |x[b]| |factors[b]|} and what is added to all scores of the sample.
   *
   * @param reach greatest |x[b]| of the samples concerned, by band
   * @return infinite where float32 can't tell at all
   */
  float leadBound(double[] reach) {
    double greatest = 0;
    for (int c = 0; c < k; c++) {
      greatest = Math.max(greatest, size(c, reach));
    }
    if (!(greatest < NEAR_OVERFLOW)) {
      return Float.POSITIVE_INFINITY;
    }
    double operations = 3 * bands + 8;
    // Below the normal range a rounding error is absolute, not relative.
    double error = operations * (UNIT_ROUNDOFF * greatest + Float.MIN_NORMAL);
    double decision = scores.isPlain() ? 0 : scores.decisionError(reach);
    return (float) (2.02 * (error + decision));
  }

  private double size(int c, double[] reach) {
    double size = lift + scores.half()[c];
    for (int b = 0; b < bands; b++) {
      size += (Math.abs(scores.factors()[c][b]) + halfSquares[b] * reach[b]) * reach[b];
    }
    return size;
  }
}
