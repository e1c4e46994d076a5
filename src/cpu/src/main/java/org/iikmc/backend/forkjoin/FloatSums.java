/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iikmc.kmeans.SampleType;

/**
 * Sums of float samples, in float64. A rounded sum can't be corrected without drifting away from
 * what a fresh one would be, so each block whose labels changed is summed anew; the sums of the
 * blocks are then added in their order, which makes the totals of every run of blocks bit-equal.
 */
final class FloatSums implements ClassSums {
  /**
   * Bands summed together. An addition waits for that of the sample before, which is mostly of the
   * same class; those of the other bands go on meanwhile.
   */
  private static final int TOGETHER = 4;

  private final int k;
  private final double[] center;
  private final int firstBlock;
  private final List<StoredBlock> blocks;
  private final FloatTotals.RunTotals[] ofBlocks;

  /**
   * @param center of the frame
   * @param firstBlock index of its first block
   * @param blocks of the frame
   */
  FloatSums(int k, double[] center, int firstBlock, List<StoredBlock> blocks) {
    this.k = k;
    this.center = center;
    this.firstBlock = firstBlock;
    this.blocks = blocks;
    ofBlocks = new FloatTotals.RunTotals[blocks.size()];
  }

  @Override
  public Collector newCollector() {
    return new Collector() {
      private final Object[] rooms = new Object[TOGETHER];
      private final byte[] labelRoom = new byte[PixelStore.BLOCK_SAMPLES];

      {
        Arrays.setAll(rooms, i -> SampleType.FLOAT32.newArray(PixelStore.BLOCK_SAMPLES));
      }

      @Override
      public void addAll(Chunk chunk) {
        // Summed when the labels of the whole block are known.
      }

      @Override
      public void move(Chunk chunk, int changed) {
        // Likewise.
      }

      @Override
      public void moveLeaf(LeafOrder order, int leaf, int from, int to) {
        throw new UnsupportedOperationException("Float samples are not ordered.");
      }

      @Override
      public void endBlock(int index, StoredBlock block, long changed) {
        if (changed > 0) {
          sumBlock(index - firstBlock, block, rooms, labelRoom);
        }
      }
    };
  }

  private void sumBlock(int index, StoredBlock block, Object[] rooms, byte[] labelRoom) {
    int bands = center.length;
    byte[] labels = block.labels(0, block.count, labelRoom);
    long[] blockCount = new long[k];
    for (int i = 0; i < block.count; i++) {
      blockCount[labels[i] & 0xFF]++;
    }
    double[] blockSum = new double[k * bands];
    float[][] values = new float[TOGETHER][];
    double[][] sums = new double[TOGETHER][k];
    for (int first = 0; first < bands; first += TOGETHER) {
      int many = Math.min(TOGETHER, bands - first);
      for (int j = 0; j < TOGETHER; j++) {
        // Those beyond the last band are a sum that nobody reads.
        values[j] =
            j < many
                ? (float[]) block.values(first + j, 0, block.count, rooms[j])
                : values[many - 1];
        Arrays.fill(sums[j], 0);
      }
      addFour(labels, block.count, values, sums);
      for (int c = 0; c < k; c++) {
        for (int j = 0; j < many; j++) {
          blockSum[c * bands + first + j] = sums[j][c];
        }
      }
    }
    ofBlocks[index] = new FloatTotals.RunTotals(blockCount, blockSum);
  }

  /** Adds each sample to the sums of its class, in order. */
  private static void addFour(byte[] labels, int n, float[][] values, double[][] sums) {
    float[] v0 = values[0];
    float[] v1 = values[1];
    float[] v2 = values[2];
    float[] v3 = values[3];
    double[] s0 = sums[0];
    double[] s1 = sums[1];
    double[] s2 = sums[2];
    double[] s3 = sums[3];
    for (int i = 0; i < n; i++) {
      int label = labels[i] & 0xFF;
      s0[label] += v0[i];
      s1[label] += v1[i];
      s2[label] += v2[i];
      s3[label] += v3[i];
    }
  }

  @Override
  public void add(Iterable<? extends Collector> collectors) {
    // Nothing is carried on: totals are those of the blocks.
  }

  @Override
  public PartialTotals totals() {
    SortedMap<Integer, FloatTotals.RunTotals> runs = new TreeMap<>();
    for (int block = 0; block < ofBlocks.length; block++) {
      ofBlocks[block].addTo(
          runs.computeIfAbsent(
              blocks.get(block).facts.run(),
              run -> new FloatTotals.RunTotals(new long[k], new double[k * center.length])));
    }
    return new FloatTotals(center, k, runs);
  }
}
