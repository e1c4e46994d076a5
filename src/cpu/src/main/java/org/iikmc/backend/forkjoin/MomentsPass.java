/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.Progress;

/**
 * Sums of products of two bands of stored values, which reading does not collect, because only
 * spaces that mix bands need them. Blocks of a run are added in their order, so that the result
 * does not depend on the threads.
 */
final class MomentsPass {
  private static final int PART = 1024;

  private final LocalBlocks blocks;

  MomentsPass(LocalBlocks blocks) {
    this.blocks = blocks;
  }

  /** The products around the centre of the frame, by run. */
  Map<Integer, double[][]> run() throws IOException {
    List<List<StoredBlock>> runs = blocks.runs();
    double[][][] products = new double[runs.size()][][];
    blocks
        .workers()
        .forEach(
            runs.size(),
            Progress.NONE,
            Worker::new,
            (worker, i) -> products[i] = worker.sum(runs.get(i)));
    Map<Integer, double[][]> byRun = new HashMap<>();
    for (int i = 0; i < products.length; i++) {
      byRun.put(runs.get(i).get(0).facts.run(), products[i]);
    }
    return byRun;
  }

  /** What one thread does. */
  private final class Worker {
    private final Object room = blocks.type().newArray(PART);
    private final BlockRoom blockRoom = new BlockRoom();
    private final double[][] values = new double[blocks.bands()][PART];

    double[][] sum(List<StoredBlock> run) {
      double[][] sums = new double[values.length][values.length];
      for (StoredBlock stored : run) {
        add(stored.open(blockRoom), sums);
      }
      for (int i = 0; i < sums.length; i++) {
        for (int j = i + 1; j < sums.length; j++) {
          sums[i][j] = sums[j][i];
        }
      }
      return sums;
    }

    /** Adds the products of the samples of a block. */
    private void add(StoredBlock block, double[][] sums) {
      double[] center = blocks.frames().get(blocks.frameOf(block)).center();
      int bands = center.length;
      for (int from = 0; from < block.count; from += PART) {
        int n = Math.min(PART, block.count - from);
        for (int b = 0; b < bands; b++) {
          Object held = block.values(b, from, n, room);
          block.type.toDoubles(held, held == room ? 0 : from, n, values[b]);
          for (int i = 0; i < n; i++) {
            values[b][i] -= center[b];
          }
        }
        for (int i = 0; i < bands; i++) {
          for (int j = 0; j <= i; j++) {
            sums[i][j] += product(values[i], values[j], n);
          }
        }
      }
    }

    /** Four sums, because one would wait for each addition to end. */
    private static double product(double[] a, double[] b, int n) {
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      int fours = n - n % 4;
      for (int i = 0; i < fours; i += 4) {
        sum0 += a[i] * b[i];
        sum1 += a[i + 1] * b[i + 1];
        sum2 += a[i + 2] * b[i + 2];
        sum3 += a[i + 3] * b[i + 3];
      }
      for (int i = fours; i < n; i++) {
        sum0 += a[i] * b[i];
      }
      return sum0 + sum1 + (sum2 + sum3);
    }
  }
}
