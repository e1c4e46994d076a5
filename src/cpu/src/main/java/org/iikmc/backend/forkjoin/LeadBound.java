/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * A lead in float32 that proves which centroid is nearest.
 *
 * <p>Rounding of the inputs (one unit each) and of at most three operations per band and a few
 * more, each on a partial sum of at most M, changes a score by at most (3 bands + 8) units of M;
 * two scores are compared. Bands are at most a few hundred, so the second-order terms are covered
 * by the 1 %.
 */
final class LeadBound {
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  /** Scores of this size may overflow on the way, and then tell nothing. */
  private static final double NEAR_OVERFLOW = 0x1p120;

  private LeadBound() {}

  /**
   * The bound.
   *
   * @param greatest M: {@code half + Σ |x[b]| |factors[b]|} and what is added to all scores of a
   *     sample
   * @param decision by how much a score may be wrong otherwise
   * @return infinite where float32 can't tell at all
   */
  static float of(int bands, double greatest, double decision) {
    if (!(greatest < NEAR_OVERFLOW)) {
      return Float.POSITIVE_INFINITY;
    }
    double operations = 3 * bands + 8;
    // Below the normal range a rounding error is absolute, not relative.
    double error = operations * (UNIT_ROUNDOFF * greatest + Float.MIN_NORMAL);
    return (float) (2.02 * (error + decision));
  }
}
