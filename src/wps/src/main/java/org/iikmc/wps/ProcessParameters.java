/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.util.SimpleInternationalString;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Kind;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.locationtech.jts.geom.Geometry;

/**
 * The options of a process as GeoTools describes inputs. All literals are texts, and none has to be
 * there: servers are careless with both, so that {@link ProcessInputs} checks them.
 */
final class ProcessParameters {
  private static final Set<Kind.Form> SEVERAL =
      Set.of(Kind.Form.SCENES, Kind.Form.COVERAGES, Kind.Form.MAPS);

  private ProcessParameters() {}

  static Map<String, Parameter<?>> of(Door door) {
    Map<String, Parameter<?>> parameters = new LinkedHashMap<>();
    for (Option<?> option : Options.of(door)) {
      parameters.put(option.name(), parameter(option, type(option.kind().form()), door));
    }
    return parameters;
  }

  private static <T> Parameter<T> parameter(Option<?> option, Class<T> type, Door door) {
    Kind<?> kind = option.kind();
    Map<String, Object> metadata = new HashMap<>();
    kind.min().ifPresent(min -> metadata.put(Parameter.MIN, min));
    kind.max().ifPresent(max -> metadata.put(Parameter.MAX, max));
    if (!kind.choices().isEmpty()) {
      metadata.put(Parameter.OPTIONS, kind.choices());
    }
    boolean several = SEVERAL.contains(kind.form());
    return new Parameter<>(
        option.name(),
        type,
        new SimpleInternationalString(option.title()),
        new SimpleInternationalString(option.text(door)),
        false,
        0,
        several ? Integer.MAX_VALUE : 1,
        option.standard().map(type::cast).orElse(null),
        metadata);
  }

  private static Class<?> type(Kind.Form form) {
    return switch (form) {
      case COVERAGE, COVERAGES -> GridCoverage2D.class;
      case SIGNATURES -> SignatureDocument.class;
      case LEGEND -> LegendDocument.class;
      case REFERENCE -> ReferenceDocument.class;
      case AREA -> Geometry.class;
      default -> String.class;
    };
  }
}
