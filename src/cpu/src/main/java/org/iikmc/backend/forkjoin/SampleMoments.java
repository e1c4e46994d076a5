/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.List;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Matrices;

/**
 * First and second moments of samples. The arrays are shared, and nobody writes them.
 *
 * @param count number of samples
 * @param mean by band; 0 without samples
 * @param scatter bands × bands: sum of products of differences to the mean
 */
record SampleMoments(long count, double[] mean, double[][] scatter) {
  /** Of no samples. */
  static SampleMoments none(int bands) {
    return new SampleMoments(0, new double[bands], new double[bands][bands]);
  }

  /**
   * Those of the samples of a frame.
   *
   * @param products sums of products of two bands, each less the centre of the frame, over parts of
   *     the samples, which are added in this order
   */
  static SampleMoments of(Frame frame, List<double[][]> products) {
    int bands = frame.center().length;
    double[] mean = new double[bands];
    double[][] scatter = new double[bands][bands];
    for (double[][] product : products) {
      for (int i = 0; i < bands; i++) {
        for (int j = 0; j < bands; j++) {
          scatter[i][j] += product[i][j];
        }
      }
    }
    for (int i = 0; i < bands && frame.count() > 0; i++) {
      mean[i] = frame.center()[i] + frame.centeredSum()[i] / frame.count();
      for (int j = 0; j < bands; j++) {
        // From around the centre to around the mean.
        scatter[i][j] -= frame.centeredSum()[i] * frame.centeredSum()[j] / frame.count();
      }
    }
    return new SampleMoments(frame.count(), mean, scatter);
  }

  /** Those of the samples as a map takes them. */
  SampleMoments mapped(AffineMap map) {
    double[][] half = Matrices.product(map.matrix(), scatter);
    return new SampleMoments(
        count,
        count == 0 ? mean : map.of(mean),
        Matrices.product(half, Matrices.transposed(map.matrix())));
  }

  /**
   * Those of these samples and others together (T. F. Chan, G. H. Golub and R. J. LeVeque,
   * "Updating formulae and a pairwise algorithm for computing sample variances", 1979).
   */
  SampleMoments plus(SampleMoments other) {
    long all = count + other.count;
    if (all == 0) {
      return this;
    }
    int bands = mean.length;
    double[] shift = new double[bands];
    double[] together = new double[bands];
    double share = (double) other.count / all;
    for (int b = 0; b < bands; b++) {
      shift[b] = other.mean[b] - mean[b];
      together[b] = mean[b] + shift[b] * share;
    }
    double[][] sum = new double[bands][bands];
    for (int i = 0; i < bands; i++) {
      for (int j = 0; j < bands; j++) {
        sum[i][j] = scatter[i][j] + other.scatter[i][j] + shift[i] * shift[j] * share * count;
      }
    }
    return new SampleMoments(all, together, sum);
  }

  /** Sum of squared distances to the mean after a linear map: the trace of W·scatter·Wᵀ. */
  double inertia(double[][] linear) {
    double sum = 0;
    for (double[] row : linear) {
      for (int i = 0; i < row.length; i++) {
        for (int j = 0; j < row.length; j++) {
          sum += row[i] * scatter[i][j] * row[j];
        }
      }
    }
    return sum;
  }
}
