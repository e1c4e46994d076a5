/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * What kernels rank centroids by: {@link FrameScores} in float32, padded to groups of {@value
 * #GROUP}. Filled anew as often as needed, by one thread.
 */
final class KernelScores {
  /** Centroids that a kernel may take together. */
  static final int GROUP = 4;

  /** Above any score that is not near overflow, and finite, so that a lead over it is one. */
  private static final float NEVER_NEAREST = 0x1p126f;

  final int bands;

  /**
   * Minus the factor of centroid {@code GROUP * g + j} in band b, at {@code (g * bands + b) * GROUP
   * + j}.
   */
  final float[] negated;

  /** Half the squared norm; huge for the centroids that fill up the last group. */
  final float[] half;

  /**
   * By band, half of what the square of a value counts in a squared distance; 0 where bands are
   * mixed. The sum over the bands is what a kernel that wants no score below zero adds to all of a
   * sample: the scores are then half of its squared distances, and lose least when they are cut
   * short.
   */
  final float[] halfSquares;

  /**
   * What such a kernel adds instead where bands are mixed; else 0. If it is too little, the sample
   * is decided in float64.
   */
  float lift;

  private int k;

  /**
   * @param most centroids
   * @param halfSquares kept
   */
  KernelScores(int most, float[] halfSquares) {
    this.halfSquares = halfSquares;
    bands = halfSquares.length;
    int padded = (most + GROUP - 1) / GROUP * GROUP;
    negated = new float[padded * bands];
    half = new float[padded];
  }

  /** Makes room for k centroids, each of which is then to be set. */
  void resize(int k) {
    this.k = k;
    for (int c = k; c < groups() * GROUP; c++) {
      half[c] = NEVER_NEAREST;
      for (int b = 0; b < bands; b++) {
        negated[at(c, b)] = 0;
      }
    }
  }

  void setHalf(int c, double value) {
    half[c] = (float) value;
  }

  void setFactor(int c, int band, double value) {
    negated[at(c, band)] = (float) -value;
  }

  /** Number of centroids. */
  int k() {
    return k;
  }

  /** Number of groups; the last is filled up with centroids that are never nearest. */
  int groups() {
    return (k + GROUP - 1) / GROUP;
  }

  /** Bits of a float32 score that give way to the label of its centroid. */
  int labelBits() {
    return 32 - Integer.numberOfLeadingZeros(groups() * GROUP - 1);
  }

  /** Minus the factor of one centroid. */
  float negated(int c, int band) {
    return negated[at(c, band)];
  }

  private int at(int c, int band) {
    return (c / GROUP * bands + band) * GROUP + c % GROUP;
  }
}
