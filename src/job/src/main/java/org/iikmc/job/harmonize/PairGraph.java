/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which scenes are compared with which, and which of them hang together. */
final class PairGraph {
  /** So many scenes are all compared with each other. */
  private static final int ALL_PAIRS = 12;

  private PairGraph() {}

  /**
   * All pairs of a few scenes; of many, each with those that follow it at distances of 1, 2, 4 and
   * so on, which connects all as well.
   */
  static List<int[]> among(int scenes) {
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < scenes; first++) {
      for (int second = first + 1; second < scenes; second++) {
        int distance = second - first;
        if (scenes <= ALL_PAIRS || (distance & distance - 1) == 0) {
          pairs.add(new int[] {first, second});
        }
      }
    }
    return pairs;
  }

  /** Scenes that are reached over pairs from one of them. */
  static BitSet reached(List<ScenePair> pairs, int from) {
    BitSet reached = new BitSet();
    reached.set(from);
    for (int before = 0; before < reached.cardinality(); ) {
      before = reached.cardinality();
      for (ScenePair pair : pairs) {
        if (reached.get(pair.first()) || reached.get(pair.second())) {
          reached.set(pair.first());
          reached.set(pair.second());
        }
      }
    }
    return reached;
  }
}
