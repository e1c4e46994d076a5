/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.awt.RenderingHints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.iikmc.job.catalog.SceneCatalog;

/**
 * The processes of this project, in the namespace {@value #NAMESPACE}. A host adds one to {@link
 * org.geotools.process.Processors}. Safe for use by several threads.
 */
public final class IikmcProcessFactory implements ProcessFactory {
  /** Of the names of the processes. */
  public static final String NAMESPACE = "iikmc";

  private static final String VERSION = "1.0.0";

  private final Map<Name, JobProcess> processes = new LinkedHashMap<>();

  /**
   * @param catalog where scenes come from and maps go to
   * @param runs what all runs together may take of the host
   */
  public IikmcProcessFactory(SceneCatalog catalog, Runs runs) {
    Stream.of(
            new ClusterProcess(catalog, runs),
            new ClassifyProcess(catalog, runs),
            new ClassifySeriesProcess(catalog, runs),
            new CompareProcess(catalog, runs),
            new ChangeProcess(catalog, runs),
            new LegendProcess(catalog, runs),
            new SaveLegendProcess(catalog, runs),
            new RecodeProcess(catalog, runs),
            new PolygoniseProcess(catalog, runs))
        .forEach(process -> processes.put(new NameImpl(NAMESPACE, process.door().text()), process));
  }

  private JobProcess process(Name name) {
    JobProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("There is no process " + name);
    }
    return process;
  }

  /** Whether a process changes something on the server. */
  public boolean writes(Name name) {
    return process(name).writes();
  }

  /** Whether a process may take long. */
  public boolean computes(Name name) {
    return process(name).computes();
  }

  @Override
  public InternationalString getTitle() {
    return new SimpleInternationalString("Joint k-means clustering of satellite-image series");
  }

  @Override
  public Set<Name> getNames() {
    return Set.copyOf(processes.keySet());
  }

  /** Processes keep nothing of a run, so that one serves all. */
  @Override
  public Process create(Name name) {
    return process(name);
  }

  @Override
  public InternationalString getTitle(Name name) {
    return new SimpleInternationalString(process(name).title());
  }

  @Override
  public InternationalString getDescription(Name name) {
    return new SimpleInternationalString(process(name).description());
  }

  @Override
  public Map<String, Parameter<?>> getParameterInfo(Name name) {
    return ProcessParameters.of(process(name).door());
  }

  @Override
  public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> inputs) {
    Parameter<?> result = process(name).result();
    return Map.of(result.key, result);
  }

  @Override
  public boolean supportsProgress(Name name) {
    return true;
  }

  @Override
  public String getVersion(Name name) {
    return VERSION;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Map<RenderingHints.Key, ?> getImplementationHints() {
    return Map.of();
  }
}
