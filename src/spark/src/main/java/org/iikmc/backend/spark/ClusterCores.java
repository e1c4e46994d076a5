/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.kmeans.Progress;

/** The executors of a context and their cores. Safe for use by several threads. */
final class ClusterCores {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final int POLL_MILLIS = 50;

  /** Executors that are asked for together come within so many milliseconds of each other. */
  private static final int SETTLED_MILLIS = 1_000;

  private static final int MOST_MILLIS = 60_000;
  private static final int OLD_MILLIS = 20_000;

  private final JavaSparkContext spark;

  ClusterCores(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** How many there are now, the driver of a local run included. */
  private int executors() {
    int all = spark.sc().statusTracker().getExecutorInfos().length;
    return spark.sc().isLocal() ? all : all - 1; // the driver is among them
  }

  /** Cores of all executors, or what the user said instead in {@code spark.default.parallelism}. */
  int count() {
    return Math.max(1, spark.defaultParallelism());
  }

  /**
   * Waits until the executors are there: parts stay where they are read, so that who comes later
   * has less to do in all iterations. Where their number is known, it waits for all of them, else
   * until no more come; and never forever, since Spark waits too.
   *
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  void await(Progress progress) throws IOException {
    if (spark.sc().isLocal() || spark.getConf().getBoolean(DYNAMIC, false)) {
      return;
    }
    int wanted = spark.getConf().getInt("spark.executor.instances", 0);
    if (wanted == 0 && isOld()) {
      return;
    }
    long start = System.nanoTime();
    long changed = start;
    int seen = executors();
    while (wanted == 0 ? seen == 0 || millisSince(changed) < SETTLED_MILLIS : seen < wanted) {
      progress.checkCanceled();
      if (millisSince(start) > MOST_MILLIS) {
        progress.warn(
            (seen == 0 ? "No executor" : "Of " + wanted + " executors only " + seen)
                + " of "
                + spark.master()
                + " came within "
                + MOST_MILLIS / 1000
                + " seconds. Going on; see on the master's page whether workers have the cores and"
                + " the memory that this run asks for.");
        return;
      }
      pause();
      int now = executors();
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
