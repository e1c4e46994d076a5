/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * The kernel for every JVM: plain loops over arrays, the arithmetic ones in a shape that the JIT
 * compiler vectorises by itself.
 */
final class ScalarKernel implements AssignmentKernel {
  private final float[][] x;
  private final float[] best;
  private final float[] second;
  private float[][] all = {};

  ScalarKernel(int bands, int capacity) {
    x = new float[bands][capacity];
    best = new float[capacity];
    second = new float[capacity];
  }

  @Override
  public void load(int band, SampleType type, Object values, int offset, int n, float center) {
    float[] out = x[band];
    switch (type) {
      case UINT8 -> {
        byte[] bytes = (byte[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = (bytes[offset + i] & 0xFF) - center;
        }
      }
      case UINT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = (shorts[offset + i] & 0xFFFF) - center;
        }
      }
      case INT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = shorts[offset + i] - center;
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = floats[offset + i] - center;
        }
      }
    }
  }

  @Override
  public int nearest(
      int n,
      KernelScores scores,
      float bound,
      byte[] old,
      int oldOffset,
      byte[] label,
      int[] close) {
    int k = scores.k();
    if (all.length < k) {
      all = new float[k][best.length];
    }
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    Arrays.fill(second, Float.POSITIVE_INFINITY);
    for (int c = 0; c < k; c++) {
      score(scores, c, all[c]);
      takeLeast(all[c], best, second);
    }
    int found = 0;
    int nearest = 0;
    for (int i = 0; i < n; i++) {
      // Most pixels keep their label, and else are of the class of their neighbour.
      int before = old[oldOffset + i] & 0xFF;
      if (before < k) {
        nearest = before;
      }
      if (all[nearest][i] != best[i]) {
        nearest = indexOf(best[i], i, k);
      }
      label[i] = (byte) nearest;
      if (!(second[i] - best[i] > bound)) {
        close[found++] = i;
      }
    }
    return found;
  }

  private void score(KernelScores scores, int c, float[] score) {
    Arrays.fill(score, scores.half[c]);
    int b = 0;
    for (; b + 2 < x.length; b += 3) { // three at a time, to load and store the scores less often
      float f0 = scores.negated(c, b);
      float f1 = scores.negated(c, b + 1);
      float f2 = scores.negated(c, b + 2);
      addThree(score, x[b], f0, x[b + 1], f1, x[b + 2], f2);
    }
    for (; b < x.length; b++) {
      addOne(score, x[b], scores.negated(c, b));
    }
  }

  private static void addThree(
      float[] score, float[] x0, float f0, float[] x1, float f1, float[] x2, float f2) {
    for (int i = 0; i < score.length; i++) {
      score[i] += x0[i] * f0 + x1[i] * f1 + x2[i] * f2;
    }
  }

  private static void addOne(float[] score, float[] x0, float f0) {
    for (int i = 0; i < score.length; i++) {
      score[i] += x0[i] * f0;
    }
  }

  /**
   * Takes in the scores of one more centroid. The greater of two is what the lesser leaves of their
   * sum: a maximum would cost more than the two roundings, which the bound on leads has room for.
   */
  private static void takeLeast(float[] score, float[] best, float[] second) {
    for (int i = 0; i < score.length; i++) {
      float least = Math.min(best[i], score[i]);
      second[i] = Math.min(second[i], best[i] + score[i] - least);
      best[i] = least;
    }
  }

  /** The first centroid with this score; centroid 0 for NaN, which has no lead either. */
  private int indexOf(float score, int i, int k) {
    for (int c = 0; c < k; c++) {
      if (all[c][i] == score) {
        return c;
      }
    }
    return 0;
  }

  @Override
  public int summedClasses() {
    return 0;
  }

  @Override
  public void sum(int n, byte[] label, long[] counts, long[] sums) {
    throw new UnsupportedOperationException("Sums are looked up by class.");
  }

  @Override
  public void takeSums(long[] counts, long[] sums) {
    throw new UnsupportedOperationException("Sums are looked up by class.");
  }
}
