/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.SquaredDistance;

/**
 * How far the meaning of a label drifts from scene to scene: the distance between the mean spectrum
 * that a label has in one scene and the one that it has in all, root mean square over all pixels,
 * in the units of the bands. 0 when every label has one spectrum in every scene.
 */
final class LabelDrift {
  private record Scene(long[] counts, double[][] means) {}

  private final List<Scene> scenes = new ArrayList<>();

  /**
   * Takes a scene.
   *
   * @param counts pixels of each label
   * @param means k × bands; whatever for a label without pixels
   */
  void add(long[] counts, double[][] means) {
    scenes.add(new Scene(counts, means));
  }

  double rootMeanSquare() {
    double sum = 0;
    long pixels = 0;
    int k = scenes.isEmpty() ? 0 : scenes.get(0).counts.length;
    for (int c = 0; c < k; c++) {
      double[] mean = mean(c);
      for (Scene scene : scenes) {
        sum += scene.counts[c] * SquaredDistance.between(scene.means[c], mean);
        pixels += scene.counts[c];
      }
    }
    return pixels == 0 ? Double.NaN : Math.sqrt(sum / pixels);
  }

  private double[] mean(int label) {
    double[] mean = new double[scenes.get(0).means[label].length];
    long count = scenes.stream().mapToLong(scene -> scene.counts[label]).sum();
    for (Scene scene : scenes) {
      for (int b = 0; b < mean.length && count > 0; b++) {
        mean[b] += scene.means[label][b] * scene.counts[label] / count;
      }
    }
    return mean;
  }
}
