/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * Sums of float samples, in float64. A rounded sum can't be corrected without drifting away from
 * what a fresh one would be, so each block whose labels changed is summed anew; the sums of the
 * blocks are then added in their order, which makes every run bit-equal. They are sums around zero:
 * around the centre, a class of small values would lose its digits to one of large values.
 */
final class FloatSums implements ClassSums {
  private final int k;
  private final double[] center;
  private final int firstBlock;
  private final long[][] blockCounts;
  private final double[][] blockSums;
  private final long[] counts;
  private final double[] sums;

  FloatSums(int k, Frame frame) {
    this.k = k;
    center = frame.center();
    firstBlock = frame.firstBlock();
    int blocks = frame.endBlock() - firstBlock;
    blockCounts = new long[blocks][];
    blockSums = new double[blocks][];
    counts = new long[k];
    sums = new double[k * center.length];
  }

  @Override
  public Collector newCollector() {
    return new Collector() {
      private final Object room = SampleType.FLOAT32.newArray(PixelStore.BLOCK_SAMPLES);
      private final byte[] labelRoom = new byte[PixelStore.BLOCK_SAMPLES];

      @Override
      public void addAll(Chunk chunk) {
        // Summed when the labels of the whole block are known.
      }

      @Override
      public void move(Chunk chunk, int changed) {
        // Likewise.
      }

      @Override
      public void endBlock(int index, StoredBlock block, long changed) {
        if (changed > 0) {
          sumBlock(index - firstBlock, block, room, labelRoom);
        }
      }
    };
  }

  private void sumBlock(int index, StoredBlock block, Object room, byte[] labelRoom) {
    int bands = center.length;
    byte[] labels = block.labels(0, block.count, labelRoom);
    long[] blockCount = new long[k];
    for (int i = 0; i < block.count; i++) {
      blockCount[labels[i] & 0xFF]++;
    }
    double[] blockSum = new double[k * bands];
    for (int b = 0; b < bands; b++) {
      float[] values = (float[]) block.values(b, 0, block.count, room);
      for (int i = 0; i < block.count; i++) {
        blockSum[(labels[i] & 0xFF) * bands + b] += values[i];
      }
    }
    blockCounts[index] = blockCount;
    blockSums[index] = blockSum;
  }

  @Override
  public void add(Iterable<? extends Collector> collectors) {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
    for (int block = 0; block < blockSums.length; block++) {
      for (int c = 0; c < k; c++) {
        counts[c] += blockCounts[block][c];
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += blockSums[block][i];
      }
    }
  }

  @Override
  public long count(int label) {
    return counts[label];
  }

  @Override
  public double centeredSum(int label, int band) {
    return sums[label * center.length + band] - counts[label] * center[band];
  }

  @Override
  public double mean(int label, int band) {
    return sums[label * center.length + band] / counts[label];
  }
}
