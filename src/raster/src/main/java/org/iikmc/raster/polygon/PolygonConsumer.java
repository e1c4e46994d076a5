/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.IOException;

/** Gets the polygons of a map, one after the other. */
@FunctionalInterface
public interface PolygonConsumer {
  /**
   * Takes a polygon.
   *
   * @throws IOException if it can't be written
   */
  void accept(RegionPolygon polygon) throws IOException;
}
