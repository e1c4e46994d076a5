/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * Finds leaves of like spectra among the samples of a block. A few of the samples, split again and
 * again at the median of the band that tells them apart best, give the thresholds of a binary tree;
 * all samples then descend it. One band for a whole level, so that a descent is a loop over plain
 * arrays. Of one thread.
 */
final class SpectralSort {
  /** About so many samples come into a leaf: fewer have tighter boxes, but more of them. */
  static final int LEAF = 256;

  /** Samples for a leaf that choose the thresholds. */
  private static final int CHOOSING = 2;

  private final SampleType type;
  private int[] keys = {};

  SpectralSort(SampleType type) {
    this.type = type;
  }

  /** Where each leaf begins in {@code order}, and the number of samples at the end. */
  int[] sort(Object[] bands, int n, int[] order) {
    int depth = 0;
    while (n >> depth > LEAF * 3 / 2) {
      depth++;
    }
    if (keys.length < n) {
      keys = new int[n];
    }
    Arrays.fill(keys, 0, n, 1);
    Tree tree = new Tree(bands, n, depth);
    for (int level = 0; level < depth; level++) {
      descend(bands[tree.band[level]], n, tree.thresholds);
    }
    return bySlot(n, 1 << depth, order);
  }

  private void descend(Object band, int n, int[] thresholds) {
    int[] node = keys;
    switch (type) {
      case UINT8 -> {
        byte[] values = (byte[]) band;
        for (int i = 0; i < n; i++) {
          node[i] = 2 * node[i] + (thresholds[node[i]] - (values[i] & 0xFF) >>> 31);
        }
      }
      case UINT16 -> {
        short[] values = (short[]) band;
        for (int i = 0; i < n; i++) {
          node[i] = 2 * node[i] + (thresholds[node[i]] - (values[i] & 0xFFFF) >>> 31);
        }
      }
      case INT16 -> {
        short[] values = (short[]) band;
        for (int i = 0; i < n; i++) {
          node[i] = 2 * node[i] + (thresholds[node[i]] - values[i] >>> 31);
        }
      }
      case FLOAT32 -> throw new IllegalArgumentException("Float samples are not ordered.");
    }
  }

  private int[] bySlot(int n, int slots, int[] order) {
    int[] next = new int[slots + 1];
    for (int i = 0; i < n; i++) {
      next[keys[i] - slots + 1]++;
    }
    int[] starts = new int[slots + 1];
    int leaves = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (next[slot + 1] > 0) {
        starts[leaves++] = next[slot];
      }
      next[slot + 1] += next[slot];
    }
    starts[leaves] = n;
    for (int i = 0; i < n; i++) {
      order[next[keys[i] - slots]++] = i;
    }
    return Arrays.copyOf(starts, leaves + 1);
  }

  /** Thresholds, numbered like the nodes of a heap from 1: values above go to the right. */
  private final class Tree {
    final int[] band;
    final int[] thresholds;
    private final int[][] values;
    private final int[] order;

    Tree(Object[] bands, int n, int depth) {
      band = new int[depth];
      thresholds = new int[1 << depth];
      int step = Math.max(1, n / (CHOOSING << depth));
      int m = n / step;
      values = new int[bands.length][m];
      for (int b = 0; b < bands.length; b++) {
        for (int i = 0; i < m; i++) {
          values[b][i] = (int) type.get(bands[b], i * step);
        }
      }
      order = new int[m];
      Arrays.setAll(order, i -> i);
      int[] bounds = {0, m};
      for (int level = 0; level < depth; level++) {
        bounds = split(level, bounds);
      }
    }

    private int[] split(int level, int[] bounds) {
      int widest = 0;
      double most = -1;
      for (int b = 0; b < values.length; b++) {
        double spread = spread(values[b], bounds);
        if (spread > most) {
          most = spread;
          widest = b;
        }
      }
      band[level] = widest;
      int parts = bounds.length - 1;
      int[] halves = new int[2 * parts + 1];
      for (int part = 0; part < parts; part++) {
        int from = bounds[part];
        int end = bounds[part + 1];
        int middle = from + end >>> 1;
        halves[2 * part] = from;
        halves[2 * part + 1] = middle;
        if (end > from) {
          Selection.select(order, values[widest], from, end - 1, middle);
          thresholds[parts + part] = values[widest][order[middle]] - 1;
        }
      }
      halves[2 * parts] = bounds[parts];
      return halves;
    }

    /** Sum of the squared distances to the mean of each part. */
    private double spread(int[] value, int[] bounds) {
      double spread = 0;
      for (int part = 0; part + 1 < bounds.length; part++) {
        long sum = 0;
        long squares = 0;
        for (int i = bounds[part]; i < bounds[part + 1]; i++) {
          long v = value[order[i]];
          sum += v;
          squares += v * v;
        }
        int n = bounds[part + 1] - bounds[part];
        spread += n == 0 ? 0 : squares - (double) sum * sum / n;
      }
      return spread;
    }
  }
}
