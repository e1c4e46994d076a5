/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.nio.file.Path;
import java.util.Optional;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.kmeans.AssignmentBackend;

/**
 * Makes the backend that a user asked for. Probes the JVM when it is made; immutable afterwards.
 */
public final class BackendSelector {
  private final KernelChoice kernel;
  private final SampleMemory memory;

  /** The fastest kernel of this JVM and what its heap can spare. */
  public BackendSelector() {
    this(KernelChoice.probe(), SampleMemory.ofHeap());
  }

  /**
   * @param kernel of the CPU backend
   * @param memory that the backends made here share
   */
  public BackendSelector(KernelChoice kernel, SampleMemory memory) {
    this.kernel = kernel;
    this.memory = memory;
  }

  /** The kernel of the CPU backend, and why not the faster one. */
  public KernelChoice kernel() {
    return kernel;
  }

  /** Why a device can't be used; empty if it can. */
  public Optional<String> obstacle(Device device) {
    return switch (device) {
      case AUTO, CPU -> Optional.empty();
      case GPU -> Optional.of("this version computes on the CPU only; it has no GPU backend");
      case SPARK ->
          Optional.of("this version computes on this machine only; it has no Spark backend");
    };
  }

  /**
   * Makes a backend.
   *
   * @param threads of the CPU backend
   * @param budget bytes of samples that each run may keep in memory
   * @param temporary folder for what exceeds it
   * @throws IllegalArgumentException if the device {@linkplain #obstacle can't be used}
   */
  public AssignmentBackend create(Device device, int threads, long budget, Path temporary) {
    obstacle(device)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return new ForkJoinBackend(kernel, threads, budget, memory, temporary);
  }
}
