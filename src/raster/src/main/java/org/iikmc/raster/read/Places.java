/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.List;
import java.util.Map;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.locationtech.jts.geom.Geometry;

/**
 * Geometries with what is known of each.
 *
 * @param all in the order of their document
 * @param crs of all, in the axis order east, north
 */
public record Places(List<Place> all, CoordinateReferenceSystem crs) {
  /**
   * One of them.
   *
   * @param geometry shared, and not changed by anybody
   * @param properties texts by name, in the order of the document; an absent one is empty or not
   *     there
   */
  public record Place(Geometry geometry, Map<String, String> properties) {}

  public Places {
    all = List.copyOf(all);
  }
}
