/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;

/**
 * The working space of one thread: squared distances of some samples to signatures, in the
 * arithmetic of {@link AffineMap#apply} and {@link SquaredDistance} (float64, band after band):
 * that to the own one, and the least to any other.
 */
public final class SignatureDistances {
  /** Samples of all bands and their distances stay in the cache of a core. */
  public static final int CAPACITY = 512;

  private final SpectralSpace space;
  private final boolean plain;
  private final double[][] signatures;

  /** The signatures where distances are Euclidean. */
  private final double[][] centroids;

  /** Bands of the samples, as they are stored. */
  private final double[][] stored;

  /** The same, harmonised: the stored ones themselves if that changes nothing. */
  private final double[][] harmonized;

  /** The same, where distances are Euclidean: likewise. */
  private final double[][] whitened;

  private final double[] distance = new double[CAPACITY];
  private final double[] least = new double[CAPACITY];
  private final double[] second = new double[CAPACITY];
  private final double[] own = new double[CAPACITY];
  private final int[] label = new int[CAPACITY];

  /**
   * @param signatures k × bands, harmonised; kept, and not written; null for one that no sample has
   *     and to which no distance is taken
   * @param space of the samples
   */
  public SignatureDistances(double[][] signatures, SpectralSpace space) {
    this.signatures = signatures;
    this.space = space;
    plain = space.isPlain();
    centroids = space.whitened(signatures);
    int bands = space.bands();
    stored = new double[bands][CAPACITY];
    harmonized = plain ? stored : new double[bands][CAPACITY];
    whitened = space.isEuclidean() ? harmonized : new double[bands][CAPACITY];
  }

  /**
   * Loads a band of the samples to come.
   *
   * @param values of that band, of the class that {@link SampleType#newArray} makes
   * @param from index of the first
   * @param n at most {@value #CAPACITY}
   */
  public void load(int band, SampleType type, Object values, int from, int n) {
    type.toDoubles(values, from, n, stored[band]);
  }

  /**
   * Loads a band of the samples to come, which lie scattered.
   *
   * @param places of samples among the values; those of the samples to come are there {@code from}
   *     on
   */
  public void load(int band, SampleType type, Object values, char[] places, int from, int n) {
    double[] row = stored[band];
    for (int i = 0; i < n; i++) {
      row[i] = type.get(values, places[from + i]);
    }
  }

  /**
   * Finds the nearest signature of each of the {@code n} samples loaded, a tie to the lower.
   *
   * @param scene that they are of
   */
  public void measure(int scene, int n) {
    map(scene, n);
    for (int c = 0; c < centroids.length; c++) {
      if (centroids[c] == null) {
        continue;
      }
      measure(centroids[c], n);
      for (int i = 0; i < n; i++) {
        if (distance[i] < least[i]) {
          label[i] = c;
        }
      }
      rank(n);
    }
    System.arraycopy(least, 0, own, 0, n);
  }

  /**
   * The same where samples have labels, be it of the nearest signature or not.
   *
   * @param labels of the samples, 0…k-1
   * @param from index of the first
   */
  public void measure(int scene, byte[] labels, int from, int n) {
    map(scene, n);
    for (int i = 0; i < n; i++) {
      label[i] = labels[from + i] & 0xFF;
    }
    for (double[] centroid : centroids) {
      if (centroid != null) {
        measure(centroid, n);
        rank(n);
      }
    }
    for (int i = 0; i < n; i++) {
      own[i] = distance(i, centroids[label[i]]);
    }
  }

  /** The same sum as that of {@link #measure(double[], int)}, so that equal ones are equal bits. */
  private double distance(int sample, double[] centroid) {
    double sum = 0;
    for (int b = 0; b < centroid.length; b++) {
      double difference = whitened[b][sample] - centroid[b];
      sum += difference * difference;
    }
    return sum;
  }

  private void map(int scene, int n) {
    if (!plain) {
      map(space.harmonization(scene), harmonized, n);
    }
    if (whitened != harmonized) {
      map(space.whitening(scene), whitened, n);
    }
    Arrays.fill(least, 0, n, Double.POSITIVE_INFINITY);
    Arrays.fill(second, 0, n, Double.POSITIVE_INFINITY);
  }

  /** Takes the distances to one more signature in. Without a branch, the compiler takes several. */
  private void rank(int n) {
    for (int i = 0; i < n; i++) {
      second[i] = Math.min(second[i], Math.max(least[i], distance[i]));
    }
    for (int i = 0; i < n; i++) {
      least[i] = Math.min(least[i], distance[i]);
    }
  }

  private void map(AffineMap map, double[][] to, int n) {
    for (int i = 0; i < to.length; i++) {
      Arrays.fill(to[i], 0, n, map.offset()[i]);
      for (int j = 0; j < to.length; j++) {
        addProduct(map.matrix()[i][j], stored[j], to[i], n);
      }
    }
  }

  private static void addProduct(double factor, double[] band, double[] sum, int n) {
    if (factor != 0) {
      for (int s = 0; s < n; s++) {
        sum[s] += factor * band[s];
      }
    }
  }

  private void measure(double[] centroid, int n) {
    Arrays.fill(distance, 0, n, 0);
    int b = centroid.length % 2;
    if (b > 0) {
      add(whitened[0], centroid[0], n);
    }
    for (; b < centroid.length; b += 2) {
      add(whitened[b], centroid[b], whitened[b + 1], centroid[b + 1], n);
    }
  }

  private void add(double[] band, double component, int n) {
    for (int i = 0; i < n; i++) {
      double difference = band[i] - component;
      distance[i] += difference * difference;
    }
  }

  /** Two bands, one after the other. */
  private void add(double[] first, double a, double[] next, double b, int n) {
    for (int i = 0; i < n; i++) {
      double x = first[i] - a;
      double y = next[i] - b;
      distance[i] = (distance[i] + x * x) + y * y;
    }
  }

  /** Number of signatures. */
  public int k() {
    return signatures.length;
  }

  /** The own signature of a sample, 0…k-1: the nearest, if it was not given. */
  public int label(int sample) {
    return label[sample];
  }

  /** Squared distance of a sample to its own signature. */
  double own(int sample) {
    return own[sample];
  }

  /** Squared distance of a sample to the nearest other signature; infinite if there is none. */
  double other(int sample) {
    return own[sample] > least[sample] ? least[sample] : second[sample];
  }

  /** How far a sample lies from its own signature in a band, harmonised. */
  double difference(int sample, int band) {
    return harmonized[band][sample] - signatures[label[sample]][band];
  }
}
