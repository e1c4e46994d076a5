/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.backend.forkjoin.StoredSamples;

/**
 * A run of blocks that lies together on the device.
 *
 * @param firstBlock number of the first block
 * @param endBlock number of the block after the last
 * @param first ordinal of the first sample
 * @param count number of samples
 */
record Tile(int firstBlock, int endBlock, long first, int count) {
  /** Cuts all blocks into tiles of at most {@code capacity} samples; no block has more. */
  static List<Tile> cut(StoredSamples samples, int capacity) {
    List<Tile> tiles = new ArrayList<>();
    int firstBlock = 0;
    long first = 0;
    int count = 0;
    for (int block = 0; block < samples.blocks(); block++) {
      if (count + samples.count(block) > capacity) {
        tiles.add(new Tile(firstBlock, block, first, count));
        firstBlock = block;
        first += count;
        count = 0;
      }
      count += samples.count(block);
    }
    if (count > 0) {
      tiles.add(new Tile(firstBlock, samples.blocks(), first, count));
    }
    return tiles;
  }

  /** Where in this tile the samples from an ordinal on begin: 0 to {@link #count}. */
  int offset(long ordinal) {
    return (int) Math.max(0, Math.min(count, ordinal - first));
  }
}
