/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * Squared Euclidean distance in float64, bands in their order: the arithmetic that decides every
 * label. The root is never taken, as it does not change which centroid is nearest.
 */
public final class SquaredDistance {
  private SquaredDistance() {}

  /** Squared distance of two rows of the same bands. */
  public static double between(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** The greatest squared distance between two rows of the same number, of as many rows. */
  public static double greatest(double[][] a, double[][] b) {
    double greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, between(a[i], b[i]));
    }
    return greatest;
  }

  /** Index of the centroid nearest to {@code sample}; the lower one of a tie. */
  public static int nearest(double[] sample, double[][] centroids) {
    int nearest = 0;
    double least = between(sample, centroids[0]);
    for (int c = 1; c < centroids.length; c++) {
      double distance = between(sample, centroids[c]);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }
}
