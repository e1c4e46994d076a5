/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.iikmc.kmeans.Progress;

/** A pool of its own for one run, whose threads take one block after the other. */
final class BlockWorkers implements Closeable {
  /** What is done with one block, by a worker that no other thread uses at the time. */
  interface Task<W> {
    void run(W worker, int block) throws IOException;
  }

  /** Null if the caller does the work. */
  private final ForkJoinPool pool;

  BlockWorkers(int threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    pool = new ForkJoinPool(threads, pool -> worker(pool, loader), null, false);
  }

  private BlockWorkers() {
    pool = null;
  }

  /** No thread but the caller's, where somebody else shares out the cores. */
  static BlockWorkers ofCaller() {
    return new BlockWorkers();
  }

  /**
   * A thread that finds what the caller would: by default the threads of a pool look for services
   * on the class path alone, and in a web application the image formats are not there.
   */
  private static ForkJoinWorkerThread worker(ForkJoinPool pool, ClassLoader loader) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /**
   * Runs a task for each of {@code blocks} blocks. If one fails, no further one is begun, and its
   * exception is thrown once those under way have ended.
   *
   * @param worker makes what a thread needs to itself
   * @return the workers that were made; which blocks each of them took varies from run to run
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  <W> List<W> forEach(int blocks, Progress progress, Supplier<W> worker, Task<W> task)
      throws IOException {
    if (pool == null) {
      W own = worker.get();
      for (int block = 0; block < blocks; block++) {
        progress.checkCanceled();
        task.run(own, block);
      }
      return List.of(own);
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<ForkJoinTask<W>> running =
        IntStream.range(0, Math.min(pool.getParallelism(), blocks))
            .mapToObj(
                t ->
                    pool.submit(
                        () -> {
                          W own = null;
                          try {
                            own = worker.get();
                            int block = next.getAndIncrement();
                            while (block < blocks && failure.get() == null) {
                              progress.checkCanceled();
                              task.run(own, block);
                              block = next.getAndIncrement();
                            }
                          } catch (Throwable e) {
                            // Kept here, because the pool would wrap it and lose its type.
                            failure.compareAndSet(null, e);
                          }
                          return own;
                        }))
            .toList();
    List<W> workers = running.stream().map(ForkJoinTask::join).filter(Objects::nonNull).toList();
    rethrow(failure.get());
    return workers;
  }

  /** Something that goes on. */
  interface Running<R> {
    /**
     * Waits for its result.
     *
     * @throws IOException as the task did, likewise any other exception
     */
    R result() throws IOException;

    /** Takes it back if it has not begun. */
    void cancel();
  }

  /** A task with a result. */
  interface Work<R> {
    R run() throws IOException;
  }

  /** Begins a task. */
  <R> Running<R> run(Work<R> work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    ForkJoinTask<R> task =
        pool.submit(
            () -> {
              try {
                return work.run();
              } catch (Throwable e) {
                failure.set(e); // as in forEach
                return null;
              }
            });
    return new Running<>() {
      @Override
      public R result() throws IOException {
        R result = task.join();
        rethrow(failure.get());
        return result;
      }

      @Override
      public void cancel() {
        task.cancel(false);
      }
    };
  }

  /** Number of threads. */
  int threads() {
    return pool.getParallelism();
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }
}
