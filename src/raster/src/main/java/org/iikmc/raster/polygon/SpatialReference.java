/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A reference system as a GeoPackage names it (table {@code gpkg_spatial_ref_sys}).
 *
 * @param id in the file
 * @param name for people
 * @param organization that has given it a code, or {@value #NONE}
 * @param code that it has there
 * @param definition well-known text
 */
record SpatialReference(int id, String name, String organization, int code, String definition) {
  private static final String NONE = "NONE";

  /** Of coordinates whose system is not known. */
  static final SpatialReference CARTESIAN =
      new SpatialReference(-1, "Undefined Cartesian SRS", NONE, -1, "undefined");

  static final SpatialReference GEOGRAPHIC =
      new SpatialReference(0, "Undefined geographic SRS", NONE, 0, "undefined");

  /** Of the first system without a code; EPSG has none so high. */
  private static final int FIRST_OWN = 100_001;

  /** The system of a map. */
  static SpatialReference of(Optional<CoordinateReferenceSystem> crs) {
    return crs.map(SpatialReference::of).orElse(CARTESIAN);
  }

  /** The system that each file names. */
  static SpatialReference wgs84() {
    return of(DefaultGeographicCRS.WGS84);
  }

  private static SpatialReference of(CoordinateReferenceSystem crs) {
    String name = crs.getName().getCode();
    try {
      Integer code = CRS.lookupEpsgCode(crs, false);
      if (code != null) {
        // The authority's own text has the axes in its order, which other programs expect there.
        return new SpatialReference(
            code, name, "EPSG", code, CRS.decode("EPSG:" + code, false).toWKT());
      }
    } catch (FactoryException | UnsupportedOperationException e) {
      // then it is one without a code
    }
    return new SpatialReference(FIRST_OWN, name, NONE, FIRST_OWN, crs.toWKT());
  }
}
