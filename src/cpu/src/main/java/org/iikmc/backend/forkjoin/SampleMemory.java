/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Heap for samples, shared by all runs of a JVM, so that two runs can't take it down where one
 * would do. A run that gets no more of it spills to disk. Safe for use by several threads.
 */
public final class SampleMemory {
  private long free;

  /**
   * @param bytes for all runs together
   */
  public SampleMemory(long bytes) {
    free = Math.max(0, bytes);
  }

  /** What the heap holds beside the reading of scenes, which takes up to 200 MiB of it. */
  public static SampleMemory ofHeap() {
    return new SampleMemory(Runtime.getRuntime().maxMemory() - (200L << 20));
  }

  /** Bytes that no run has. */
  public synchronized long free() {
    return free;
  }

  /** Takes all of {@code bytes} or nothing. */
  synchronized boolean take(long bytes) {
    if (bytes > free) {
      return false;
    }
    free -= bytes;
    return true;
  }

  synchronized void giveBack(long bytes) {
    free += bytes;
  }
}
