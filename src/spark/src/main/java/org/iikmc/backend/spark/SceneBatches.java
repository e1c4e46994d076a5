/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.SampleSource;

/** Which scenes are worked on at a time: the driver takes in what comes of so many. */
final class SceneBatches {
  /** Maps of so many cells are some 200 MB. */
  private static final long MOST_CELLS = 1L << 30;

  private SceneBatches() {}

  /**
   * Cuts a list of scenes.
   *
   * @param scenes of a source
   * @param blocks of the source
   * @return where in the list each batch begins, and its end
   */
  static List<Integer> of(List<Integer> scenes, List<? extends SampleSource.Block> blocks) {
    long[] cells = new long[blocks.get(blocks.size() - 1).scene() + 1];
    blocks.forEach(block -> cells[block.scene()] += block.cells());
    return of(scenes, cells);
  }

  /**
   * The same.
   *
   * @param cells of each scene of the source
   */
  static List<Integer> of(List<Integer> scenes, long[] cells) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    long sum = 0;
    for (int i = 0; i < scenes.size(); i++) {
      sum += cells[scenes.get(i)];
      if (sum > MOST_CELLS && i > starts.get(starts.size() - 1)) {
        starts.add(i);
        sum = cells[scenes.get(i)];
      }
    }
    starts.add(scenes.size());
    return starts;
  }
}
