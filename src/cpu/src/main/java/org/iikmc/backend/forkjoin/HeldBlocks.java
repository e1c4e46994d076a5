/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.ValidityMask;

/**
 * Stored blocks and which cells of the blocks of their source they are. Those on the heap can be
 * sent and put away; labels stay behind.
 */
final class HeldBlocks implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<ValidityMask> masks;
  private final List<List<StoredBlock>> ofSource;

  /**
   * @param masks of the blocks of the source
   * @param ofSource what is stored of each of them, in the order of its samples
   */
  HeldBlocks(List<ValidityMask> masks, List<List<StoredBlock>> ofSource) {
    this.masks = List.copyOf(masks);
    this.ofSource = List.copyOf(ofSource);
  }

  /**
   * All stored blocks, in the order of the source. Not kept: who estimates the size of this object,
   * as Spark does by samples of long lists, would count them twice.
   */
  List<StoredBlock> all() {
    return ofSource.stream().flatMap(List::stream).toList();
  }

  /** Number of samples. */
  long count() {
    return ofSource.stream().flatMap(List::stream).mapToLong(block -> block.count).sum();
  }

  /** What is stored of each block of the source. */
  List<List<StoredBlock>> ofSource() {
    return ofSource;
  }

  /**
   * Samples as they are stored.
   *
   * @param wanted numbers in the block, as they were read
   * @return one row of bands for each
   */
  static double[][] rows(StoredBlock block, int[] wanted) {
    double[][] rows = new double[wanted.length][block.bands()];
    if (wanted.length == 0) {
      return rows;
    }
    Object room = block.type.newArray(block.count);
    for (int b = 0; b < block.bands(); b++) {
      Object values = block.values(b, 0, block.count, room);
      for (int i = 0; i < wanted.length; i++) {
        rows[i][b] = block.type.get(values, block.place(wanted[i]));
      }
    }
    return rows;
  }

  /**
   * Samples as they are stored.
   *
   * @param cells of a block of the source
   * @return one row of bands for each; null where there is no sample
   */
  double[][] at(int sourceBlock, int[] cells) {
    double[][] rows = new double[cells.length][];
    int[] samples = masks.get(sourceBlock).samples(cells);
    int first = 0;
    for (StoredBlock block : ofSource.get(sourceBlock)) {
      int start = first;
      int[] chosen =
          IntStream.range(0, cells.length)
              .filter(i -> samples[i] >= start && samples[i] < start + block.count)
              .toArray();
      double[][] found = rows(block, IntStream.of(chosen).map(i -> samples[i] - start).toArray());
      for (int i = 0; i < chosen.length; i++) {
        rows[chosen[i]] = found[i];
      }
      first += block.count;
    }
    return rows;
  }

  /** Spreads the labels of one block of the source over its cells. */
  void readLabels(int sourceBlock, byte[] cells) {
    ValidityMask mask = masks.get(sourceBlock);
    byte[] labels = new byte[mask.count()];
    byte[] room = new byte[Math.min(mask.count(), PixelStore.BLOCK_SAMPLES)];
    int at = 0;
    for (StoredBlock block : ofSource.get(sourceBlock)) {
      byte[] stored = block.labels(0, block.count, room);
      for (int i = 0; i < block.count; i++) {
        labels[at + i] = stored[block.place(i)];
      }
      at += block.count;
    }
    mask.spread(labels, cells);
  }
}
