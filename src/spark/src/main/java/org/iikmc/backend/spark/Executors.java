/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.kmeans.Progress;

/** The executors of a context. Safe for use by several threads. */
final class Executors {
  private static final int POLL_MILLIS = 50;

  /** Executors that are asked for together come within so many milliseconds of each other. */
  private static final int SETTLED_MILLIS = 1_000;

  private static final int MOST_MILLIS = 60_000;
  private static final int OLD_MILLIS = 20_000;

  private final JavaSparkContext spark;

  Executors(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** How many there are now, the driver of a local run included. */
  int count() {
    int all = spark.sc().statusTracker().getExecutorInfos().length;
    return spark.sc().isLocal() ? all : all - 1; // the driver is among them
  }

  /** Cores of all executors, or what the user said instead in {@code spark.default.parallelism}. */
  int cores() {
    return Math.max(1, spark.defaultParallelism());
  }

  /**
   * Waits until the executors are there: parts stay where they are read, so that who comes later
   * has less to do in all iterations.
   *
   * @throws IOException if none comes
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  void await(Progress progress) throws IOException {
    if (spark.sc().isLocal() || isOld() && count() > 0) {
      return;
    }
    int wanted = spark.getConf().getInt("spark.executor.instances", Integer.MAX_VALUE);
    long start = System.nanoTime();
    long changed = start;
    int seen = 0;
    while (seen < wanted && (seen == 0 || millisSince(changed) < SETTLED_MILLIS)) {
      progress.checkCanceled();
      if (millisSince(start) > MOST_MILLIS) {
        if (seen > 0) {
          return;
        }
        throw new IOException(
            "No executor of "
                + spark.master()
                + " came within "
                + MOST_MILLIS / 1000
                + " seconds; see on the master's page whether workers have the cores and the memory"
                + " that this run asks for.");
      }
      pause();
      int now = count();
      if (now != seen) {
        seen = now;
        changed = System.nanoTime();
      }
    }
  }

  /** Whether the context has been there so long that who was to come has come. */
  private boolean isOld() {
    return System.currentTimeMillis() - spark.startTime() > OLD_MILLIS;
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while executors started");
    }
  }
}
