/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.util.List;

/**
 * A resolution of a component of a tile.
 *
 * @param area in its own grid (B-14)
 * @param precinctWidth power of two, likewise the height
 * @param bands LL alone, or HL, LH and HH
 */
record Resolution(Area area, int precinctWidth, int precinctHeight, List<Subband> bands) {
  int precinctsAcross() {
    return area.isEmpty()
        ? 0
        : Area.ceiling(area.x1(), precinctWidth) - (area.x0() >> precinctWidth);
  }

  int precinctsDown() {
    return area.isEmpty()
        ? 0
        : Area.ceiling(area.y1(), precinctHeight) - (area.y0() >> precinctHeight);
  }

  /** Left edge of a column of precincts. */
  long precinctX(int column) {
    return (long) (area.x0() >> precinctWidth) + column << precinctWidth;
  }

  long precinctY(int row) {
    return (long) (area.y0() >> precinctHeight) + row << precinctHeight;
  }
}
