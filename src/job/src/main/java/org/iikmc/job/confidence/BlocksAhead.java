/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.confidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Something that is computed of each block of a scene on several threads, some blocks ahead of the
 * one that is asked for. For use by one thread.
 *
 * @param <T> of what is computed
 */
final class BlocksAhead<T> implements Closeable {
  /** Blocks under way for each thread: one in work, one done. */
  private static final int AHEAD = 2;

  private final int blocks;
  private final Work<T> work;
  private final int most;
  private final ExecutorService pool;
  private final Map<Integer, Future<T>> running = new HashMap<>();
  private final BitSet begun = new BitSet();

  /** Computes something of a block; called by several threads at once. */
  @FunctionalInterface
  interface Work<T> {
    T of(int block) throws IOException;
  }

  /**
   * @param blocks how many
   * @param threads that compute
   */
  BlocksAhead(int blocks, int threads, Work<T> work) {
    this.blocks = blocks;
    this.work = work;
    most = AHEAD * threads;
    pool = Executors.newFixedThreadPool(threads);
  }

  /** What is computed of a block, which can be asked for once. */
  T get(int block) throws IOException {
    begin(block);
    for (int next = begun.nextClearBit(block);
        next < blocks && running.size() < most;
        next = begun.nextClearBit(next)) {
      begin(next);
    }
    try {
      return running.remove(block).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw (IOException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pixels were read");
    }
  }

  private void begin(int block) {
    if (!begun.get(block)) {
      begun.set(block);
      running.put(block, pool.submit(() -> work.of(block)));
    }
  }

  /** Waits for the blocks in work, and interrupts none: whoever reads them may be closed next. */
  @Override
  public void close() throws IOException {
    running.values().forEach(each -> each.cancel(false));
    pool.shutdown();
    try {
      while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        // a block takes as long as it takes
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pixels were read");
    }
  }
}
