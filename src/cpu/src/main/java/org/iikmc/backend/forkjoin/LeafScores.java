/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Scores of some centroids around the middle of a leaf. Its samples are near, so float32 tells the
 * centroids apart where it can't around the centre of the frame. Of one thread and one step.
 *
 * <p>With m the middle less the centre of the frame and P the matrix of its whitening, {@code
 * factors} become {@code factors - PᵀP·m}, and {@code half} becomes {@code half - m·factors +
 * |P·m|²/2}.
 */
final class LeafScores {
  private final FrameScores scores;
  private final KernelScores kernel;
  private final boolean diagonal;

  /** PᵀP. */
  private final double[][] metric;

  private final double[] middle;
  private final double[] reach;
  private final double[] offset;
  private final double[] shift;
  private float bound;

  LeafScores(CenteredCentroids centroids) {
    scores = centroids.scores();
    kernel = new KernelScores(centroids.k(), centroids.kernel().halfSquares);
    diagonal = scores.whitening().isDiagonal();
    int bands = scores.center().length;
    metric = new double[bands][bands];
    double[][] matrix = scores.whitening().matrix();
    for (int i = 0; i < bands; i++) {
      for (int j = 0; j < bands; j++) {
        for (double[] row : matrix) {
          metric[i][j] += row[i] * row[j];
        }
      }
    }
    middle = new double[bands];
    reach = new double[bands];
    offset = new double[bands];
    shift = new double[bands];
  }

  /**
   * Takes a leaf.
   *
   * @param candidates centroids to be ranked
   * @param decision by how much rounding in float64 may change a score
   */
  void take(Boxes boxes, int leaf, byte[] candidates, double decision) {
    int bands = middle.length;
    for (int b = 0; b < bands; b++) {
      int low = boxes.low()[leaf * bands + b];
      int high = boxes.high()[leaf * bands + b];
      middle[b] = low + high >> 1;
      reach[b] = high - middle[b];
      offset[b] = middle[b] - scores.center()[b];
    }
    double square = 0;
    for (int i = 0; i < bands; i++) {
      double sum = 0;
      for (int j = 0; j < bands; j++) {
        sum += metric[i][j] * offset[j];
      }
      shift[i] = sum;
      square += sum * offset[i];
    }
    double lift = diagonal ? 0 : halfRadiusSquare();
    kernel.lift = (float) lift;
    kernel.resize(candidates.length);
    double greatest = 0;
    for (int c = 0; c < candidates.length; c++) {
      double[] factors = scores.factors()[candidates[c] & 0xFF];
      double half = scores.half()[candidates[c] & 0xFF] + square / 2;
      double size = lift;
      for (int b = 0; b < bands; b++) {
        double factor = factors[b] - shift[b];
        half -= factors[b] * offset[b];
        size += (Math.abs(factor) + kernel.halfSquares[b] * reach[b]) * reach[b];
        kernel.setFactor(c, b, factor);
      }
      kernel.setHalf(c, half);
      greatest = Math.max(greatest, size + Math.abs(half));
    }
    bound = LeadBound.of(bands, greatest, 3 * decision);
  }

  /** No score of a sample of the leaf is further below zero. */
  private double halfRadiusSquare() {
    double square = 0;
    for (double[] row : scores.whitening().matrix()) {
      double width = 0;
      for (int b = 0; b < row.length; b++) {
        width += Math.abs(row[b]) * reach[b];
      }
      square += width * width;
    }
    return square / 2;
  }

  /** Ranks the candidates by their place in the list. */
  KernelScores kernel() {
    return kernel;
  }

  /** What samples must be around; an integer by value in each band. */
  double[] middle() {
    return middle;
  }

  /** The {@link LeadBound} for samples of the leaf. */
  float bound() {
    return bound;
  }
}
