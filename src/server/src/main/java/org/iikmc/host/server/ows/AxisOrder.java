/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.ows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;

/**
 * A reference system as a request writes it, and whether its coordinates come north first: a URN
 * and an address below opengis.net/def mean the order of the authority, the older forms east first.
 *
 * @param eastNorth with east first
 * @param isNorthFirst whether coordinates have to be swapped
 */
public record AxisOrder(CoordinateReferenceSystem eastNorth, boolean isNorthFirst) {
  private static final Pattern OF_AUTHORITY =
      Pattern.compile(
          "(?i)(?:urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]+/)"
              + "([0-9]{1,9})");
  private static final Pattern EAST_FIRST =
      Pattern.compile("(?i)(?:EPSG:|https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#)([0-9]{1,9})");
  private static final Pattern LON_LAT = Pattern.compile("(?i)(?:.*[:/])?CRS:?84");

  /**
   * Reads a code.
   *
   * @throws InputException if it is unknown, or not one of maps
   */
  public static AxisOrder of(String code) {
    Matcher authority = OF_AUTHORITY.matcher(code);
    Matcher east = EAST_FIRST.matcher(code);
    try {
      if (LON_LAT.matcher(code).matches()) {
        return new AxisOrder(CRS.decode("CRS:84", true), false);
      }
      if (authority.matches()) {
        CoordinateReferenceSystem eastNorth = eastFirst(authority.group(1), code);
        boolean north =
            CRS.getAxisOrder(CRS.decode("urn:ogc:def:crs:EPSG::" + authority.group(1)))
                == CRS.AxisOrder.NORTH_EAST;
        return new AxisOrder(eastNorth, north);
      }
      if (east.matches()) {
        return new AxisOrder(eastFirst(east.group(1), code), false);
      }
    } catch (FactoryException e) {
      throw unknown(code, e);
    }
    throw unknown(code, null);
  }

  private static CoordinateReferenceSystem eastFirst(String number, String code)
      throws FactoryException {
    CoordinateReferenceSystem crs = CRS.decode("EPSG:" + number, true);
    if (!Grid.isOfMaps(crs)) {
      throw new InputException(
          "'"
              + code
              + "' is no reference system of maps; use one with two horizontal axes, for example"
              + " EPSG:32618.");
    }
    return crs;
  }

  private static InputException unknown(String code, Exception cause) {
    String shown = code.length() > 80 ? code.substring(0, 80) + "…" : code;
    return new InputException(
        "'" + shown + "' is not a known reference system; write for example EPSG:32618.", cause);
  }
}
