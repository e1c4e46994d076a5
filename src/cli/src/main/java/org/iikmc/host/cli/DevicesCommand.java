/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.Gpu;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.gdal.GdalFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code devices}: what this machine can compute on and read with, and why not with the rest. */
@Command(
    name = "devices",
    description =
        "Says what this machine can compute on and read with, and why something can't be used.",
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
    Optional<String> obstacle =
        selector.obstacle(Device.GPU).or(() -> selector.gpu().orElseThrow().fault());
    out.println(
        "gpu    "
            + obstacle
                .map(reason -> "not usable: " + reason)
                .orElseGet(() -> usable(selector.gpu().orElseThrow())));
    out.println("spark  " + spark());
    out.println("gdal   " + gdal());
    out.println(
        selector
            .reasonForCpu()
            .or(() -> obstacle)
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

  private static String gdal() {
    GdalFormat gdal = new GdalFormat();
    return gdal.obstacle()
        .map(reason -> "not usable: " + reason)
        .orElseGet(() -> "usable: " + gdal.description().orElseThrow());
  }

  private static String spark() {
    try {
      return "usable: "
          + new SparkCommandLine(System.getProperty("java.class.path"), System.getenv()).spark();
    } catch (InputException e) {
      return "not usable: " + e.problem().in(new CommandWording());
    }
  }

  private static String usable(Gpu gpu) {
    return String.format(
        Locale.ROOT,
        "usable: %s, %,d MiB for pixels; its kernel was checked on known pixels",
        gpu.name(),
        gpu.memory() >> 20);
  }
}
