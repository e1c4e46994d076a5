/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.kmeans.AssignmentBackend;

/**
 * Makes the backend that a user asked for. Probes the JVM when it is made, and looks for a GPU when
 * first asked for one; the answers don't change afterwards. Safe for use by several threads.
 */
public final class BackendSelector {
  private final KernelChoice kernel;
  private final SampleMemory memory;
  private final GpuSearch gpus;

  /** The fastest kernel of this JVM, what its heap can spare, and most of a GPU's memory. */
  public BackendSelector() {
    this(KernelChoice.probe(), SampleMemory.ofHeap());
  }

  /** Likewise, with most of a GPU's memory. */
  public BackendSelector(KernelChoice kernel, SampleMemory memory) {
    this(kernel, memory, new GpuSearch(OptionalLong.empty()));
  }

  /**
   * @param kernel of the CPU backend
   * @param memory that the backends made here share
   * @param gpus where a GPU is looked for
   */
  public BackendSelector(KernelChoice kernel, SampleMemory memory, GpuSearch gpus) {
    this.kernel = kernel;
    this.memory = memory;
    this.gpus = gpus;
  }

  /** The kernel of the CPU backend, and why not the faster one. */
  public KernelChoice kernel() {
    return kernel;
  }

  /** The GPU that {@link Device#GPU} means, if there is one. */
  public Optional<Gpu> gpu() {
    return gpus.gpu();
  }

  /**
   * Why a device can't be used, and what to do about it, as a sentence without its full stop; empty
   * if it can.
   */
  public Optional<String> obstacle(Device device) {
    return obstacleTo(device).map(e -> e.getMessage() + "; " + e.remedy());
  }

  /** The same without what to do about it: for users of a server, who can't. */
  public Optional<String> reason(Device device) {
    return obstacleTo(device).map(Exception::getMessage);
  }

  private Optional<NoGpuException> obstacleTo(Device device) {
    return switch (device) {
      case AUTO, CPU -> Optional.empty();
      case GPU -> gpus.obstacle();
    };
  }

  /**
   * Why {@link Device#AUTO} takes the CPU, as a sentence without its full stop; empty if it takes
   * the GPU.
   */
  public Optional<String> reasonForCpu() {
    if (gpus.obstacle().isPresent()) {
      return gpus.obstacle().map(Exception::getMessage);
    }
    return gpus.gpu()
        .filter(gpu -> !gpu.isAccelerator())
        .map(gpu -> "the only device, " + gpu.name() + ", is the CPU itself");
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
    ForkJoinBackend cpu = new ForkJoinBackend(kernel, threads, budget, memory, temporary);
    return switch (device) {
      case CPU -> cpu;
      case GPU -> gpus.gpu().orElseThrow().backend(cpu, false);
      case AUTO ->
          reasonForCpu()
              .map(reason -> (AssignmentBackend) cpu.remarking("no GPU: " + reason))
              .orElseGet(() -> gpus.gpu().orElseThrow().backend(cpu, true));
    };
  }
}
