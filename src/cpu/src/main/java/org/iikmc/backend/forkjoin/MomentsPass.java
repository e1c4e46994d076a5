/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.List;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;

/**
 * Second moments of the stored values of a frame: sums of products of two bands, which reading does
 * not collect, because only spaces that mix bands need them. Blocks are added in their order, so
 * that the result does not depend on the threads.
 */
final class MomentsPass {
  private static final int PART = 1024;

  private final BlockWorkers workers;
  private final SampleType type;

  MomentsPass(BlockWorkers workers, SampleType type) {
    this.workers = workers;
    this.type = type;
  }

  /**
   * The moments of the samples of a frame.
   *
   * @param blocks of the frame
   */
  SampleMoments of(Frame frame, List<StoredBlock> blocks) throws IOException {
    double[][][] products = new double[blocks.size()][][];
    workers.forEach(
        blocks.size(),
        Progress.NONE,
        () -> new Worker(frame.center()),
        (worker, i) -> products[i] = worker.sum(blocks.get(i)));
    int bands = frame.center().length;
    double[] mean = new double[bands];
    double[][] scatter = new double[bands][bands];
    for (double[][] product : products) {
      for (int i = 0; i < bands; i++) {
        for (int j = 0; j < bands; j++) {
          scatter[i][j] += product[i][j];
        }
      }
    }
    for (int i = 0; i < bands && frame.count() > 0; i++) {
      mean[i] = frame.center()[i] + frame.centeredSum()[i] / frame.count();
      for (int j = 0; j < bands; j++) {
        // From around the centre to around the mean.
        scatter[i][j] -= frame.centeredSum()[i] * frame.centeredSum()[j] / frame.count();
      }
    }
    return new SampleMoments(frame.count(), mean, scatter);
  }

  /** What one thread does. */
  private final class Worker {
    private final double[] center;
    private final Object room = type.newArray(PART);
    private final BlockRoom blockRoom = new BlockRoom();
    private final double[][] values;

    Worker(double[] center) {
      this.center = center;
      values = new double[center.length][PART];
    }

    double[][] sum(StoredBlock stored) {
      StoredBlock block = stored.open(blockRoom);
      int bands = center.length;
      double[][] sums = new double[bands][bands];
      for (int from = 0; from < block.count; from += PART) {
        int n = Math.min(PART, block.count - from);
        for (int b = 0; b < bands; b++) {
          Object held = block.values(b, from, n, room);
          type.toDoubles(held, held == room ? 0 : from, n, values[b]);
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
      for (int i = 0; i < bands; i++) {
        for (int j = i + 1; j < bands; j++) {
          sums[i][j] = sums[j][i];
        }
      }
      return sums;
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
