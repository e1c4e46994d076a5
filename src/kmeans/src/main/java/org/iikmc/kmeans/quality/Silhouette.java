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
    ByClass sorted = new ByClass(rows, labels, counts);
    double total = 0;
    double[] distances = new double[k];
    for (int i = 0; i < rows.length; i++) {
      sorted.sumDistances(rows[i], distances);
      total += silhouette(distances, counts, labels[i]);
    }
    return total / rows.length;
  }

  /**
   * Samples sorted by class, band after band: so the compiler takes several at once, which a table
   * of sums by label would prevent.
   */
  private static final class ByClass {
    private final double[][] bands;
    private final int[] ends;
    private final double[] distance;

    ByClass(double[][] rows, int[] labels, int[] counts) {
      bands = new double[rows[0].length][rows.length];
      distance = new double[rows.length];
      ends = new int[counts.length];
      for (int c = 1; c < counts.length; c++) {
        ends[c] = ends[c - 1] + counts[c - 1];
      }
      for (int i = 0; i < rows.length; i++) {
        int place = ends[labels[i]]++;
        for (int b = 0; b < bands.length; b++) {
          bands[b][place] = rows[i][b];
        }
      }
    }

    /**
     * Adds up the distances of a sample to those of each class.
     *
     * @param sums receives them
     */
    void sumDistances(double[] row, double[] sums) {
      Arrays.fill(distance, 0);
      for (int b = 0; b < bands.length; b++) {
        addSquares(bands[b], row[b]);
      }
      for (int i = 0; i < distance.length; i++) {
        distance[i] = Math.sqrt(distance[i]);
      }
      int i = 0;
      for (int c = 0; c < ends.length; c++) {
        double sum = 0;
        for (; i < ends[c]; i++) {
          sum += distance[i];
        }
        sums[c] = sum;
      }
    }

    private void addSquares(double[] band, double value) {
      for (int i = 0; i < distance.length; i++) {
        double difference = value - band[i];
        distance[i] += difference * difference;
      }
    }
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
