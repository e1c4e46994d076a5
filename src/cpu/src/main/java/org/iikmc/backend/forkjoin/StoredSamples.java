/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;

/**
 * Samples that lie in blocks in the memory or temporary file of this machine, with room for a label
 * each. What a backend needs that computes the steps elsewhere: it copies the blocks out, brings
 * the labels back, and leaves the rest to this.
 *
 * <p>Blocks are numbered from 0, those of one scene in a row; the samples of a block follow those
 * of the block before it, as the ordinals do. Reading blocks is safe from several threads at once,
 * and so is labelling different ones.
 */
public interface StoredSamples extends HeldSamples {
  /** A block has no more samples. */
  int BLOCK_SAMPLES = PixelStore.BLOCK_SAMPLES;

  /** Type of all values. */
  SampleType type();

  /** The parts that are computed each for itself, in the order of their blocks. */
  List<Frame> frames();

  /** Number of blocks. */
  int blocks();

  /** Number of samples of a block, at least 1. */
  int count(int block);

  /**
   * All values of a band of a block, as they are stored.
   *
   * @param room an array of the type for {@value #BLOCK_SAMPLES} values, which may be used
   * @return either {@code room}, filled from its start, or an array of the block's own, which must
   *     not be changed
   */
  Object values(int block, int band, Object room);

  /**
   * The labels of a block, as they were last stored.
   *
   * @param room like that of {@link #values}
   * @return likewise
   */
  byte[] labels(int block, byte[] room);

  /** Stores the labels of a block, 0…k-1, which are copied from the start of the array. */
  void storeLabels(int block, byte[] labels);

  /**
   * What a step found.
   *
   * @param ofFrames its totals of the stored values of each frame, around the centre of the frame
   * @param centroids of the step
   */
  Assignment.Step step(long changed, List<? extends ClassTotals> ofFrames, double[][] centroids)
      throws IOException;

  /** {@link Assignment#readLabels} of the labels last stored. */
  void readLabels(int sourceBlock, byte[] cells);

  /**
   * {@link Assignment#statistics} of the labels last stored, seen in the space of these samples.
   */
  LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException;

  @Override
  StoredSamples scene(int scene);

  @Override
  StoredSamples in(SpectralSpace space);
}
