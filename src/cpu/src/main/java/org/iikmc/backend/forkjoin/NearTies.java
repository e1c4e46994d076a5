/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SquaredDistance;

/**
 * Decides in float64 which centroid is nearest, where a kernel can't. Of one thread and one step.
 */
final class NearTies {
  private final double[][] whitened;
  private final boolean plain;
  private final double[] stored;
  private final double[] place;

  /**
   * @param whitened centroids where distances are Euclidean
   * @param plain whether stored values are compared as they are
   */
  NearTies(double[][] whitened, boolean plain) {
    this.whitened = whitened;
    this.plain = plain;
    stored = new double[whitened[0].length];
    place = plain ? stored : new double[stored.length];
  }

  /** Labels the first samples of {@link Chunk#close}. */
  void decide(Chunk chunk, int close, Frame frame) {
    for (int c = 0; c < close; c++) {
      find(chunk, chunk.close[c], frame);
      chunk.label[chunk.close[c]] = (byte) SquaredDistance.nearest(place, whitened);
    }
  }

  /**
   * Likewise, where it is known which centroids it can only be.
   *
   * @param candidates ascending
   */
  void decide(Chunk chunk, int close, Frame frame, byte[] candidates) {
    for (int c = 0; c < close; c++) {
      find(chunk, chunk.close[c], frame);
      byte nearest = candidates[0];
      double least = Double.POSITIVE_INFINITY;
      for (byte candidate : candidates) {
        double distance = SquaredDistance.between(place, whitened[candidate & 0xFF]);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
      chunk.label[chunk.close[c]] = nearest;
    }
  }

  private void find(Chunk chunk, int i, Frame frame) {
    chunk.sample(i, stored);
    if (!plain) {
      frame.whitening().apply(stored, place);
    }
  }
}
