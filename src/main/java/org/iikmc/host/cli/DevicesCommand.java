/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.Gpu;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code devices}: what this machine can compute on, and why not on the rest. */
@Command(
    name = "devices",
    description = "Says what this machine can compute on, and why something can't be used.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BackendSelector selector = new BackendSelector();
    var out = spec.commandLine().getOut();
    out.println(
        "cpu    usable: "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + selector.kernel().description());
    out.println("gpu    " + gpu(selector));
    out.println("spark  not usable: " + selector.obstacle(Device.SPARK).orElseThrow());
    out.println(
        selector
            .reasonForCpu()
            .map(reason -> "auto   takes cpu: " + reason)
            .orElse("auto   takes gpu"));
    out.println(
        "java   "
            + Runtime.version()
            + ", heap up to "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB");
    return Main.DONE;
  }

  private static String gpu(BackendSelector selector) {
    Optional<String> obstacle = selector.obstacle(Device.GPU);
    if (obstacle.isPresent()) {
      return "not usable: " + obstacle.get();
    }
    Gpu gpu = selector.gpu().orElseThrow();
    return gpu.fault()
        .map(fault -> "not usable: " + fault)
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "usable: %s, %,d MiB for pixels; its kernel was checked on known pixels",
                    gpu.name(),
                    gpu.memory() >> 20));
  }
}
