/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/**
 * The centroids of one step as kernels want them: float32, around the centre of the samples, padded
 * to groups of {@value #GROUP}. Immutable.
 *
 * <p>The score of centroid c for sample x, both centred, is {@code half[c] - Σ x[b] c[b]} with
 * {@code half[c] = |c|²/2}: half of the squared distance, less the same |x|²/2 for every centroid.
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
   * Minus component of centroid {@code GROUP * g + j} in band b, at {@code (g * bands + b) * GROUP
   * + j}.
   */
  final float[] negated;

  /** Half the squared norm; huge for the centroids that fill up the last group. */
  final float[] half;

  private final double[][] centered;

  /**
   * @param centroids k × bands
   * @param center of each band
   */
  CenteredCentroids(double[][] centroids, double[] center) {
    bands = center.length;
    k = centroids.length;
    groups = (k + GROUP - 1) / GROUP;
    negated = new float[groups * GROUP * bands];
    half = new float[groups * GROUP];
    Arrays.fill(half, NEVER_NEAREST);
    centered = new double[k][bands];
    for (int c = 0; c < k; c++) {
      double square = 0;
      for (int b = 0; b < bands; b++) {
        double component = centroids[c][b] - center[b];
        centered[c][b] = component;
        negated[(c / GROUP * bands + b) * GROUP + c % GROUP] = (float) -component;
        square += component * component;
      }
      half[c] = (float) (square / 2);
    }
  }

  /** Minus component of one centroid. */
  float negated(int c, int band) {
    return negated[(c / GROUP * bands + band) * GROUP + c % GROUP];
  }

  /**
   * A lead that proves which centroid is nearest.
   *
   * <p>Rounding of the inputs (one unit each) and of at most three operations per band and a few
   * more, each on a partial sum that is not above {@code Σ (|x[b]| + |c[b]|)²/2}, changes a score
   * by at most (3 bands + 8) units of that; two scores are compared, and the float64 decision has
   * rounding of its own, far below. Bands are at most a few hundred, so the second-order terms are
   * covered by the 1 %.
   *
   * @param reach greatest |x[b]| of the samples concerned, by band
   * @return infinite where float32 can't tell at all
   */
  float leadBound(double[] reach) {
    double largest = 0;
    for (double[] centroid : centered) {
      double magnitude = 0;
      for (int b = 0; b < bands; b++) {
        double size = Math.abs(centroid[b]) + reach[b];
        magnitude += size * size / 2;
      }
      largest = Math.max(largest, magnitude);
    }
    if (!(largest < NEAR_OVERFLOW)) {
      return Float.POSITIVE_INFINITY;
    }
    double operations = 3 * bands + 8;
    // Below the normal range a rounding error is absolute, not relative.
    double error = operations * (UNIT_ROUNDOFF * largest + Float.MIN_NORMAL);
    return (float) (2.02 * error);
  }
}
