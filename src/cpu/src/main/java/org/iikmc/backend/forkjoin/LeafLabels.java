/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;

/** What is known of the leaves of a block from one step of an assignment to the next. */
final class LeafLabels {
  /** Samples have no labels yet. */
  static final short NONE = -1;

  /** Samples have labels of their own. */
  static final short MIXED = -2;

  /** The label of all samples of each leaf; or {@link #NONE}, or {@link #MIXED}. */
  final short[] label;

  /** Which centroids can be nearest to the samples of each leaf, ascending. */
  final byte[][] candidates;

  /** Until what {@link Drift} that holds. */
  final double[] expiry;

  LeafLabels(int leaves) {
    label = new short[leaves];
    Arrays.fill(label, NONE);
    candidates = new byte[leaves][];
    expiry = new double[leaves];
  }
}
