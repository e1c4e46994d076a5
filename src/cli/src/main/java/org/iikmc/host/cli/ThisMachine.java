/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** The cores and the GPU of this machine, as the options of a command say. */
public final class ThisMachine implements Platform {
  private static final String SPARK = "spark";

  @Override
  public AssignmentBackend backend(Given given) {
    String name = given.get(Options.DEVICE);
    if (given.find(Options.MASTER).isPresent() && !name.equalsIgnoreCase(SPARK)) {
      throw new InputException(
          Problem.option("master"),
          " is of a cluster; give ",
          Problem.option("device", SPARK),
          " too, or leave it out.");
    }
    if (name.equalsIgnoreCase(SPARK)) {
      throw new InputException(
          Problem.option("device", SPARK),
          " needs a program that was started with Spark: by iikmc with SPARK_HOME, or by"
              + " spark-submit with iikmc-spark.jar (see src/docs/cluster.md).");
    }
    Device device = Device.valueOf(name.toUpperCase(Locale.ROOT));
    BackendSelector selector =
        new BackendSelector(
            KernelChoice.probe(), SampleMemory.ofHeap(), new GpuSearch(deviceMemory(given)));
    Optional<String> obstacle = selector.obstacle(device);
    if (obstacle.isPresent()) {
      throw new InputException(
          Problem.option("device", name),
          " can't be used: " + obstacle.get() + ". Use ",
          Problem.option("device", "cpu"),
          ", and see: iikmc devices");
    }
    return selector.create(
        device,
        threads(given),
        given.get(Options.MEMORY),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  static int threads(Given given) {
    return given.find(Options.THREADS).orElse(Runtime.getRuntime().availableProcessors());
  }

  static OptionalLong deviceMemory(Given given) {
    return given.find(Options.DEVICE_MEMORY).stream().mapToLong(Long::longValue).findFirst();
  }
}
