/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * By how much the sums of integer samples change, as one thread finds it. Samples are added up in
 * tables that are indexed by label and have two bands in one long, so that a sample costs one
 * addition for two bands whatever the number of classes; the tables are emptied before a half could
 * overflow. Exact.
 */
final class PackedSums implements ClassSums.Collector {
  /**
   * Entries of a table: any byte is one. Nobody reads that of {@link StoredBlock#NO_LABEL}, which
   * takes what samples without a label are moved out of.
   */
  static final int LABELS = 256;

  /** So many values of 16 bits add up to less than 2^31. */
  private static final int MOST = (1 << 15) - 1;

  private final PairPacker packer;
  private final int bands;
  private final boolean many;
  private final double[] center;

  /**
   * Tables of each pair of bands, which take turns: neighbours are mostly of one class, and in one
   * table an addition would wait for that before.
   */
  private static final int TABLES = 2;

  /** By pair of bands, one table after the other. */
  private final long[][] tables;

  private final int[] countTables = new int[TABLES * LABELS];
  private int inTables;

  private final long[] packed;

  private final long[] counts;
  private final long[] sums;

  /** The kernel that keeps sums of the block; null if none does. */
  private AssignmentKernel summing;

  /**
   * @param center what the sums are around; an integer by value in each band
   * @param many whether there are so many samples that they repay the compilation of what sums them
   *     faster
   */
  PackedSums(SampleType type, int k, double[] center, boolean many) {
    this.many = many;
    packer = new PairPacker(type);
    bands = center.length;
    this.center = center;
    tables = new long[(bands + 1) / 2][TABLES * LABELS];
    packed = new long[Chunk.MOST];
    counts = new long[k];
    sums = new long[k * bands];
  }

  @Override
  public void addAll(Chunk chunk) {
    if (many && counts.length <= chunk.kernel().summedClasses() && chunk.isAround(center)) {
      summing = chunk.kernel();
      summing.sum(chunk.size(), chunk.label, counts, sums);
    } else {
      lookUp(chunk);
    }
  }

  private void lookUp(Chunk chunk) {
    int n = chunk.size();
    makeRoom(n);
    count(chunk.label, n);
    for (int p = 0; p < tables.length; p++) {
      packer.addAll(chunk, 2 * p, Math.min(2 * p + 1, bands - 1), tables[p]);
    }
  }

  private void count(byte[] label, int n) {
    int[] table = countTables;
    for (int i = 0; i + 1 < n; i += 2) {
      table[label[i] & 0xFF]++;
      table[LABELS + (label[i + 1] & 0xFF)]++;
    }
    if (n % 2 > 0) {
      table[label[n - 1] & 0xFF]++;
    }
  }

  @Override
  public void move(Chunk chunk, int changed) {
    makeRoom(changed);
    for (int j = 0; j < changed; j++) {
      int i = chunk.changed[j];
      countTables[chunk.label[i] & 0xFF]++;
      countTables[LABELS + (chunk.oldLabel(i) & 0xFF)]--;
    }
    for (int p = 0; p < tables.length; p++) {
      packer.packSome(chunk, 2 * p, Math.min(2 * p + 1, bands - 1), chunk.changed, changed, packed);
      move(tables[p], chunk, changed);
    }
  }

  private void move(long[] table, Chunk chunk, int changed) {
    for (int j = 0; j < changed; j++) {
      int i = chunk.changed[j];
      table[chunk.label[i] & 0xFF] += packed[j];
      table[LABELS + (chunk.oldLabel(i) & 0xFF)] -= packed[j];
    }
  }

  @Override
  public void moveLeaf(LeafOrder order, int leaf, int from, int to) {
    int size = order.size(leaf);
    addLeaf(order, leaf, to, size);
    if (from >= 0) {
      addLeaf(order, leaf, from, -size);
    }
  }

  private void addLeaf(LeafOrder order, int leaf, int label, int size) {
    int sign = Integer.signum(size);
    counts[label] += size;
    for (int b = 0; b < bands; b++) {
      sums[label * bands + b] += sign * order.sums()[leaf * bands + b] - size * (long) center[b];
    }
  }

  @Override
  public void endBlock(int index, StoredBlock block, long changed) {
    if (summing != null) {
      summing.takeSums(counts, sums); // The next block may be of another frame.
      summing = null;
    }
  }

  /** Adds what was collected to sums around the centre, and forgets it. */
  void addTo(long[] allCounts, long[] allSums) {
    emptyTables();
    for (int c = 0; c < counts.length; c++) {
      allCounts[c] += counts[c];
    }
    for (int i = 0; i < sums.length; i++) {
      allSums[i] += sums[i];
    }
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
  }

  private void makeRoom(int samples) {
    if (inTables + samples > MOST) {
      emptyTables();
    }
    inTables += samples;
  }

  private void emptyTables() {
    for (int c = 0; c < counts.length; c++) {
      long count = 0;
      for (int t = 0; t < TABLES; t++) {
        count += countTables[t * LABELS + c];
      }
      counts[c] += count;
      for (int p = 0; p < tables.length; p++) {
        long both = 0;
        for (int t = 0; t < TABLES; t++) {
          both += tables[p][t * LABELS + c];
        }
        long low = (int) both;
        addToSum(c, 2 * p, count, low);
        if (2 * p + 1 < bands) {
          addToSum(c, 2 * p + 1, count, both - low >> 32);
        }
      }
    }
    Arrays.fill(countTables, 0);
    for (long[] table : tables) {
      Arrays.fill(table, 0);
    }
    inTables = 0;
  }

  private void addToSum(int label, int band, long count, long sum) {
    sums[label * bands + band] += sum - count * (packer.lift + (long) center[band]);
  }
}
