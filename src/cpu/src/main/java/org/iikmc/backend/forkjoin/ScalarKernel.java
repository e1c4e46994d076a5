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
  private float[][] scores = {};

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
      CenteredCentroids centroids,
      float bound,
      byte[] old,
      int oldOffset,
      byte[] label,
      int[] close) {
    int k = centroids.k;
    if (scores.length != k) {
      scores = new float[k][best.length];
    }
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    Arrays.fill(second, Float.POSITIVE_INFINITY);
    for (int c = 0; c < k; c++) {
      score(centroids, c, scores[c]);
      takeLeast(scores[c], best, second);
    }
    int found = 0;
    int nearest = 0;
    for (int i = 0; i < n; i++) {
      // Most pixels keep their label, and else are of the class of their neighbour.
      int before = old[oldOffset + i] & 0xFF;
      if (before < k) {
        nearest = before;
      }
      if (scores[nearest][i] != best[i]) {
        nearest = indexOf(best[i], i);
      }
      label[i] = (byte) nearest;
      if (!(second[i] - best[i] > bound)) {
        close[found++] = i;
      }
    }
    return found;
  }

  private void score(CenteredCentroids centroids, int c, float[] score) {
    Arrays.fill(score, centroids.half[c]);
    int b = 0;
    for (; b + 1 < x.length; b += 2) {
      addProducts(score, x[b], centroids.negated(c, b), x[b + 1], centroids.negated(c, b + 1));
    }
    if (b < x.length) {
      addProduct(score, x[b], centroids.negated(c, b));
    }
  }

  private static void addProducts(
      float[] score, float[] band, float factor, float[] next, float nextFactor) {
    for (int i = 0; i < score.length; i++) {
      score[i] += band[i] * factor + next[i] * nextFactor;
    }
  }

  private static void addProduct(float[] score, float[] band, float factor) {
    for (int i = 0; i < score.length; i++) {
      score[i] += band[i] * factor;
    }
  }

  private static void takeLeast(float[] score, float[] best, float[] second) {
    for (int i = 0; i < score.length; i++) {
      second[i] = Math.min(second[i], Math.max(best[i], score[i]));
      best[i] = Math.min(best[i], score[i]);
    }
  }

  /** The first centroid with this score; centroid 0 for NaN, which has no lead either. */
  private int indexOf(float score, int i) {
    for (int c = 0; c < scores.length; c++) {
      if (scores[c][i] == score) {
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
