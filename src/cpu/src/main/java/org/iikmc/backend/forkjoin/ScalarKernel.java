/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * The kernel for every JVM: plain loops over arrays, the arithmetic ones in a shape that the JIT
 * compiler vectorises by itself.
 */
final class ScalarKernel implements AssignmentKernel {
  private float[][] scores = {};
  private float[] band = {};
  private float[] best = {};

  @Override
  public String description() {
    return "scalar kernel";
  }

  @Override
  public void center(
      SampleType type, Object values, int offset, int n, float center, float[] out, int outOffset) {
    switch (type) {
      case UINT8 -> {
        byte[] bytes = (byte[]) values;
        for (int i = 0; i < n; i++) {
          out[outOffset + i] = (bytes[offset + i] & 0xFF) - center;
        }
      }
      case UINT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[outOffset + i] = (shorts[offset + i] & 0xFFFF) - center;
        }
      }
      case INT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[outOffset + i] = shorts[offset + i] - center;
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) values;
        for (int i = 0; i < n; i++) {
          out[outOffset + i] = floats[offset + i] - center;
        }
      }
    }
  }

  @Override
  public void nearest(
      float[] x, int stride, int n, CenteredCentroids centroids, int[] label, float[] lead) {
    int k = centroids.k;
    if (scores.length != k || band.length != stride) {
      scores = new float[k][stride];
      band = new float[stride];
      best = new float[stride];
    }
    for (int c = 0; c < k; c++) {
      Arrays.fill(scores[c], centroids.half[c]);
    }
    for (int b = 0; b < centroids.bands; b++) {
      // Copied because the compiler vectorises only arrays that are indexed alike.
      System.arraycopy(x, b * stride, band, 0, stride);
      for (int c = 0; c < k; c++) {
        addProduct(scores[c], band, centroids.negated(c, b));
      }
    }
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    Arrays.fill(lead, 0, stride, Float.POSITIVE_INFINITY);
    for (int c = 0; c < k; c++) {
      takeLeast(scores[c], best, lead); // lead is the second least score for now
    }
    int nearest = 0;
    for (int i = 0; i < n; i++) {
      // Most pixels are of the class of their neighbour, so the search rarely starts.
      if (scores[nearest][i] != best[i]) {
        nearest = indexOf(best[i], i);
      }
      label[i] = nearest;
      lead[i] -= best[i];
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
  public int select(
      int[] label, float[] lead, float bound, byte[] old, int offset, int n, int[] out) {
    int selected = 0;
    for (int i = 0; i < n; i++) {
      if (label[i] != (old[offset + i] & 0xFF) || !(lead[i] > bound)) {
        out[selected++] = i;
      }
    }
    return selected;
  }
}
