/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

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

/** Adds the processes to GeoServer's when it starts, and takes them away when it stops. */
public final class GeoServerPlugin {
  private static final Logger LOGGER = Logger.getLogger(GeoServerPlugin.class.getName());

  private final ProcessFactory factory;

  /** For the Spring context. */
  public GeoServerPlugin(SceneCatalog catalog, GeoServerDataDirectory dataDirectory) {
    PluginLimits limits = PluginLimits.read(dataDirectory.get("").dir().toPath());
    KernelChoice kernel = KernelChoice.probe();
    LOGGER.info("IIkMC computes with the " + kernel.description());
    BackendSelector selector =
        new BackendSelector(
            kernel, new SampleMemory(limits.memory()), new GpuSearch(limits.deviceMemory()));
    LOGGER.info(
        selector
            .reasonForCpu()
            .map(reason -> "IIkMC computes on the CPU: " + reason)
            .orElseGet(() -> "IIkMC computes on " + selector.gpu().orElseThrow().name()));
    factory = new IikmcProcessFactory(catalog, new Runs(limits.runs(), selector));
  }

  /** Registers the processes. */
  public void start() {
    Processors.addProcessFactory(factory);
  }

  /** Takes them back, so that GeoTools does not hold on to a web application that has ended. */
  public void stop() {
    Processors.removeProcessFactory(factory);
  }
}
