/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.metric.WithinClassMetric;

/**
 * The metric that is whitened by the covariance of differences between dates on ground that did not
 * change: what varies anyway counts little.
 */
final class ChangeMetric {
  private ChangeMetric() {}

  /**
   * W with {@code WᵀW} the inverse of half of that covariance, pooled over pairs of scenes.
   *
   * @param ground harmonised
   * @return empty if it has no inverse
   */
  static Optional<double[][]> of(CommonGround ground, List<ScenePair> unchanged, int bands) {
    double[][] sums = new double[bands][bands];
    long count = 0;
    double[] difference = new double[bands];
    for (ScenePair pair : unchanged) {
      double[][] a = ground.rows(pair.first(), pair.points());
      double[][] b = ground.rows(pair.second(), pair.points());
      double[] mean = new double[bands];
      for (int i = 0; i < a.length; i++) {
        for (int band = 0; band < bands; band++) {
          mean[band] += (a[i][band] - b[i][band]) / a.length;
        }
      }
      for (int i = 0; i < a.length; i++) {
        for (int band = 0; band < bands; band++) {
          difference[band] = a[i][band] - b[i][band] - mean[band];
        }
        for (int row = 0; row < bands; row++) {
          for (int column = 0; column < bands; column++) {
            sums[row][column] += difference[row] * difference[column] / 2;
          }
        }
      }
      count += a.length;
    }
    for (double[] row : sums) {
      for (int column = 0; column < bands; column++) {
        row[column] /= count;
      }
    }
    return WithinClassMetric.whitening(sums);
  }
}
