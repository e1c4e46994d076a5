/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;

/** The labels of held samples while signatures change under them. */
public interface Assignment {
  /**
   * Assigns each sample to the nearest of the centroids (squared distance in the space of the
   * samples, a tie to the lower index), and sums the samples of each class.
   *
   * @param centroids k × bands, finite, harmonised; not kept
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  Step step(double[][] centroids, Progress progress) throws IOException;

  /**
   * The labels of one block of the source, as a map wants them.
   *
   * @param block index in {@link SampleSource#blocks()}
   * @param cells receives 1…k in each valid cell and 0 in the others, from its start
   * @throws IllegalStateException before the first {@link #step}
   */
  void readLabels(int block, byte[] cells) throws IOException;

  /**
   * Figures of every class in every scene under the labels of the last step.
   *
   * @param signatures the centroids of the last step
   */
  LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException;

  /**
   * Figures of the same labels about any centres, seen in any space: there a pixel may lie nearer
   * to another centre than to its own.
   *
   * @param space of as many scenes and bands as the samples have
   * @param centers k × bands, harmonised as this space says; null for a class without samples, to
   *     which no distance is taken
   */
  LabelStatistics statistics(SpectralSpace space, double[][] centers, Progress progress)
      throws IOException;

  /**
   * What one step found; the arrays belong to the receiver, and two steps are not compared by
   * {@code equals}. Equal samples, centroids and earlier labels give equal bits, whatever the
   * number of threads.
   *
   * @param changed samples whose label is another than before the step; all of them in the first
   * @param counts samples of each class
   * @param means k × bands: harmonised mean of the samples of each class; the centroid itself where
   *     a class has none
   * @param inertia sum of squared distances to the centroids given
   */
  record Step(long changed, long[] counts, double[][] means, double inertia) {}
}
