/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Sums of integer samples around their centre. A sum of 2^47 differences of 16 bits still fits a
 * long, so they are exact, and a step has to touch only the samples that changed their class. Exact
 * sums may be added in any order.
 */
final class IntegerSums implements ClassSums {
  private final double[] center;
  private final int bands;
  private final long[] counts;
  private final long[] sums;

  /**
   * @param frame whose centre is an integer in each band
   */
  IntegerSums(int k, Frame frame) {
    center = frame.center();
    bands = center.length;
    counts = new long[k];
    sums = new long[k * bands];
  }

  @Override
  public Collector newCollector() {
    return new Deltas(counts.length, bands);
  }

  @Override
  public void add(Iterable<? extends Collector> collectors) {
    for (Collector collector : collectors) {
      Deltas deltas = (Deltas) collector;
      for (int c = 0; c < counts.length; c++) {
        counts[c] += deltas.counts[c];
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += deltas.sums[i];
      }
    }
  }

  @Override
  public long count(int label) {
    return counts[label];
  }

  @Override
  public double centeredSum(int label, int band) {
    return sums[label * bands + band];
  }

  @Override
  public double mean(int label, int band) {
    // Put back around zero first, and divided once, as anyone would.
    return (sums[label * bands + band] + counts[label] * center[band]) / counts[label];
  }

  private static final class Deltas implements Collector {
    private final int bands;
    private final long[] counts;
    private final long[] sums;

    Deltas(int k, int bands) {
      this.bands = bands;
      counts = new long[k];
      sums = new long[k * bands];
    }

    @Override
    public void move(Chunk chunk, int i, int from, int to) {
      counts[to]++;
      int in = to * bands;
      if (from < 0) {
        for (int b = 0; b < bands; b++) {
          sums[in + b] += (int) chunk.centered(b, i);
        }
        return;
      }
      counts[from]--;
      int out = from * bands;
      for (int b = 0; b < bands; b++) {
        int value = (int) chunk.centered(b, i);
        sums[in + b] += value;
        sums[out + b] -= value;
      }
    }

    @Override
    public void endBlock(int index, StoredBlock block, long changed) {
      // Nothing is kept by block.
    }
  }
}
