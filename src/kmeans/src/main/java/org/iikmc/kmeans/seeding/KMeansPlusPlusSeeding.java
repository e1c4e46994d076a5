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
 * 2007) on a random choice of at most {@value #MOST_SAMPLES} pixels.
 *
 * <p>The signatures are ordered by their mean over the bands, so that as with midpoints class 1
 * starts darkest. Where the chosen pixels hold fewer than k distinct spectra, some signatures
 * coincide and the higher ones stay empty.
 *
 * @param seed of the random choice; the same seed gives the same signatures
 */
public record KMeansPlusPlusSeeding(long seed) implements Seeding {
  private static final int MOST_SAMPLES = 1 << 17;

  @Override
  public double[][] seed(HeldSamples samples, int k) throws IOException {
    double[][] rows =
        samples.gather(Ordinals.random(samples.summary().count(), MOST_SAMPLES, seed));
    SplittableRandom random = new SplittableRandom(seed).split();
    double[] nearest = new double[rows.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[][] centroids = new double[k][];
    centroids[0] = rows[random.nextInt(rows.length)].clone();
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < rows.length; i++) {
        nearest[i] = Math.min(nearest[i], SquaredDistance.between(rows[i], centroids[c - 1]));
        total += nearest[i];
      }
      centroids[c] = rows[draw(nearest, random.nextDouble() * total)].clone();
    }
    Arrays.sort(
        centroids, (a, b) -> Double.compare(Arrays.stream(a).sum(), Arrays.stream(b).sum()));
    return centroids;
  }

  @Override
  public String description() {
    return "k-means++ with seed " + seed;
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
}
