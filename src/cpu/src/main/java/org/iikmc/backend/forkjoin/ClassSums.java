/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Sums of the samples of each class: what its mean is made of. Kept from one step to the next.
 *
 * <p>There are two ways, because exact sums can be corrected and rounded ones can't: {@link
 * IntegerSums} and {@link FloatSums}.
 */
interface ClassSums {
  /** What one thread collects during a step. */
  interface Collector {
    /** The samples of the chunk, none of which had a label before, have got one. */
    void addAll(Chunk chunk);

    /**
     * The samples of the chunk at the first places of {@link Chunk#changed} changed their class.
     */
    void move(Chunk chunk, int changed);

    /**
     * All samples of a leaf go to another class.
     *
     * @param from -1 if they had none
     */
    void moveLeaf(LeafOrder order, int leaf, int from, int to);

    /** All chunks of a block, which is of the frame, are done. */
    void endBlock(int index, StoredBlock block, long changed);
  }

  Collector newCollector();

  /**
   * Takes in what the collectors of one step found; afterwards the sums are those of the new
   * labels.
   */
  void add(Iterable<? extends Collector> collectors);

  /** The sums as they are now. */
  PartialTotals totals();
}
