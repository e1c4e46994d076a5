/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SquaredDistance;

/** By how much any two centroids together can have moved since the first step. */
final class Drift {
  /** More than rounding can take from a distance. */
  private static final double ROUNDING = 1 + 1e-9;

  private double[][] last;
  private double total;

  /**
   * Notes the centroids of the next step.
   *
   * @param whitened where distances are Euclidean; kept
   */
  void moveTo(double[][] whitened) {
    if (last != null) {
      double farthest = 0;
      double second = 0;
      for (int c = 0; c < whitened.length; c++) {
        double distance = Math.sqrt(SquaredDistance.between(last[c], whitened[c]));
        if (distance > farthest) {
          second = farthest;
          farthest = distance;
        } else {
          second = Math.max(second, distance);
        }
      }
      total += ROUNDING * (farthest + second);
    }
    last = whitened;
  }

  /** Never falls. */
  double total() {
    return total;
  }
}
