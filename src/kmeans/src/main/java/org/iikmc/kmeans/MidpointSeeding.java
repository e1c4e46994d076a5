/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * Midpoints of k equal steps between minimum and maximum of each band (Han and Lee 2024): {@code
 * c[i][b] = min[b] + (i + 1/2)(max[b] - min[b])/k}.
 */
public record MidpointSeeding() implements Seeding {
  @Override
  public double[][] seed(HeldSamples samples, int k) {
    return midpoints(samples.summary().min(), samples.summary().max(), k);
  }

  @Override
  public String description() {
    return "midpoint";
  }

  /** The midpoints between other bounds of the bands; k × bands. */
  public static double[][] midpoints(double[] low, double[] high, int k) {
    double[][] centroids = new double[k][low.length];
    for (int i = 0; i < k; i++) {
      for (int b = 0; b < low.length; b++) {
        centroids[i][b] = low[b] + (i + 0.5) * (high[b] - low[b]) / k;
      }
    }
    return centroids;
  }
}
