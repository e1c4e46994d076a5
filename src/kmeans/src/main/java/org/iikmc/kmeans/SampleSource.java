/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * The samples of a series: a fixed-order list of blocks that open themselves where they run.
 *
 * <p>The order is part of the contract. Ordinals of samples, partial sums and seeds follow it, so
 * that the same source gives the same result in every run.
 */
public interface SampleSource {
  /** Number of bands, the same in every scene. */
  int bands();

  /** Type of the values of every block. */
  SampleType type();

  /** Number of scenes. */
  int scenes();

  /** The blocks, those of scene 0 first. Unmodifiable; the same list each time. */
  List<? extends Block> blocks();

  /**
   * Takes the glimpse of a block that was opened for its samples, if it has one. Safe for use by
   * several threads. Whoever reads the source for somebody hands them over, each once or more
   * often.
   */
  default void take(Glimpse glimpse) {}

  /**
   * One block, not read yet. A block of files can travel to another machine and open itself there;
   * one that holds on to a coverage in memory refuses serialisation and says so.
   */
  interface Block extends Serializable {
    /** Index of the scene that this block is part of, from 0. */
    int scene();

    /** Number of cells, valid or not. */
    int cells();

    /**
     * Reads the block. Safe to call from several threads at once, on the same or on different
     * blocks.
     *
     * @throws IOException if the pixels can't be read; the message names the file or coverage
     */
    SampleBlock open() throws IOException;
  }
}
