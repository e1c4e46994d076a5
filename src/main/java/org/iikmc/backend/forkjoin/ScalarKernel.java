/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * The kernel for every JVM: plain loops over arrays, the arithmetic ones in a shape that the JIT
 * compiler vectorises by itself.
 */
final class ScalarKernel implements AssignmentKernel {
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
    int bands = centroids.bands;
    float[] negated = centroids.negated;
    for (int i = 0; i < n; i++) {
      float best = Float.POSITIVE_INFINITY;
      float second = Float.POSITIVE_INFINITY;
      int nearest = 0;
      for (int g = 0; g < centroids.groups; g++) {
        int c = g * CenteredCentroids.GROUP;
        float s0 = centroids.half[c];
        float s1 = centroids.half[c + 1];
        float s2 = centroids.half[c + 2];
        float s3 = centroids.half[c + 3];
        int at = c * bands;
        for (int b = 0; b < bands; b++, at += CenteredCentroids.GROUP) {
          float value = x[b * stride + i];
          s0 += value * negated[at];
          s1 += value * negated[at + 1];
          s2 += value * negated[at + 2];
          s3 += value * negated[at + 3];
        }
        second = Math.min(second, Math.max(best, s0));
        nearest = s0 < best ? c : nearest;
        best = Math.min(best, s0);
        second = Math.min(second, Math.max(best, s1));
        nearest = s1 < best ? c + 1 : nearest;
        best = Math.min(best, s1);
        second = Math.min(second, Math.max(best, s2));
        nearest = s2 < best ? c + 2 : nearest;
        best = Math.min(best, s2);
        second = Math.min(second, Math.max(best, s3));
        nearest = s3 < best ? c + 3 : nearest;
        best = Math.min(best, s3);
      }
      label[i] = nearest;
      lead[i] = second - best;
    }
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
