/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;

/**
 * Sums over samples, by class, of which {@link LabelStatistics} are made. Exact to the rounding of
 * float64: no distance here comes from float32. For use by one thread.
 */
public final class ClassFigures implements Serializable {
  private static final long serialVersionUID = 1;

  private final int bands;
  private final long[] counts;
  private final double[] silhouette;
  private final double[] inertia;
  private final double[] distances;

  /** Differences to the own signature, by class and band, and their squares. */
  private final double[] sums;

  private final double[] squares;

  /** Of no samples. */
  public ClassFigures(int k, int bands) {
    this.bands = bands;
    counts = new long[k];
    silhouette = new double[k];
    inertia = new double[k];
    distances = new double[k];
    sums = new double[k * bands];
    squares = new double[k * bands];
  }

  /** Adds the first {@code n} samples that were measured. */
  public void add(SignatureDistances measured, int n) {
    for (int i = 0; i < n; i++) {
      addOne(measured, i);
    }
  }

  /** Adds one of the samples that were measured. */
  void addOne(SignatureDistances measured, int sample) {
    int label = measured.label(sample);
    counts[label]++;
    for (int b = 0, at = label * bands; b < bands; b++, at++) {
      double difference = measured.difference(sample, b);
      sums[at] += difference;
      squares[at] += difference * difference;
    }
    double own = measured.own(sample);
    inertia[label] += own;
    distances[label] += Math.sqrt(own);
    silhouette[label] += silhouette(own, measured.other(sample));
  }

  /**
   * Simplified silhouette (b - a)/max(a, b) of a sample.
   *
   * @param squaredA squared distance to its own signature
   * @param squaredB that to the nearest other; infinite if there is none
   */
  public static double silhouette(double squaredA, double squaredB) {
    if (squaredB < squaredA) {
      return Math.sqrt(squaredB / squaredA) - 1;
    }
    return squaredB > 0 && squaredB < Double.POSITIVE_INFINITY
        ? 1 - Math.sqrt(squaredA / squaredB)
        : 0;
  }

  /** Adds the sums over other samples. */
  public void add(ClassFigures other) {
    for (int c = 0; c < counts.length; c++) {
      counts[c] += other.counts[c];
      silhouette[c] += other.silhouette[c];
      inertia[c] += other.inertia[c];
      distances[c] += other.distances[c];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
      squares[i] += other.squares[i];
    }
  }

  /**
   * Statistics.
   *
   * @param ofScenes sums over the samples of each scene
   * @param all sums over all samples
   */
  public static LabelStatistics statistics(ClassFigures[] ofScenes, ClassFigures all) {
    long[][] counts = new long[ofScenes.length][];
    double[][] inertia = new double[ofScenes.length][];
    double[][] silhouette = new double[ofScenes.length][];
    for (int scene = 0; scene < ofScenes.length; scene++) {
      counts[scene] = ofScenes[scene].counts.clone();
      inertia[scene] = ofScenes[scene].inertia.clone();
      silhouette[scene] = ofScenes[scene].silhouette.clone();
    }
    return new LabelStatistics(
        counts, inertia, silhouette, all.spread(), all.differences(), all.distances.clone());
  }

  private double[][] differences() {
    double[][] means = new double[counts.length][bands];
    for (int c = 0; c < counts.length; c++) {
      for (int b = 0; b < bands && counts[c] > 0; b++) {
        means[c][b] = sums[c * bands + b] / counts[c];
      }
    }
    return means;
  }

  private double[][] spread() {
    double[][] spread = new double[counts.length][bands];
    double[][] differences = differences();
    for (int c = 0; c < counts.length; c++) {
      for (int b = 0; b < bands && counts[c] > 0; b++) {
        double mean = differences[c][b];
        double variance = squares[c * bands + b] / counts[c] - mean * mean;
        spread[c][b] = Math.sqrt(Math.max(0, variance));
      }
    }
    return spread;
  }
}
