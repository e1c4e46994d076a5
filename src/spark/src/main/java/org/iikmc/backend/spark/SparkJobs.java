/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;

/**
 * Runs Spark jobs under names that its pages show, ends them when the user cancels, and says what
 * went wrong in the words of the task that failed. Safe for use by several threads.
 */
final class SparkJobs {
  private static final String DESCRIPTION = "spark.job.description";
  private static final int POLL_MILLIS = 100;

  /** To be told of nothing, which saves asking Spark. */
  static final DoubleConsumer UNTOLD = share -> {};

  private final JavaSparkContext spark;

  SparkJobs(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** One job, or some that belong together. */
  interface Job<T> {
    T run() throws IOException;
  }

  /** Runs a job of which nobody is told how far it is. */
  <T> T run(String name, Progress progress, Job<T> job) throws IOException {
    return run(name, progress, UNTOLD, job);
  }

  /**
   * Runs a job.
   *
   * @param name what it is for, for Spark's pages
   * @param progress asked whether to go on
   * @param done told of the share of its tasks that have ended, now and then, by another thread
   * @throws IOException as a task did, with its message
   * @throws InputException likewise
   * @throws CancellationException if the progress says so
   */
  <T> T run(String name, Progress progress, DoubleConsumer done, Job<T> job) throws IOException {
    progress.checkCanceled();
    String tag = "iikmc-" + UUID.randomUUID();
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "iikmc-spark");
              thread.setDaemon(true);
              return thread;
            });
    // Not a group: a notebook has one, by which it cancels what a cell does.
    spark.addJobTag(tag);
    String description = spark.getLocalProperty(DESCRIPTION);
    spark.setLocalProperty(DESCRIPTION, name);
    spark.setCallSite("IIkMC: " + name);
    ScheduledFuture<?> watching =
        watch.scheduleWithFixedDelay(
            () -> {
              if (progress.isCanceled()) {
                spark.cancelJobsWithTag(tag);
              } else if (done != UNTOLD) {
                done.accept(share(tag));
              }
            },
            POLL_MILLIS,
            POLL_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      return job.run();
    } catch (RuntimeException | Error e) {
      progress.checkCanceled();
      throwIfEnded(spark, e);
      throw e;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      // Spark's own, which Scala does not declare
      progress.checkCanceled();
      throwIfEnded(spark, e);
      throw failure(e);
    } finally {
      watching.cancel(false);
      watch.shutdown();
      spark.removeJobTag(tag);
      spark.setLocalProperty(DESCRIPTION, description);
      spark.clearCallSite();
    }
  }

  /**
   * Says so if it is for want of a context that something failed.
   *
   * @throws IOException if the context was stopped
   */
  static void throwIfEnded(JavaSparkContext spark, Throwable cause) throws IOException {
    if (spark.sc().isStopped()) {
      throw new IOException(
          "The application on "
              + spark.master()
              + " has ended: its master was not reached, or it was stopped there. See whether that"
              + " is the address of a master, and what its page says.",
          cause);
    }
  }

  private double share(String tag) {
    int tasks = 0;
    int ended = 0;
    for (int job : spark.sc().statusTracker().getJobIdsForTag(tag)) {
      SparkJobInfo info = spark.statusTracker().getJobInfo(job);
      if (info != null) {
        for (int stage : info.stageIds()) {
          SparkStageInfo about = spark.statusTracker().getStageInfo(stage);
          tasks += about == null ? 0 : about.numTasks();
          ended += about == null ? 0 : about.numCompletedTasks();
        }
      }
    }
    return tasks == 0 ? 0 : (double) ended / tasks;
  }

  private static IOException failure(Exception thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof InputException input) {
        throw input;
      }
      if (e instanceof IOException io) {
        return io;
      }
    }
    String first =
        Arrays.stream(String.valueOf(thrown.getMessage()).split("\\R")).findFirst().get();
    String remedy =
        first.contains("ExecutorLost") || first.contains("OutOfMemory")
            ? " An executor was lost: give executors more memory, or see their logs."
            : "";
    return new IOException("Spark could not do the work: " + first + remedy, thrown);
  }
}
