/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.util.List;

/**
 * A region of a map: pixels of one class that hang together by their sides.
 *
 * @param label of its class, 1…255
 * @param pixels how many
 * @param squareKilometres area of the pixels on the ground, by {@link org.iikmc.raster.CellAreas};
 *     NaN if the map has no reference system
 * @param rings the exterior, then the holes: x and y of each vertex in corners of pixels, the first
 *     vertex not repeated; seen with rows from the top down, the exterior runs against the clock
 *     and holes with it. No ring touches itself; rings touch each other in vertices of both only.
 *     Shared, not to be written
 */
public record RegionPolygon(int label, long pixels, double squareKilometres, List<int[]> rings) {
  public RegionPolygon {
    rings = List.copyOf(rings);
  }
}
