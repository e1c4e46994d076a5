/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import org.iikmc.kmeans.Progress;

/**
 * Lets one run after the other have a device, in the order in which they asked; those that wait can
 * be canceled. A thread that has the device may take it again: a run over a sample of a series
 * holds that while it classifies the scenes. Safe for use by several threads.
 */
public final class DeviceQueue {
  private static final int POLL_MILLIS = 100;

  private final Deque<Object> waiting = new ArrayDeque<>();
  private Thread owner;
  private int turns;

  /** Leave to use the device, given back when closed; by any thread, and only once. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until the device is free.
   *
   * @throws CancellationException if the progress says so meanwhile
   */
  public synchronized Turn take(Progress progress) {
    if (owner != Thread.currentThread()) {
      await(progress);
      owner = Thread.currentThread();
    }
    turns++;
    return new Turn() {
      private boolean given;

      @Override
      public void close() {
        synchronized (DeviceQueue.this) {
          if (!given) {
            given = true;
            giveBack();
          }
        }
      }
    };
  }

  /** Number of threads that wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  private void await(Progress progress) {
    Object place = new Object();
    waiting.add(place);
    try {
      // Whoever waits keeps the place: a lock that is asked for again and again would lose it.
      while (owner != null || waiting.peek() != place) {
        progress.checkCanceled();
        wait(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      waiting.remove(place);
      notifyAll();
    }
  }

  private void giveBack() {
    turns--;
    if (turns == 0) {
      owner = null;
      notifyAll();
    }
  }
}
