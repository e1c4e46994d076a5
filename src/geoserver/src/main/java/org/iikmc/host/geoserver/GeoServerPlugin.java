/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.Optional;
import java.util.logging.Logger;
import org.geoserver.config.GeoServerDataDirectory;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.wps.IikmcProcessFactory;
import org.iikmc.wps.Runs;

/**
 * Adds the processes to GeoServer's when it starts, and takes them away when it stops. In a
 * GeoServer that the plugin is not for, it only says so.
 */
public final class GeoServerPlugin {
  private static final Logger LOGGER = Logger.getLogger(GeoServerPlugin.class.getName());

  private final Optional<String> obstacle;
  private final PluginLimits limits;
  private final BackendSelector selector;
  private final Runs runs;
  private final ProcessFactory factory;

  /** For the Spring context. */
  public GeoServerPlugin(SceneCatalog catalog, GeoServerDataDirectory dataDirectory) {
    obstacle = ServerLine.obstacle();
    limits = PluginLimits.read(dataDirectory.get("").dir().toPath());
    selector =
        new BackendSelector(
            KernelChoice.probe(),
            new SampleMemory(limits.memory()),
            new GpuSearch(limits.deviceMemory()));
    runs = new Runs(limits.runs(), selector);
    factory = new IikmcProcessFactory(catalog, runs);
  }

  /** Registers the processes. */
  public void start() {
    if (obstacle.isPresent()) {
      LOGGER.severe("IIkMC is not there: " + obstacle.get() + ".");
      return;
    }
    LOGGER.info("IIkMC computes with the " + selector.kernel().description());
    LOGGER.info(device());
    Processors.addProcessFactory(factory);
  }

  private String device() {
    return selector
        .reasonForCpu()
        .map(reason -> "IIkMC computes on the CPU: " + reason)
        .orElseGet(() -> "IIkMC computes on " + selector.gpu().orElseThrow().name());
  }

  /** Takes them back, so that GeoTools does not hold on to a web application that has ended. */
  public void stop() {
    if (obstacle.isEmpty()) {
      Processors.removeProcessFactory(factory);
    }
  }

  /** Whether the processes can be used. */
  boolean isAvailable() {
    return obstacle.isEmpty();
  }

  /** What an administrator wants to know just now. */
  String status() {
    return obstacle
        .map(why -> "Not there: " + why + ".")
        .orElseGet(
            () ->
                String.format(
                    "IIkMC computes with the %s. %s. Limits: %s. Runs: %d computing, %d waiting.",
                    selector.kernel().description(),
                    device(),
                    limits.description(),
                    runs.computing(),
                    runs.waiting()));
  }
}
