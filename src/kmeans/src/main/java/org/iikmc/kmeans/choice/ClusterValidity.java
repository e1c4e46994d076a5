/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;

/**
 * How well labels part their samples. All figures are of the labels alone: distances are taken to
 * the means of the samples of each class, which the signatures of a run only come near, and a class
 * without samples does not count.
 *
 * @param inertia sum of squared distances to the own mean
 * @param simplifiedSilhouette mean of (b - a)/max(a, b), a the distance to the own mean and b that
 *     to the nearest other (L. Vendramin et al., "Relative clustering validity criteria", 2010,
 *     doi:10.1002/sam.10080): at most 1, more is better; NaN for one class
 * @param calinskiHarabasz scatter between the classes over that within them, each by its degrees of
 *     freedom (T. Caliński and J. Harabasz, "A dendrite method for cluster analysis", 1974,
 *     doi:10.1080/03610927408827101), as scikit-learn has it: more is better; NaN unless there are
 *     2 to n - 1 classes
 * @param daviesBouldin mean over the classes of the largest (s + t)/d to another, s and t the mean
 *     distances of the samples of both to their means and d the distance of these (D. L. Davies and
 *     D. W. Bouldin, "A cluster separation measure", 1979, doi:10.1109/TPAMI.1979.4766909), as
 *     scikit-learn has it: from 0 on, less is better; NaN likewise
 */
public record ClusterValidity(
    double inertia, double simplifiedSilhouette, double calinskiHarabasz, double daviesBouldin) {

  /**
   * Figures of labels.
   *
   * @param statistics about the means of the classes
   * @param means k × bands, harmonised; null for a class without samples
   * @param space in which the statistics were taken
   */
  public static ClusterValidity of(
      LabelStatistics statistics, double[][] means, SpectralSpace space) {
    int[] classes = IntStream.range(0, means.length).filter(c -> means[c] != null).toArray();
    double[][] whitened = space.whitened(means);
    double[][] centers = Arrays.stream(classes).mapToObj(c -> whitened[c]).toArray(double[][]::new);
    long[] counts = Arrays.stream(classes).mapToLong(statistics::count).toArray();
    double[] distances =
        Arrays.stream(classes)
            .mapToDouble(c -> statistics.distances()[c] / statistics.count(c))
            .toArray();
    long n = Arrays.stream(counts).sum();
    double inertia = statistics.totalInertia();
    boolean parted = classes.length >= 2 && classes.length < n;
    return new ClusterValidity(
        inertia,
        classes.length >= 2 ? statistics.meanSilhouette() : Double.NaN,
        parted ? calinskiHarabasz(centers, counts, n, inertia) : Double.NaN,
        parted ? daviesBouldin(centers, distances) : Double.NaN);
  }

  private static double calinskiHarabasz(
      double[][] centers, long[] counts, long n, double inertia) {
    double[] mean = new double[centers[0].length];
    for (int c = 0; c < centers.length; c++) {
      for (int b = 0; b < mean.length; b++) {
        mean[b] += counts[c] * centers[c][b] / n;
      }
    }
    double between = 0;
    for (int c = 0; c < centers.length; c++) {
      between += counts[c] * SquaredDistance.between(centers[c], mean);
    }
    int k = centers.length;
    return inertia == 0 ? 1 : between * (n - k) / (inertia * (k - 1.0));
  }

  private static double daviesBouldin(double[][] centers, double[] distances) {
    double sum = 0;
    for (int c = 0; c < centers.length; c++) {
      double worst = 0;
      for (int other = 0; other < centers.length; other++) {
        double apart = Math.sqrt(SquaredDistance.between(centers[c], centers[other]));
        if (apart > 0) { // not of itself, nor of one in the same place, as scikit-learn does
          worst = Math.max(worst, (distances[c] + distances[other]) / apart);
        }
      }
      sum += worst;
    }
    return sum / centers.length;
  }
}
