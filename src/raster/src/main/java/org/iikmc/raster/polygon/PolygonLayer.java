/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.time.LocalDate;
import java.util.Optional;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ClassStyle;

/**
 * What is said of all polygons of a map.
 *
 * @param name of the layer
 * @param date of the scene, if it is known
 * @param grid of the map
 * @param style names and colours of all classes of the map
 */
public record PolygonLayer(String name, Optional<LocalDate> date, Grid grid, ClassStyle style) {
  String nameOf(RegionPolygon polygon) {
    return style.names().get(polygon.label() - 1);
  }

  String colorOf(RegionPolygon polygon) {
    return style.hex(polygon.label() - 1);
  }
}
