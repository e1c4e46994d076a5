/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.iikmc.kmeans.Progress;

/** Does something with each strip of rows of a map, on several threads. */
final class Strips {
  /** Pixels of a strip, so that one whose pixels all differ takes some 20 MB. */
  private static final int PIXELS = 1 << 20;

  private final int height;
  private final int rows;

  private Strips(int height, int rows) {
    this.height = height;
    this.rows = rows;
  }

  /** The strips of a map. */
  static Strips of(int width, int height) {
    return new Strips(height, Math.max(1, Math.min(height, PIXELS / width)));
  }

  /** Strips of so many rows. */
  static Strips ofRows(int rows, int height) {
    return new Strips(height, rows);
  }

  int count() {
    return (height + rows - 1) / rows;
  }

  int top(int strip) {
    return strip * rows;
  }

  int rows(int strip) {
    return Math.min(rows, height - top(strip));
  }

  boolean isLast(int strip) {
    return strip == count() - 1;
  }

  /** What is done with a strip; by any thread, and by several at once. */
  interface Task<T> {
    T of(int strip) throws IOException;
  }

  /**
   * Does it with all strips.
   *
   * @param threads that do it
   * @return what came of each, from the top down
   * @throws IOException the first that a task threw
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  <T> List<T> each(int threads, Progress progress, Task<T> task) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count()));
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int strip = 0; strip < count(); strip++) {
        int number = strip;
        Callable<T> call =
            () -> {
              progress.checkCanceled();
              return task.of(number);
            };
        running.add(pool.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(result(each));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The cleaning of a map was interrupted.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw (RuntimeException) e.getCause(); // a task throws nothing else
    }
  }
}
