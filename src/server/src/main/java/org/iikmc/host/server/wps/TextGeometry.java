/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.read.GeometryText;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Reads a geometry: WKT, EWKT or GeoJSON. */
final class TextGeometry {
  private static final String GEOMETRY = "The geometry in text";

  private TextGeometry() {}

  static Geometry read(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{")
        ? joined(GeometryText.geoJson(stripped, GEOMETRY).geometries())
        : GeometryText.ewkt(stripped, GEOMETRY);
  }

  /** The reader takes degrees for granted, but coordinates without a system are the scenes' own. */
  private static Geometry joined(List<Geometry> geometries) {
    if (geometries.isEmpty()) {
      throw new InputException("The GeoJSON holds no geometry.");
    }
    geometries.forEach(each -> new AreaOfInterest(each, Optional.empty())); // each by itself
    Geometry joined =
        geometries.size() == 1 ? geometries.get(0) : new UnaryUnionOp(geometries).union();
    joined.setSRID(0);
    return joined;
  }
}
