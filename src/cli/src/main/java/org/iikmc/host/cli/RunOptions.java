/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.raster.InputException;
import picocli.CommandLine.Option;

/** What computes, with how much, and what it says meanwhile. */
final class RunOptions {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu|spark",
      defaultValue = "auto",
      description = "What computes. Default: ${DEFAULT-VALUE}.")
  private Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the CPU. Default: one per core.")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = MemorySize.DEFAULT_TEXT,
      converter = MemorySize.class,
      description =
          "Memory for pixels, for example 512m or 4g; what exceeds it goes to a temporary file."
              + " Default: ${DEFAULT-VALUE}.")
  private long memory;

  @Option(
      names = "--device-memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "Memory of the GPU for pixels; what exceeds it is sent there anew in each iteration."
              + " Default: most of it.")
  private Long deviceMemory;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Option(
      names = "--json-progress",
      description = "Write progress as lines of JSON on standard output, for other programs.")
  private boolean jsonProgress;

  AssignmentBackend backend() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1 || count > 1024) {
      throw new InputException("--threads is " + count + ", but must be from 1 to 1024.");
    }
    BackendSelector selector =
        new BackendSelector(
            KernelChoice.probe(),
            SampleMemory.ofHeap(),
            new GpuSearch(MemorySize.optional(deviceMemory)));
    Optional<String> obstacle = selector.obstacle(device);
    if (obstacle.isPresent()) {
      throw new InputException(
          "--device "
              + device.name().toLowerCase(Locale.ROOT)
              + " can't be used: "
              + obstacle.get()
              + ". Use --device cpu, and see: iikmc devices");
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return selector.create(device, count, memory, temporary);
  }

  boolean quiet() {
    return quiet;
  }

  /** The progress of a run, which stops when the user interrupts the program. */
  ConsoleProgress progress() {
    return ConsoleProgress.of(quiet, jsonProgress);
  }
}
