/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.iikmc.job.ClassifiedCoverage;
import org.iikmc.wps.ComparisonDocument;
import org.iikmc.wps.LegendDocument;
import org.iikmc.wps.ReferenceDocument;
import org.iikmc.wps.ReportDocument;
import org.iikmc.wps.SignatureDocument;
import org.locationtech.jts.geom.Geometry;

/**
 * A form in which inputs or outputs travel; the first of a list is the default.
 *
 * @param mime type
 * @param encoding within XML, if it is not text
 * @param extension of its files
 */
record Format(String mime, Optional<String> encoding, String extension) {
  private static final Format JSON = text("application/json", "json");
  private static final Format CSV = text("text/csv", "csv");
  private static final Format PLAIN = text("text/plain", "txt");
  private static final Format TIFF = text("image/tiff", "tiff");
  private static final Format PNG = text("image/png", "png");
  private static final Format TIFF_BASE64 = new Format("image/tiff", Optional.of("base64"), "tiff");
  private static final List<Format> GEOMETRY =
      List.of(
          text("application/wkt", "wkt"),
          text("application/ewkt", "ewkt"),
          text("application/json", "json"));

  private static Format text(String mime, String extension) {
    return new Format(mime, Optional.empty(), extension);
  }

  /** The forms of an input; empty for a literal. */
  static List<Format> ofInput(Class<?> type) {
    if (type == Geometry.class) {
      return GEOMETRY;
    }
    if (type == GridCoverage2D.class) {
      return List.of(TIFF_BASE64);
    }
    if (type == ReferenceDocument.class) {
      return List.of(JSON, CSV, PLAIN);
    }
    if (type == LegendDocument.class) {
      return List.of(JSON, CSV);
    }
    return type == SignatureDocument.class ? List.of(JSON) : List.of();
  }

  /** The forms of an output. */
  static List<Format> ofOutput(Class<?> type) {
    if (type == SignatureDocument.class || type == LegendDocument.class) {
      return List.of(JSON, CSV);
    }
    if (type == ReportDocument.class
        || type == ComparisonDocument.class
        || type == SimpleFeatureCollection.class) {
      return List.of(JSON);
    }
    if (type == ClassifiedCoverage.class) {
      return List.of(TIFF, PNG);
    }
    throw new IllegalArgumentException("No form of " + type + " is known");
  }

  /** The form that was asked for; the default if it is not known, as GeoServer does. */
  static Format ofOutput(Class<?> type, Optional<String> mime) {
    List<Format> formats = ofOutput(type);
    return mime.flatMap(m -> formats.stream().filter(f -> f.mime.equals(m)).findFirst())
        .orElse(formats.get(0));
  }

  /** Whether it is readable text within XML. */
  boolean isText() {
    return this == JSON || this == CSV;
  }
}
