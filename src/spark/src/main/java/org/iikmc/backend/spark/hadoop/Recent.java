/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was learnt of paths a short while ago. Safe for use by several threads.
 *
 * @param <T> of one path
 */
final class Recent<T> {
  private record Learnt<T>(T what, long at) {}

  private final Map<HadoopPath, Learnt<T>> known = new LinkedHashMap<>();
  private final int most;
  private final Duration life;

  /**
   * @param most paths that are remembered, the youngest
   * @param life how long; zero for not at all
   */
  Recent(int most, Duration life) {
    this.most = most;
    this.life = life;
  }

  /** What is known; empty if nothing, or it was learnt too long ago. */
  synchronized Optional<T> get(HadoopPath path) {
    Learnt<T> learnt = known.get(path);
    return learnt == null || System.nanoTime() - learnt.at >= life.toNanos()
        ? Optional.empty()
        : Optional.of(learnt.what);
  }

  synchronized void put(HadoopPath path, T what) {
    known.remove(path); // so that it becomes the youngest
    known.put(path, new Learnt<>(what, System.nanoTime()));
    if (known.size() > most) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
