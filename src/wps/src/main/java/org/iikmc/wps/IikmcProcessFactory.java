/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.util.SimpleInternationalString;
import org.iikmc.job.SceneCatalog;

/**
 * The processes of this project, in the namespace {@value #NAMESPACE}. A host adds one to {@link
 * org.geotools.process.Processors}. Safe for use by several threads.
 */
public final class IikmcProcessFactory extends AnnotatedBeanProcessFactory {
  /** Of the names of the processes. */
  public static final String NAMESPACE = "iikmc";

  /** Key of the allowed values in the metadata of a parameter; spaces between them. */
  static final String ALLOWED = "allowed";

  private final SceneCatalog catalog;
  private final Runs runs;

  /**
   * @param catalog where scenes come from and maps go to
   * @param runs what all runs together may take of the host
   */
  public IikmcProcessFactory(SceneCatalog catalog, Runs runs) {
    super(
        new SimpleInternationalString("Joint k-means clustering of satellite-image series"),
        NAMESPACE,
        ClusterProcess.class,
        ClassifyProcess.class,
        ClassifySeriesProcess.class);
    this.catalog = catalog;
    this.runs = runs;
  }

  @Override
  protected Object createProcessBean(Name name) {
    return switch (name.getLocalPart()) {
      case "Cluster" -> new ClusterProcess(catalog, runs);
      case "Classify" -> new ClassifyProcess(catalog, runs);
      case "ClassifySeries" -> new ClassifySeriesProcess(catalog, runs);
      default -> throw new IllegalArgumentException("There is no process " + name);
    };
  }

  @Override
  public Map<String, Parameter<?>> getParameterInfo(Name name) {
    return titled(super.getParameterInfo(name));
  }

  /**
   * GeoTools takes the name of a parameter for its title; here that is its first sentence. Allowed
   * values, which the annotations have no place for either, come from {@value #ALLOWED}.
   */
  private static Map<String, Parameter<?>> titled(Map<String, Parameter<?>> parameters) {
    Map<String, Parameter<?>> titled = new LinkedHashMap<>();
    parameters.forEach((key, parameter) -> titled.put(key, titled(parameter)));
    return titled;
  }

  private static <T> Parameter<T> titled(Parameter<T> parameter) {
    String text = parameter.getDescription().toString();
    Map<String, Object> metadata =
        new HashMap<>(parameter.metadata == null ? Map.of() : parameter.metadata);
    if (metadata.remove(ALLOWED) instanceof String allowed) {
      metadata.put(Parameter.OPTIONS, List.of(allowed.split(" ")));
    }
    return new Parameter<>(
        parameter.key,
        parameter.type,
        new SimpleInternationalString(text.substring(0, text.indexOf('.'))),
        parameter.getDescription(),
        parameter.required,
        parameter.minOccurs,
        parameter.maxOccurs,
        parameter.sample,
        metadata);
  }
}
