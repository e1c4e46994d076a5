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
 * @param style names and colours of whatever classes the map may hold
 * @param classes how many of them, from 1 on, are known to be classes of the map; 0 if that can't
 *     be told
 */
public record PolygonLayer(
    String name, Optional<LocalDate> date, Grid grid, ClassStyle style, int classes) {
  /** The name of the class of a polygon. */
  public String nameOf(RegionPolygon polygon) {
    return style.names().get(polygon.label() - 1);
  }

  /** The colour of its class as #rrggbb. */
  public String colorOf(RegionPolygon polygon) {
    return style.hex(polygon.label() - 1);
  }

  /**
   * Names and colours for a legend.
   *
   * @param highest label that the map has
   */
  ClassStyle legend(int highest) {
    int shown = Math.max(classes, highest);
    return new ClassStyle(style.names().subList(0, shown), style.colors().subList(0, shown));
  }
}
