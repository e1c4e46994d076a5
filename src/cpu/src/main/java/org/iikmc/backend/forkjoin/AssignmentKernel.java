/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * The hot loops over one chunk of samples. Stateless and safe to share; all arrays belong to the
 * caller.
 *
 * <p>Chunk arrays are padded to a multiple of {@value #LANES} samples. A kernel may compute on the
 * padding, whose results nobody reads.
 */
interface AssignmentKernel {
  /** Every vector length of today's machines divides this. */
  int LANES = 64;

  /** Its name and width, for people. */
  String description();

  /**
   * Converts samples of one band to float32 around zero: {@code out[outOffset + i] = values[offset
   * + i] - center}.
   *
   * @param center such that the differences of integer types are exact
   */
  void center(
      SampleType type, Object values, int offset, int n, float center, float[] out, int outOffset);

  /**
   * Finds the nearest centroid of each sample.
   *
   * @param x centred samples: band b of sample i at {@code b * stride + i}
   * @param stride a multiple of {@link #LANES}
   * @param label receives the index of the centroid with the least score
   * @param lead receives by how much the second least score is above it: half the difference of
   *     squared distances, or a little less; anything if scores overflow; huge if there is no
   *     second centroid
   */
  void nearest(
      float[] x, int stride, int n, CenteredCentroids centroids, int[] label, float[] lead);

  /**
   * Finds the samples that need more than this kernel: those that lead by no more than {@code
   * bound} and those whose label changed.
   *
   * @param old labels before the step, from {@code offset}
   * @param out receives their indices, ascending
   * @return how many there are
   */
  int select(int[] label, float[] lead, float bound, byte[] old, int offset, int n, int[] out);
}
