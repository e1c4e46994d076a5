/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.List;
import org.iikmc.kmeans.SampleSource;

/**
 * Cuts the blocks of a source into runs: blocks in a row, of one scene. Sums of rounded numbers are
 * taken block after block within a run and then run after run, so that they depend on the source
 * alone, whoever adds up which runs; and runs are so few that their sums can be sent around.
 */
public final class BlockRuns {
  /** Of a scene, at most. */
  private static final int MOST = 64;

  private BlockRuns() {}

  /** The number of the run of each block: ascending from 0, none left out. */
  public static int[] of(List<? extends SampleSource.Block> blocks) {
    int[] runs = new int[blocks.size()];
    int next = 0;
    for (int first = 0; first < runs.length; ) {
      int end = first;
      while (end < runs.length && blocks.get(end).scene() == blocks.get(first).scene()) {
        end++;
      }
      int size = (end - first + MOST - 1) / MOST;
      for (int i = first; i < end; i++) {
        runs[i] = next + (i - first) / size;
      }
      next = runs[end - 1] + 1;
      first = end;
    }
    return runs;
  }
}
