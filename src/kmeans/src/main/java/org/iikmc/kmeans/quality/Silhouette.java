/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.quality;

import java.io.IOException;
import java.util.Arrays;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.seeding.Ordinals;

/**
 * The true silhouette (P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and
 * validation of cluster analysis", Journal of Computational and Applied Mathematics 20, 1987,
 * doi:10.1016/0377-0427(87)90125-7) of a random choice of pixels: distances between pixels, not to
 * signatures. Takes time quadratic in the number of chosen pixels.
 */
public final class Silhouette {
  private Silhouette() {}

  /**
   * Bands of up to {@code most} pixels drawn at random.
   *
   * @param seed of the choice
   * @return pixels × bands
   */
  public static double[][] draw(HeldSamples samples, int most, long seed) throws IOException {
    return samples.gather(Ordinals.random(samples.summary().count(), most, seed));
  }

  /**
   * Mean silhouette of pixels, each of which belongs to the nearest signature.
   *
   * @param rows pixels × bands
   * @return -1…1; a pixel alone in its class counts 0; NaN when all pixels are of one class
   */
  public static double mean(double[][] rows, double[][] signatures) {
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = SquaredDistance.nearest(rows[i], signatures);
    }
    return mean(rows, labels, signatures.length);
  }

  /**
   * Mean silhouette of labelled samples.
   *
   * @param rows samples × bands
   * @param labels 0…k-1 for each sample
   */
  public static double mean(double[][] rows, int[] labels, int k) {
    int[] counts = new int[k];
    int classes = 0;
    for (int label : labels) {
      if (counts[label]++ == 0) {
        classes++;
      }
    }
    if (classes < 2) {
      return Double.NaN;
    }
    double total = 0;
    double[] distances = new double[k];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(distances, 0);
      for (int j = 0; j < rows.length; j++) {
        distances[labels[j]] += Math.sqrt(SquaredDistance.between(rows[i], rows[j]));
      }
      total += silhouette(distances, counts, labels[i]);
    }
    return total / rows.length;
  }

  private static double silhouette(double[] distances, int[] counts, int own) {
    if (counts[own] == 1) {
      return 0;
    }
    double within = distances[own] / (counts[own] - 1);
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < counts.length; c++) {
      if (c != own && counts[c] > 0) {
        nearest = Math.min(nearest, distances[c] / counts[c]);
      }
    }
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }
}
