/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.SquaredDistance;

/**
 * k-means++ (D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA
 * 2007) on a random choice of at most {@value #MOST_SAMPLES} pixels: the best of {@value #STARTS}
 * starts, each led to {@value #ROUNDS} rounds of k-means on these pixels, by inertia.
 *
 * <p>The signatures are ordered by their mean over the bands, so that as with midpoints class 1
 * starts darkest. Where the chosen pixels hold fewer than k distinct spectra, some signatures
 * coincide and the higher ones stay empty.
 *
 * @param seed of the random choice; the same seed gives the same signatures
 */
public record KMeansPlusPlusSeeding(long seed) implements Seeding {
  private static final int MOST_SAMPLES = 1 << 14;
  private static final int STARTS = 6;
  private static final int ROUNDS = 10;

  @Override
  public double[][] seed(HeldSamples samples, int k) throws IOException {
    double[][] rows =
        samples.gather(Ordinals.random(samples.summary().count(), MOST_SAMPLES, seed));
    double[][] points = samples.space().whitened(rows);
    SplittableRandom random = new SplittableRandom(seed).split();
    SampleKMeans best = null;
    for (int start = 0; start < STARTS; start++) {
      SampleKMeans tried = new SampleKMeans(points, draw(points, k, random.split()), ROUNDS);
      if (best == null || tried.inertia() < best.inertia()) {
        best = tried;
      }
    }
    return ordered(best.means(rows));
  }

  @Override
  public String description() {
    return "k-means++ with seed " + seed;
  }

  private static double[][] draw(double[][] points, int k, SplittableRandom random) {
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[][] centroids = new double[k][];
    centroids[0] = points[random.nextInt(points.length)].clone();
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < points.length; i++) {
        nearest[i] = Math.min(nearest[i], SquaredDistance.between(points[i], centroids[c - 1]));
        total += nearest[i];
      }
      centroids[c] = points[draw(nearest, random.nextDouble() * total)].clone();
    }
    return centroids;
  }

  private static int draw(double[] weights, double target) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += weights[i];
        last = i;
        if (sum > target) {
          return i;
        }
      }
    }
    return last; // rounding can leave the sum just below a target near the total
  }

  /** By their sum over the bands; those without a pixel last, at the place of the last that has. */
  private static double[][] ordered(double[][] means) {
    double[][] found =
        Arrays.stream(means)
            .filter(mean -> mean != null)
            .sorted((a, b) -> Double.compare(Arrays.stream(a).sum(), Arrays.stream(b).sum()))
            .toArray(double[][]::new);
    double[][] all = new double[means.length][];
    Arrays.setAll(all, c -> found[Math.min(c, found.length - 1)].clone());
    return all;
  }
}
