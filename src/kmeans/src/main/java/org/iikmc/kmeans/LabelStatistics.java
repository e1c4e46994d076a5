/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * Figures of a finished labelling, by scene and class. The arrays belong to the receiver.
 *
 * @param counts scenes × k: valid pixels
 * @param inertia scenes × k: sum of squared distances to the own signature
 * @param silhouette scenes × k: sum over the pixels of the simplified silhouette (b - a)/max(a, b),
 *     a the distance to the own and b that to the nearest other signature; 0 for a pixel when k is
 *     1 or a and b are both 0 (L. Vendramin et al., "Relative clustering validity criteria", 2010,
 *     doi:10.1002/sam.10080). Each distance is taken in float64, so that the mean is exact to far
 *     below 1e-6
 * @param spread k × bands: standard deviation of each band within a class over all scenes, in the
 *     units of the band; 0 for a class without pixels. Rounding adds up to a millionth of how far
 *     the mean of the class lies from the signature
 * @param differences k × bands: how far the mean of the pixels of a class lies above its signature,
 *     harmonised; 0 for a class without pixels
 * @param distances by class: sum of the distances, not squared, of its pixels to its signature
 */
public record LabelStatistics(
    long[][] counts,
    double[][] inertia,
    double[][] silhouette,
    double[][] spread,
    double[][] differences,
    double[] distances) {

  /** Valid pixels of a class over all scenes. */
  public long count(int label) {
    long sum = 0;
    for (long[] scene : counts) {
      sum += scene[label];
    }
    return sum;
  }

  /**
   * Exact means of the pixels of each class, harmonised.
   *
   * @param signatures about which these figures were taken
   * @return k rows; null for a class without pixels
   */
  public double[][] means(double[][] signatures) {
    double[][] means = new double[signatures.length][];
    for (int c = 0; c < means.length; c++) {
      if (count(c) > 0) {
        means[c] = signatures[c].clone();
        for (int b = 0; b < means[c].length; b++) {
          means[c][b] += differences[c][b];
        }
      }
    }
    return means;
  }

  /** Sum of squared distances over all pixels. */
  public double totalInertia() {
    return total(inertia);
  }

  /** Mean simplified silhouette over all pixels, -1…1. */
  public double meanSilhouette() {
    long pixels = 0;
    for (long[] scene : counts) {
      for (long count : scene) {
        pixels += count;
      }
    }
    return pixels == 0 ? 0 : total(silhouette) / pixels;
  }

  private static double total(double[][] values) {
    double sum = 0;
    for (double[] row : values) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
