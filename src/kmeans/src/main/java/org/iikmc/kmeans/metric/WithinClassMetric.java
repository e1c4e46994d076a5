/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.SquaredDistance;

/**
 * The metric that is whitened by the scatter within classes, found together with the classes of a
 * sample: distances count in units of how much pixels of one class differ anyway.
 *
 * <p>Classes share one scatter matrix S, and pixels far from all classes, as clouds and snow are,
 * weigh less: the model is a multivariate t distribution with ν = {@value #FREEDOM} degrees of
 * freedom for each class (K. L. Lange, R. J. A. Little and J. M. G. Taylor, "Robust statistical
 * modeling using the t distribution", 1989, doi:10.1080/01621459.1989.10478852), with hard labels
 * as in k-means. The criterion is {@code Q = (ν+B)/2 · mean log(1 + d²/ν) + ½ log |S|}, d the
 * distance to the own class and B the number of bands: minus the mean log-likelihood but for a
 * constant. It does not depend on the units of the bands, nor on any affine map of all samples. A
 * round labels, then takes weighted means and the weighted scatter; none of the three can raise Q,
 * which has a lower bound, so rounds end: after the first few, at the one that lowers Q by less
 * than {@value #TOLERANCE}, and after {@value #MOST_ROUNDS} at the latest.
 *
 * <p>Samples may be linked: labels are then taken at a point that is the mean of the values of one
 * piece of ground on several dates, and scatter at the values themselves, so that what differs
 * between dates on unchanged ground counts as scatter within a class. Then Q may rise, which ends
 * the rounds too; the best round is kept.
 */
public final class WithinClassMetric {
  private static final double FREEDOM = 3;
  private static final double TOLERANCE = 1e-4;
  private static final int FIRST_ROUNDS = 6;
  private static final int MOST_ROUNDS = 60;
  private static final int STARTS = 6;

  /** Candidates for each further centre of a start, of which the best is taken. */
  private static final int CANDIDATES = 3;

  /** Share of the deviation of a band that the others do not tell, below which they tell it all. */
  private static final double SINGULAR = 1e-5;

  private final double[][] samples;
  private final double[][] places;
  private final int bands;

  /**
   * @param samples at least one, n × bands; kept, and not written
   * @param places where each is labelled, n × bands: the samples themselves if none are linked
   */
  public WithinClassMetric(double[][] samples, double[][] places) {
    this.samples = samples;
    this.places = places;
    bands = samples[0].length;
  }

  /**
   * A metric and the classes that it was found with.
   *
   * @param metric W, lower triangular: distances are Euclidean between {@code W·h}
   * @param centroids k × bands, in the values of the samples
   * @param criterion Q
   */
  public record Fit(double[][] metric, double[][] centroids, double criterion) {}

  /**
   * The best of several starts that are drawn as k-means++ draws them (D. Arthur and S.
   * Vassilvitskii, 2007), with probability in proportion to {@code log(1 + d²/ν)}.
   *
   * @param seed of the draws
   * @return empty if the bands of the samples depend on each other, so that there is no metric
   */
  public Optional<Fit> find(int k, long seed) {
    double[][] total = covariance();
    if (whitening(total).isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<SplittableRandom> starts =
        IntStream.range(0, STARTS).mapToObj(start -> random.split()).toList();
    return starts.parallelStream()
        .map(start -> improve(draw(k, total, start), total))
        .toList()
        .stream()
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(Fit::criterion)); // the first of several that are equal
  }

  /**
   * The fit that given centroids lead to.
   *
   * @param centroids k × bands; not written
   * @return empty likewise
   */
  public Optional<Fit> from(double[][] centroids) {
    double[][] total = covariance();
    return whitening(total).flatMap(w -> improve(copy(centroids), total));
  }

  private double[][] covariance() {
    double[] mean = new double[bands];
    for (double[] sample : samples) {
      for (int b = 0; b < bands; b++) {
        mean[b] += sample[b];
      }
    }
    for (int b = 0; b < bands; b++) {
      mean[b] /= samples.length;
    }
    double[] ones = new double[samples.length];
    Arrays.fill(ones, 1);
    return scatter(new double[][] {mean}, new int[samples.length], ones);
  }

  /**
   * W, lower triangular, with {@code WᵀW = S⁻¹}.
   *
   * @param scatter S, symmetric
   * @return empty if S has no inverse
   */
  public static Optional<double[][]> whitening(double[][] scatter) {
    double[] deviations = new double[scatter.length];
    double[][] correlation = new double[scatter.length][scatter.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.sqrt(scatter[i][i]);
    }
    for (int i = 0; i < deviations.length; i++) {
      for (int j = 0; j < deviations.length; j++) {
        correlation[i][j] = scatter[i][j] / (deviations[i] * deviations[j]);
      }
    }
    double[][] factor = Matrices.cholesky(correlation);
    for (int i = 0; i < factor.length; i++) {
      if (!(factor[i][i] > SINGULAR)) {
        return Optional.empty();
      }
    }
    double[][] inverse = Matrices.inverseOfLower(factor);
    for (double[] row : inverse) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= deviations[j];
      }
    }
    return Optional.of(inverse);
  }

  private double[][] draw(int k, double[][] total, SplittableRandom random) {
    double[][] metric = whitening(total).orElseThrow();
    double[][] points = mapped(places, metric);
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[][] centroids = new double[k][];
    int first = random.nextInt(points.length);
    centroids[0] = places[first].clone();
    approach(nearest, points, first);
    for (int c = 1; c < k; c++) {
      double[] best = null;
      int chosen = -1;
      double least = Double.POSITIVE_INFINITY;
      double[] sums = cumulated(nearest);
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        int drawn = search(sums, random.nextDouble() * sums[sums.length - 1]);
        double[] closer = nearest.clone();
        approach(closer, points, drawn);
        double cost = Arrays.stream(closer).map(d -> Math.log1p(d / FREEDOM)).sum();
        if (cost < least) {
          least = cost;
          best = closer;
          chosen = drawn;
        }
      }
      nearest = best == null ? nearest : best;
      centroids[c] = places[Math.max(0, chosen)].clone();
    }
    return centroids;
  }

  private static void approach(double[] nearest, double[][] points, int center) {
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i], SquaredDistance.between(points[i], points[center]));
    }
  }

  private static double[] cumulated(double[] squares) {
    double[] sums = new double[squares.length];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += Math.log1p(squares[i] / FREEDOM);
      sums[i] = sum;
    }
    return sums;
  }

  private static int search(double[] sums, double target) {
    int at = Arrays.binarySearch(sums, target);
    return Math.min(sums.length - 1, at < 0 ? -at - 1 : at);
  }

  /** Rounds from these centroids on, which are overwritten. */
  private Optional<Fit> improve(double[][] centroids, double[][] total) {
    double[][] scatter = total;
    Fit best = null;
    double last = Double.POSITIVE_INFINITY;
    int[] labels = new int[samples.length];
    double[] weights = new double[samples.length];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<double[][]> whitening = whitening(scatter);
      if (whitening.isEmpty()) {
        break; // classes of points that agree in a band: the round before is the last with a metric
      }
      double[][] metric = whitening.get();
      double criterion = weigh(centroids, metric, labels, weights);
      if (best == null || criterion < best.criterion()) {
        best = new Fit(metric, copy(centroids), criterion);
      }
      if (last - criterion < TOLERANCE && round >= FIRST_ROUNDS) {
        break;
      }
      last = criterion;
      center(centroids, labels, weights);
      scatter = scatter(centroids, labels, weights);
    }
    return Optional.ofNullable(best);
  }

  /** Labels all samples, weighs them, and returns the criterion. */
  private double weigh(double[][] centroids, double[][] metric, int[] labels, double[] weights) {
    double[][] centers = mapped(centroids, metric);
    double logs = 0;
    double[] place = new double[bands];
    double[] sample = new double[bands];
    for (int i = 0; i < samples.length; i++) {
      multiply(metric, places[i], place);
      labels[i] = SquaredDistance.nearest(place, centers);
      double square;
      if (places[i] == samples[i]) {
        square = SquaredDistance.between(place, centers[labels[i]]);
      } else {
        multiply(metric, samples[i], sample);
        square = SquaredDistance.between(sample, centers[labels[i]]);
      }
      logs += Math.log1p(square / FREEDOM);
      weights[i] = (FREEDOM + bands) / (FREEDOM + square);
    }
    double logDeterminant = 0;
    for (int b = 0; b < bands; b++) {
      logDeterminant -= Math.log(metric[b][b]); // half of log |S|, as W is triangular
    }
    return (FREEDOM + bands) / 2 * logs / samples.length + logDeterminant;
  }

  private void center(double[][] centroids, int[] labels, double[] weights) {
    double[] totals = new double[centroids.length];
    double[][] sums = new double[centroids.length][bands];
    for (int i = 0; i < samples.length; i++) {
      totals[labels[i]] += weights[i];
      for (int b = 0; b < bands; b++) {
        sums[labels[i]][b] += weights[i] * samples[i][b];
      }
    }
    for (int c = 0; c < centroids.length; c++) {
      for (int b = 0; b < bands && totals[c] > 0; b++) {
        centroids[c][b] = sums[c][b] / totals[c];
      }
    }
  }

  private double[][] scatter(double[][] centroids, int[] labels, double[] weights) {
    double[][] scatter = new double[bands][bands];
    double[] difference = new double[bands];
    for (int i = 0; i < samples.length; i++) {
      double[] center = centroids[labels[i]];
      for (int b = 0; b < bands; b++) {
        difference[b] = samples[i][b] - center[b];
      }
      for (int b = 0; b < bands; b++) {
        double weighted = weights[i] * difference[b];
        for (int a = 0; a <= b; a++) {
          scatter[b][a] += weighted * difference[a];
        }
      }
    }
    for (int b = 0; b < bands; b++) {
      for (int a = 0; a <= b; a++) {
        scatter[b][a] /= samples.length;
        scatter[a][b] = scatter[b][a];
      }
    }
    return scatter;
  }

  private double[][] mapped(double[][] rows, double[][] metric) {
    double[][] mapped = new double[rows.length][bands];
    for (int i = 0; i < rows.length; i++) {
      multiply(metric, rows[i], mapped[i]);
    }
    return mapped;
  }

  /** By a lower triangle. */
  private static void multiply(double[][] metric, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += metric[i][j] * x[j];
      }
      y[i] = sum;
    }
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }
}
