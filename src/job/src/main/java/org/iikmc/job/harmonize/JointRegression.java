/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.iikmc.kmeans.AffineMap;

/**
 * Gains and offsets that bring all scenes to the values of one, from unchanged ground of pairs of
 * scenes: on it each band of two scenes has the same mean and standard deviation afterwards, as
 * nearly as all pairs together allow. With two scenes that is the reduced major axis, an orthogonal
 * regression that does not depend on which scene is called the first.
 *
 * <p>Least squares over the pairs, weighted by their numbers of points: {@code log g[i] - log g[j]
 * = log(s[j]/s[i])} for the gains, then {@code o[i] - o[j] = g[j] m[j] - g[i] m[i]} for the
 * offsets. The reference keeps gain 1 and offset 0. All pairs, because one scene with haze or snow
 * as the only reference would spoil all maps.
 */
final class JointRegression {
  private JointRegression() {}

  /**
   * The maps of all scenes.
   *
   * @param pairs that connect every scene with the reference
   * @param reference index of the scene that is left as it is
   */
  static List<AffineMap> maps(
      CommonGround ground, List<ScenePair> pairs, int reference, int bands) {
    int scenes = ground.scenes().size();
    double[][] gains = new double[scenes][bands];
    double[][] offsets = new double[scenes][bands];
    for (int b = 0; b < bands; b++) {
      double[][] means = new double[pairs.size()][2];
      double[] ratios = new double[pairs.size()];
      for (int p = 0; p < pairs.size(); p++) {
        ScenePair pair = pairs.get(p);
        double[] a = moments(ground.scenes().get(pair.first()), pair.points(), b);
        double[] c = moments(ground.scenes().get(pair.second()), pair.points(), b);
        means[p] = new double[] {a[0], c[0]};
        ratios[p] = Math.log(c[1] / a[1]);
      }
      double[] logs = solve(pairs, ratios, reference, scenes);
      double[] shifts = new double[pairs.size()];
      for (int p = 0; p < pairs.size(); p++) {
        ScenePair pair = pairs.get(p);
        shifts[p] =
            Math.exp(logs[pair.second()]) * means[p][1]
                - Math.exp(logs[pair.first()]) * means[p][0];
      }
      double[] solved = solve(pairs, shifts, reference, scenes);
      for (int s = 0; s < scenes; s++) {
        gains[s][b] = Math.exp(logs[s]);
        offsets[s][b] = solved[s];
      }
    }
    List<AffineMap> maps = new ArrayList<>();
    for (int s = 0; s < scenes; s++) {
      maps.add(AffineMap.scaling(gains[s], offsets[s]));
    }
    return maps;
  }

  /** Mean and standard deviation. */
  private static double[] moments(double[][] rows, int[] points, int band) {
    double mean = 0;
    for (int p : points) {
      mean += rows[p][band];
    }
    mean /= points.length;
    double squares = 0;
    for (int p : points) {
      squares += (rows[p][band] - mean) * (rows[p][band] - mean);
    }
    return new double[] {mean, Math.sqrt(squares / points.length)};
  }

  /** Values of the scenes whose differences over pairs are nearest to those given; 0 for one. */
  private static double[] solve(
      List<ScenePair> pairs, double[] differences, int reference, int scenes) {
    DMatrixRMaj normal = new DMatrixRMaj(scenes, scenes);
    DMatrixRMaj right = new DMatrixRMaj(scenes, 1);
    for (int p = 0; p < pairs.size(); p++) {
      ScenePair pair = pairs.get(p);
      double weight = pair.points().length;
      normal.add(pair.first(), pair.first(), weight);
      normal.add(pair.second(), pair.second(), weight);
      normal.add(pair.first(), pair.second(), -weight);
      normal.add(pair.second(), pair.first(), -weight);
      right.add(pair.first(), 0, weight * differences[p]);
      right.add(pair.second(), 0, -weight * differences[p]);
    }
    // The reference is 0: its equation says so, and nothing of it is in the others.
    for (int s = 0; s < scenes; s++) {
      normal.set(reference, s, 0);
      normal.set(s, reference, 0);
    }
    normal.set(reference, reference, 1);
    right.set(reference, 0, 0);
    DMatrixRMaj solution = new DMatrixRMaj(scenes, 1);
    if (!CommonOps_DDRM.solve(normal, right, solution)) {
      throw new IllegalArgumentException("The pairs do not connect all scenes.");
    }
    return solution.getData().clone();
  }
}
