/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.metric.WithinClassMetric;
import org.iikmc.kmeans.seeding.SampleKMeans;

/** Unchanged ground once more: that whose label agrees on both dates. */
final class AgreeingGround {
  private static final int ROUNDS = 20;

  private AgreeingGround() {}

  /**
   * The pairs of scenes with the points whose labels agree.
   *
   * @param ground stored values
   * @param space of the scenes, with the metric of the fit
   * @param pairs of scenes to look at
   * @return those pairs of which at least {@code least} points agree
   */
  static List<ScenePair> of(
      CommonGround ground,
      SpectralSpace space,
      WithinClassMetric.Fit fit,
      List<ScenePair> pairs,
      int least) {
    int[][] labels = labels(ground, space, fit);
    List<ScenePair> agreeing = new ArrayList<>();
    for (ScenePair pair : pairs) {
      int[] points =
          IntStream.of(ground.common(pair.first(), pair.second()))
              .filter(p -> labels[pair.first()][p] == labels[pair.second()][p])
              .toArray();
      if (points.length >= least) {
        agreeing.add(new ScenePair(pair.first(), pair.second(), points));
      }
    }
    return agreeing;
  }

  /** By scene and point; anything where there is no pixel. */
  private static int[][] labels(
      CommonGround ground, SpectralSpace space, WithinClassMetric.Fit fit) {
    List<double[]> rows = new ArrayList<>();
    for (int s = 0; s < space.scenes(); s++) {
      for (double[] row : ground.scenes().get(s)) {
        if (row != null) {
          rows.add(space.harmonization(s).of(row));
        }
      }
    }
    SampleKMeans settled =
        new SampleKMeans(
            space.whitened(rows.toArray(double[][]::new)), space.whitened(fit.centroids()), ROUNDS);
    int[][] labels = new int[space.scenes()][ground.points()];
    int next = 0;
    for (int s = 0; s < space.scenes(); s++) {
      for (int p = 0; p < ground.points(); p++) {
        if (ground.scenes().get(s)[p] != null) {
          labels[s][p] = settled.labels()[next++];
        }
      }
    }
    return labels;
  }
}
