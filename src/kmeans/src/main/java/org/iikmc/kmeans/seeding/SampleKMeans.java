/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import java.util.Arrays;
import org.iikmc.kmeans.SquaredDistance;

/** Plain k-means of a few thousand rows in memory, to try starts with. */
public final class SampleKMeans {
  private final double[][] points;
  private final int[] labels;
  private double[][] centroids;
  private double inertia;

  /**
   * Runs rounds of labelling and averaging, and labels once more.
   *
   * @param points n × bands, where distances are Euclidean; kept, and not written
   * @param start k × bands; not written
   * @param rounds at most; they end when no label changes
   */
  public SampleKMeans(double[][] points, double[][] start, int rounds) {
    this.points = points;
    labels = new int[points.length];
    Arrays.fill(labels, -1);
    centroids = start;
    boolean changed = label();
    for (int round = 0; round < rounds && changed; round++) {
      double[][] before = centroids;
      double[][] means = means(points);
      Arrays.setAll(means, c -> means[c] == null ? before[c] : means[c]);
      centroids = means;
      changed = label();
    }
  }

  private boolean label() {
    boolean changed = false;
    inertia = 0;
    for (int i = 0; i < points.length; i++) {
      int nearest = SquaredDistance.nearest(points[i], centroids);
      changed |= nearest != labels[i];
      labels[i] = nearest;
      inertia += SquaredDistance.between(points[i], centroids[nearest]);
    }
    return changed;
  }

  /** Sum of squared distances of the points to their centroids. */
  public double inertia() {
    return inertia;
  }

  /** 0…k-1 by point; shared, and not to be written. */
  public int[] labels() {
    return labels;
  }

  /**
   * Means of values of the points by class.
   *
   * @param rows one for each point
   * @return k rows; null for a class without a point
   */
  public double[][] means(double[][] rows) {
    int[] counts = new int[centroids.length];
    double[][] means = new double[centroids.length][];
    for (int i = 0; i < rows.length; i++) {
      int label = labels[i];
      if (counts[label]++ == 0) {
        means[label] = new double[rows[i].length];
      }
      for (int b = 0; b < rows[i].length; b++) {
        means[label][b] += rows[i][b];
      }
    }
    for (int c = 0; c < means.length; c++) {
      for (int b = 0; counts[c] > 0 && b < means[c].length; b++) {
        means[c][b] /= counts[c];
      }
    }
    return means;
  }
}
