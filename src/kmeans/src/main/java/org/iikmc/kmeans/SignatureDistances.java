/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;

/**
 * The working space of one thread: squared distances of some samples to signatures, in the
 * arithmetic of {@link SquaredDistance} (float64, band after band), and which are the least two.
 */
public final class SignatureDistances {
  /** Samples of all bands and their distances stay in the cache of a core. */
  public static final int CAPACITY = 512;

  private final double[][] signatures;
  private final double[][] samples;
  private final double[] distance = new double[CAPACITY];
  private final double[] least = new double[CAPACITY];
  private final double[] second = new double[CAPACITY];
  private final int[] label = new int[CAPACITY];

  /**
   * @param signatures k × bands; kept, and not written
   */
  public SignatureDistances(double[][] signatures) {
    this.signatures = signatures;
    samples = new double[signatures[0].length][CAPACITY];
  }

  /**
   * Loads a band of the samples to come.
   *
   * @param values of that band, of the class that {@link SampleType#newArray} makes
   * @param from index of the first
   * @param n at most {@value #CAPACITY}
   */
  public void load(int band, SampleType type, Object values, int from, int n) {
    type.toDoubles(values, from, n, samples[band]);
  }

  /** Finds the nearest signature of each of the {@code n} samples loaded, a tie to the lower. */
  public void measure(int n) {
    Arrays.fill(least, 0, n, Double.POSITIVE_INFINITY);
    Arrays.fill(second, 0, n, Double.POSITIVE_INFINITY);
    for (int c = 0; c < signatures.length; c++) {
      measure(signatures[c], n);
      for (int i = 0; i < n; i++) {
        if (distance[i] < least[i]) {
          second[i] = least[i];
          least[i] = distance[i];
          label[i] = c;
        } else {
          second[i] = Math.min(second[i], distance[i]);
        }
      }
    }
  }

  private void measure(double[] signature, int n) {
    Arrays.fill(distance, 0, n, 0);
    for (int b = 0; b < signature.length; b++) {
      double[] band = samples[b];
      double component = signature[b];
      for (int i = 0; i < n; i++) {
        double difference = band[i] - component;
        distance[i] += difference * difference;
      }
    }
  }

  /** Number of signatures. */
  public int k() {
    return signatures.length;
  }

  /** The nearest signature of a sample, 0…k-1. */
  public int label(int sample) {
    return label[sample];
  }

  /** Squared distance of a sample to its nearest signature. */
  double least(int sample) {
    return least[sample];
  }

  /** Squared distance of a sample to the nearest other signature; infinite if there is none. */
  double second(int sample) {
    return second[sample];
  }

  /** How far a sample lies from its nearest signature in a band. */
  double difference(int sample, int band) {
    return samples[band][sample] - signatures[label[sample]][band];
  }
}
