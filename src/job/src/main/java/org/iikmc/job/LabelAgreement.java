/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.List;
import org.iikmc.kmeans.quality.Contingency;

/**
 * How far two or more scenes agree on the labels of the same ground.
 *
 * @param compared pairs of pixels, each of two scenes at one point, both valid
 * @param equal those of one label
 * @param kappa Cohen's, mean over the pairs of scenes by their pixels; NaN if no pair has one
 * @param adjustedRand the adjusted Rand index, likewise
 */
record LabelAgreement(long compared, long equal, double kappa, double adjustedRand) {
  /**
   * Over all pairs of scenes.
   *
   * @param scenes labels 1…k of the same points, 0 where there is none
   */
  static LabelAgreement of(List<byte[]> scenes, int k) {
    long compared = 0;
    long equal = 0;
    WeightedMean kappa = new WeightedMean();
    WeightedMean adjustedRand = new WeightedMean();
    for (int i = 0; i < scenes.size(); i++) {
      for (int j = i + 1; j < scenes.size(); j++) {
        Contingency table = Contingency.of(scenes.get(i), scenes.get(j), k);
        long pixels = table.total();
        compared += pixels;
        equal += table.equal();
        kappa.add(table.kappa(), pixels);
        adjustedRand.add(table.adjustedRand(), pixels);
      }
    }
    return new LabelAgreement(compared, equal, kappa.value(), adjustedRand.value());
  }

  /** 0…1; NaN if no ground is common. */
  double share() {
    return compared == 0 ? Double.NaN : (double) equal / compared;
  }

  /** Of the values that are defined. */
  private static final class WeightedMean {
    private double sum;
    private double weights;

    void add(double value, double weight) {
      if (!Double.isNaN(value)) {
        sum += value * weight;
        weights += weight;
      }
    }

    double value() {
      return weights == 0 ? Double.NaN : sum / weights;
    }
  }
}
