/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.util.Optional;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.kmeans.AssignmentBackend;

/**
 * A device that steps can be computed on. Runs share it: one after the other has it, in the order
 * in which they asked. Safe for use by several threads.
 */
public interface Gpu {
  /** Its name and what drives it, for people. */
  String name();

  /** Whether it is more than the processor in the guise of a device. */
  boolean isAccelerator();

  /** Bytes of its memory that runs may use. */
  long memory();

  /**
   * Computes some known pixels of every sample type. Takes seconds.
   *
   * @return what is wrong, as a sentence without its full stop; empty if all is well
   */
  Optional<String> fault();

  /**
   * Measures how fast it copies its own memory, which is how fast steps could be at best. Takes a
   * second.
   *
   * @return bytes per second, read and written ones together
   */
  double copyRate();

  /**
   * Makes a backend.
   *
   * @param host reads the samples, keeps them, and does what is not a step
   * @param instead whether the host may do the steps too if the device turns out to compute wrongly
   */
  AssignmentBackend backend(ForkJoinBackend host, boolean instead);
}
