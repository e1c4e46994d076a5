/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.util.ArrayList;
import java.util.List;

/** Numbers of threads that are worth comparing. */
final class ThreadCounts {
  private ThreadCounts() {}

  /** Of this machine. */
  static List<Integer> upToAll() {
    return upTo(Runtime.getRuntime().availableProcessors());
  }

  /** The powers of two below a number, and the number. */
  static List<Integer> upTo(int cores) {
    List<Integer> counts = new ArrayList<>();
    for (int threads = 1; threads < cores; threads *= 2) {
      counts.add(threads);
    }
    counts.add(cores);
    return counts;
  }
}
