/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.InputException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** Reads a geometry in text: WKT, EWKT, GeoJSON, or GML that came as text. */
final class TextGeometry {
  private static final Pattern EWKT = Pattern.compile("(?is)SRID=([0-9]{1,9})\\s*;(.*)");

  private TextGeometry() {}

  static Geometry read(String text) {
    String stripped = text.strip();
    var xml = InputDecoder.xml(stripped);
    if (xml.isPresent()) {
      return GmlGeometry.read(xml.get());
    }
    try {
      if (stripped.startsWith("{")) {
        return withoutSystem(new GeoJsonReader().read(stripped));
      }
      Matcher ewkt = EWKT.matcher(stripped);
      if (!ewkt.matches()) {
        return new WKTReader().read(stripped);
      }
      Geometry geometry = new WKTReader().read(ewkt.group(2));
      geometry.setSRID(Integer.parseInt(ewkt.group(1)));
      return geometry;
    } catch (ParseException | IllegalArgumentException | ClassCastException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InputException(
          "The geometry is neither WKT, EWKT, GML nor GeoJSON that can be read: " + reason + ".",
          e);
    }
  }

  /** The reader takes degrees for granted, but coordinates without a system are the scenes' own. */
  private static Geometry withoutSystem(Geometry geometry) {
    geometry.setSRID(0);
    return geometry;
  }
}
