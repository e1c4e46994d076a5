/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.backend.forkjoin.BlockRuns;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;

/**
 * Blocks in a row of a source, whole runs of it, that one task reads.
 *
 * @param blocks not opened yet
 * @param runs number of the run of each of them
 * @param type of all samples of the source
 * @param bands how many
 */
record BlockGroup(List<? extends SampleSource.Block> blocks, int[] runs, SampleType type, int bands)
    implements Serializable {
  /**
   * Bytes of samples and labels in one group, at most and more or less: an iteration has a task for
   * each, so there should be few; but one that is lost is read again by one core, and one that goes
   * to disk must be below 2 GiB.
   */
  private static final long BYTES = 512L << 20;

  /**
   * Cuts a source into groups of about the same number of cells.
   *
   * @param cores that are to have work
   */
  static List<BlockGroup> cut(SampleSource source, int cores) {
    List<? extends SampleSource.Block> blocks = source.blocks();
    int[] runs = BlockRuns.of(blocks);
    long cells = blocks.stream().mapToLong(SampleSource.Block::cells).sum();
    long perCell = (long) source.bands() * source.type().bytes() + 1;
    long rounds = (cells * perCell + cores * BYTES - 1) / (cores * BYTES);
    long wanted = Math.max(1, rounds) * cores;
    List<BlockGroup> groups = new ArrayList<>();
    long seen = 0;
    int first = 0;
    for (int i = 0; i < runs.length; i++) {
      seen += blocks.get(i).cells();
      boolean endOfRun = i + 1 == runs.length || runs[i + 1] != runs[i];
      boolean full = seen * wanted >= cells * (groups.size() + 1);
      if (i + 1 == runs.length || endOfRun && full) {
        groups.add(
            new BlockGroup(
                List.copyOf(blocks.subList(first, i + 1)),
                Arrays.copyOfRange(runs, first, i + 1),
                source.type(),
                source.bands()));
        first = i + 1;
      }
    }
    return groups;
  }

  /** Number of cells of all its blocks. */
  long cells() {
    return blocks.stream().mapToLong(SampleSource.Block::cells).sum();
  }
}
