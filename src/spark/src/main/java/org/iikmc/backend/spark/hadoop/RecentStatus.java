/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/** What was learnt of files in the last seconds. Safe for use by several threads. */
final class RecentStatus {
  /**
   * Short, since a file that was replaced should be noticed; a store of objects notices by itself,
   * as its files are read on condition that they still have their tag.
   */
  private static final long LIFE = Duration.ofSeconds(10).toNanos();

  private static final int MOST = 10_000;

  private record Learnt(FileStatus status, long at) {}

  private final Map<HadoopPath, Learnt> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HadoopPath, Learnt> eldest) {
          return size() > MOST;
        }
      };

  /** Null if nothing is known. */
  synchronized FileStatus get(HadoopPath path) {
    Learnt learnt = known.get(path);
    if (learnt == null) {
      return null;
    }
    if (System.nanoTime() - learnt.at > LIFE) {
      known.remove(path);
      return null;
    }
    return learnt.status;
  }

  synchronized void put(HadoopPath path, FileStatus status) {
    known.remove(path); // so that it becomes the youngest
    known.put(path, new Learnt(status, System.nanoTime()));
  }
}
