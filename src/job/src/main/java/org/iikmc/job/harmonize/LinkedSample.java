/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.seeding.Ordinals;

/**
 * A sample of pixels to find a metric and classes with, and where each of them is labelled: at the
 * mean of what its ground looks like on the dates between which it did not change, so that what
 * dates differ in counts as scatter within a class.
 *
 * @param rows harmonised bands of each pixel
 * @param places likewise, where it is labelled; the row itself for ground seen unchanged once
 */
record LinkedSample(double[][] rows, double[][] places) {
  /** Pixels that are linked with no others. */
  static LinkedSample of(double[][] rows) {
    return new LinkedSample(rows, rows);
  }

  /**
   * Pixels of common ground.
   *
   * @param ground harmonised
   * @param unchanged ground of pairs of scenes
   * @param most pixels to draw
   */
  static LinkedSample of(CommonGround ground, List<ScenePair> unchanged, int most, long seed) {
    int scenes = ground.scenes().size();
    double[][][] sums = new double[scenes][ground.points()][];
    int[][] counts = new int[scenes][ground.points()];
    for (ScenePair pair : unchanged) {
      for (int p : pair.points()) {
        add(sums[pair.first()], counts[pair.first()], p, ground.scenes().get(pair.second())[p]);
        add(sums[pair.second()], counts[pair.second()], p, ground.scenes().get(pair.first())[p]);
      }
    }
    List<double[]> rows = new ArrayList<>();
    List<double[]> places = new ArrayList<>();
    for (int s = 0; s < scenes; s++) {
      for (int p = 0; p < ground.points(); p++) {
        double[] row = ground.scenes().get(s)[p];
        if (row != null) {
          rows.add(row);
          places.add(counts[s][p] == 0 ? row : mean(row, sums[s][p], counts[s][p]));
        }
      }
    }
    long[] drawn = Ordinals.random(rows.size(), most, seed);
    return new LinkedSample(chosen(rows, drawn), chosen(places, drawn));
  }

  private static void add(double[][] sums, int[] counts, int point, double[] row) {
    if (counts[point]++ == 0) {
      sums[point] = new double[row.length];
    }
    for (int b = 0; b < row.length; b++) {
      sums[point][b] += row[b];
    }
  }

  private static double[] mean(double[] own, double[] others, int count) {
    double[] mean = new double[own.length];
    Arrays.setAll(mean, b -> (own[b] + others[b]) / (1 + count));
    return mean;
  }

  private static double[][] chosen(List<double[]> rows, long[] drawn) {
    return Arrays.stream(drawn).mapToObj(i -> rows.get((int) i)).toArray(double[][]::new);
  }
}
