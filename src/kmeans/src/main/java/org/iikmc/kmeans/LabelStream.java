/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Closeable;
import java.io.IOException;

/**
 * The labels of a source under fixed signatures: a block in, its labels out, and nothing is held
 * but the blocks that are being labelled. For use by one thread.
 */
public interface LabelStream extends Closeable {
  /**
   * The labels of one block of the source, as a map wants them.
   *
   * @param block index in {@link SampleSource#blocks()}; each can be read once. Blocks may be
   *     labelled ahead in their order, so that another order needs more memory
   * @param cells receives 1…k in each valid cell, a tie to the lower class, and 0 in the others,
   *     from its start
   * @throws IOException if the block can't be read
   * @throws java.util.concurrent.CancellationException if the progress said so
   */
  void readLabels(int block, byte[] cells) throws IOException;

  /** Figures of the blocks that were read, all of which have to be before this. */
  LabelStatistics statistics();

  /**
   * The harmonised bands of chosen samples. Reads their blocks once more.
   *
   * @param ordinals ascending, of the samples of the blocks that were read; numbered as in {@link
   *     HeldSamples}
   * @return one row of bands for each ordinal
   */
  double[][] gather(long[] ordinals) throws IOException;

  /** Ends what goes on; what was read stays. */
  @Override
  void close() throws IOException;
}
