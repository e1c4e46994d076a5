/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.read.GeometryText;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Reads a geometry in text: WKT, EWKT, GeoJSON, or GML that came as text. */
final class TextGeometry {
  private static final Pattern EWKT = Pattern.compile("(?is)SRID=([0-9]{1,9})\\s*;(.*)");

  private static final String GEOMETRY = "The geometry in text";

  private TextGeometry() {}

  static Geometry read(String text) {
    String stripped = text.strip();
    var xml = InputDecoder.xml(stripped);
    if (xml.isPresent()) {
      return GmlGeometry.read(xml.get());
    }
    if (stripped.startsWith("{")) {
      return joined(GeometryText.geoJson(stripped, GEOMETRY).geometries());
    }
    Matcher ewkt = EWKT.matcher(stripped);
    Geometry geometry = GeometryText.wkt(ewkt.matches() ? ewkt.group(2) : stripped, GEOMETRY);
    if (ewkt.matches()) {
      geometry.setSRID(Integer.parseInt(ewkt.group(1)));
    }
    return geometry;
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
