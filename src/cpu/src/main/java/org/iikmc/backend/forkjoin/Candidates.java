/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/** Those centroids that can be nearest to the samples of a box. Of one thread. */
final class Candidates {
  /** Ascending. */
  final byte[] labels;

  /** Number of them. */
  int n;

  /** By how much any two centroids together must move before another can be nearest. */
  double gap;

  /**
   * @param k most of them
   */
  Candidates(int k) {
    labels = new byte[k];
  }

  /** All of k centroids. */
  static Candidates all(int k) {
    Candidates all = new Candidates(k);
    for (int c = 0; c < k; c++) {
      all.labels[c] = (byte) c;
    }
    all.n = k;
    all.gap = Double.POSITIVE_INFINITY;
    return all;
  }

  byte[] list() {
    return Arrays.copyOf(labels, n);
  }
}
