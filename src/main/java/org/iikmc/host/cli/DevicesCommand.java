/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
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
    for (Device device : new Device[] {Device.GPU, Device.SPARK}) {
      out.printf(
          "%-6s not usable: %s%n",
          device.name().toLowerCase(Locale.ROOT), selector.obstacle(device).orElseThrow());
    }
    out.println("auto   takes cpu");
    out.println(
        "java   "
            + Runtime.version()
            + ", heap up to "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB");
    return Main.DONE;
  }
}
