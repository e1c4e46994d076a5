/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.Grid;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Reads an area of interest: WKT (with {@code SRID=32618;} before it if not in the scenes' own
 * system), or a file with WKT or GeoJSON, which may have one feature a line. GeoJSON is longitude
 * and latitude (RFC 7946) unless it has the older {@code crs} member.
 */
public final class AreaReader {
  private static final Pattern WKT =
      Pattern.compile(
          "(?is)\\s*(SRID=.*;)?\\s*(MULTI)?(POLYGON|POINT|LINESTRING|GEOMETRYCOLLECTION)\\s*(Z|M|ZM)?\\s*(\\(|EMPTY).*");

  /**
   * @param text WKT, or the {@linkplain FileAddress address} of a file
   * @throws InputException if it is no valid polygon, or its reference system is unknown
   */
  public AreaOfInterest read(String text) throws IOException {
    if (WKT.matcher(text).matches()) {
      return ofWkt(text, "The area of interest");
    }
    Path file = path(text);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "The area of interest '"
              + new FileAddress(text).shown()
              + "' is neither WKT nor a file; give POLYGON((…)) or the path of a WKT or GeoJSON file.");
    }
    String content =
        TextFile.read(file, "simplify the area of interest", "give a file of WKT or GeoJSON");
    return content.startsWith("{") ? ofGeoJson(content, file) : ofWkt(content, file);
  }

  private static Path path(String text) {
    try {
      return new FileAddress(text).path();
    } catch (InputException e) {
      throw new InputException(Problem.of("The area of interest is no WKT, and ", e.problem()), e);
    }
  }

  private static AreaOfInterest ofWkt(String text, Object origin) {
    Geometry geometry = GeometryText.ewkt(text, origin);
    int srid = geometry.getSRID();
    return new AreaOfInterest(
        geometry, srid > 0 ? Optional.of(decode("EPSG:" + srid)) : Optional.empty());
  }

  private static AreaOfInterest ofGeoJson(String text, Path file) {
    GeometryText.GeoJson read = GeometryText.geoJson(text, file);
    List<Geometry> polygons = read.geometries();
    polygons.forEach(polygon -> new AreaOfInterest(polygon, Optional.empty())); // each by itself
    if (polygons.isEmpty()) {
      throw new InputException(file, " holds no geometry.");
    }
    Geometry area = polygons.size() == 1 ? polygons.get(0) : new UnaryUnionOp(polygons).union();
    return new AreaOfInterest(area, Optional.of(decode(read.crs().orElse("CRS:84"))));
  }

  /** The reference system of an area of interest; parameters and exceptions as of the other. */
  public static CoordinateReferenceSystem decode(String code) {
    return decode(code, "The area of interest");
  }

  /**
   * The reference system of a geometry, with axes east, north, as WKT from GIS programs and GeoJSON
   * write them.
   *
   * @param code such as {@code EPSG:32618}, or the URN of one
   * @param what is in it, to begin a message: text or a {@link Problem}
   * @throws InputException if it is unknown
   */
  public static CoordinateReferenceSystem decode(String code, Object what) {
    try {
      CoordinateReferenceSystem crs =
          CRS.decode(
              code.replaceFirst("(?i)^urn:(?:x-)?ogc:def:crs:EPSG:(?:[^:]*:)?(?=[0-9]+$)", "EPSG:")
                  .replaceFirst("(?i)^urn:(?:x-)?ogc:def:crs:OGC:(?:[^:]*:)?CRS84$", "CRS:84"),
              true);
      if (!Grid.isOfMaps(crs)) {
        throw new InputException(
            what,
            " is in '"
                + code
                + "', which is no reference system of maps; give it in one with two horizontal axes.");
      }
      return crs;
    } catch (FactoryException e) {
      throw new InputException(
          Problem.of(what, " is in '" + code + "', which is not a known reference system."), e);
    }
  }
}
