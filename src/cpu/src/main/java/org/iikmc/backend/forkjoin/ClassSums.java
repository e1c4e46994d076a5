/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Sums of the samples of each class: what its mean is made of. Kept from one step to the next.
 *
 * <p>There are two ways, because exact sums can be corrected and rounded ones can't: {@link
 * IntegerSums} and {@link FloatSums}.
 */
interface ClassSums extends ClassTotals {
  /** What one thread collects during a step. */
  interface Collector {
    /**
     * Sample i of the chunk goes from class {@code from}, or none if negative, to class {@code to}.
     */
    void move(Chunk chunk, int i, int from, int to);

    /** All chunks of a block, which is of the frame, are done. */
    void endBlock(int index, StoredBlock block, long changed);
  }

  Collector newCollector();

  /**
   * Takes in what the collectors of one step found; afterwards the sums are those of the new
   * labels.
   */
  void add(Iterable<? extends Collector> collectors);
}
