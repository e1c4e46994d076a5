/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.iikmc.kmeans.Matrices;

/**
 * Ground that did not change between two scenes: the half of the common points whose spectra are
 * told best by each other.
 *
 * <p>Multivariate alteration detection (A. A. Nielsen, K. Conradsen and J. J. Simpson, 1998): the
 * canonical variates of the two scenes have differences M with variance 2(1 - r), r the canonical
 * correlations, so that {@code Σ M²/(2(1-r))} is small where nothing changed. It is repeated on the
 * half of the points where it is smallest until that half stands still. The iteratively reweighted
 * form (Nielsen 2007, doi:10.1109/TIP.2006.888195) weighs by the chi-square probability instead; on
 * series whose scenes differ much it gives all its weight to a few points, which a fixed share
 * can't. The result does not depend on any affine map of either scene.
 */
final class UnchangedGround {
  /** Rounds stop when fewer of the points change than this share. */
  private static final double TOLERANCE = 1e-4;

  private static final int MOST_ROUNDS = 60;

  /** Variance of a difference that correlation 1 would make 0. */
  private static final double MOST_CORRELATION = 1 - 1e-9;

  /** Fewer common points than this for each band tell nothing. */
  static final int LEAST_POINTS_PER_BAND = 50;

  static final int LEAST_POINTS = 500;

  private UnchangedGround() {}

  /** How many points two scenes must have in common. */
  static int leastPoints(int bands) {
    return Math.max(LEAST_POINTS, LEAST_POINTS_PER_BAND * bands);
  }

  /**
   * The unchanged points of two scenes.
   *
   * @param least points that they must have in common
   * @return empty if they have fewer, or bands that depend on each other there
   */
  static Optional<ScenePair> of(CommonGround ground, int first, int second, int least) {
    int[] common = ground.common(first, second);
    double[][] x = ground.rows(first, common);
    double[][] y = ground.rows(second, common);
    if (common.length < least) {
      return Optional.empty();
    }
    boolean[] kept = new boolean[common.length];
    Arrays.fill(kept, true);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<double[]> alteration = alteration(x, y, kept);
      if (alteration.isEmpty()) {
        return Optional.empty();
      }
      double[] sorted = alteration.get().clone();
      Arrays.sort(sorted);
      double median = sorted[(sorted.length - 1) / 2];
      int changed = 0;
      for (int i = 0; i < kept.length; i++) {
        boolean keep = alteration.get()[i] <= median;
        changed += keep == kept[i] ? 0 : 1;
        kept[i] = keep;
      }
      if (changed < TOLERANCE * kept.length) {
        break;
      }
    }
    List<Integer> points = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        points.add(common[i]);
      }
    }
    return Optional.of(
        new ScenePair(first, second, points.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** The sum over the variates for each point; empty if a covariance has no inverse. */
  private static Optional<double[]> alteration(double[][] x, double[][] y, boolean[] kept) {
    double[] meanX = mean(x, kept);
    double[] meanY = mean(y, kept);
    double[][] factorX = Matrices.cholesky(covariance(x, meanX, x, meanX, kept));
    double[][] factorY = Matrices.cholesky(covariance(y, meanY, y, meanY, kept));
    if (isSingular(factorX) || isSingular(factorY)) {
      return Optional.empty();
    }
    double[][] inverseX = Matrices.inverseOfLower(factorX);
    double[][] inverseY = Matrices.inverseOfLower(factorY);
    double[][] across = covariance(x, meanX, y, meanY, kept);
    double[][] coherence =
        Matrices.product(Matrices.product(inverseX, across), Matrices.transposed(inverseY));
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(coherence.length, coherence.length, true, true, false);
    if (!svd.decompose(new DMatrixRMaj(coherence))) {
      return Optional.empty();
    }
    double[][] variatesX = Matrices.product(rows(svd.getU(null, true)), inverseX);
    double[][] variatesY = Matrices.product(rows(svd.getV(null, true)), inverseY);
    double[] correlations = svd.getSingularValues();
    double[] alteration = new double[x.length];
    for (int v = 0; v < correlations.length; v++) {
      double variance = 2 * (1 - Math.min(MOST_CORRELATION, correlations[v]));
      for (int i = 0; i < x.length; i++) {
        double difference = 0;
        for (int b = 0; b < meanX.length; b++) {
          difference +=
              variatesX[v][b] * (x[i][b] - meanX[b]) - variatesY[v][b] * (y[i][b] - meanY[b]);
        }
        alteration[i] += difference * difference / variance;
      }
    }
    return Optional.of(alteration);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  private static boolean isSingular(double[][] factor) {
    double largest = 0;
    for (int i = 0; i < factor.length; i++) {
      double sum = 0;
      for (double value : factor[i]) {
        sum += value * value;
      }
      largest = Math.max(largest, sum);
      // The part of a band that those before it do not tell.
      if (!(factor[i][i] > 1e-6 * Math.sqrt(sum))) {
        return true;
      }
    }
    return !(largest > 0);
  }

  private static double[] mean(double[][] rows, boolean[] kept) {
    double[] mean = new double[rows[0].length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (kept[i]) {
        count++;
        for (int b = 0; b < mean.length; b++) {
          mean[b] += rows[i][b];
        }
      }
    }
    for (int b = 0; b < mean.length; b++) {
      mean[b] /= count;
    }
    return mean;
  }

  private static double[][] covariance(
      double[][] x, double[] meanX, double[][] y, double[] meanY, boolean[] kept) {
    int bands = meanX.length;
    double[][] sums = new double[bands][bands];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (kept[i]) {
        count++;
        for (int a = 0; a < bands; a++) {
          double difference = x[i][a] - meanX[a];
          for (int b = 0; b < bands; b++) {
            sums[a][b] += difference * (y[i][b] - meanY[b]);
          }
        }
      }
    }
    for (double[] row : sums) {
      for (int b = 0; b < bands; b++) {
        row[b] /= count;
      }
    }
    return sums;
  }
}
