/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.util.ArrayList;
import java.util.List;

/**
 * A region while its rows go by. Parts of a region that are found to hang together become one: the
 * one that stands for all of them is their {@linkplain #root() root}, and the only one with
 * figures.
 */
final class Region {
  private final int label;
  private Region parent = this;
  private long pixels;
  private double squareKilometres;
  private int lastRow;
  private List<int[]> rings = new ArrayList<>(1);

  Region(int label) {
    this.label = label;
  }

  /** What stands for this and all that hangs together with it. */
  Region root() {
    Region region = this;
    while (region.parent != region) {
      region.parent = region.parent.parent; // halves the way of those who come after
      region = region.parent;
    }
    return region;
  }

  /** Makes two roots one. */
  static Region join(Region first, Region second) {
    if (first == second) {
      return first;
    }
    boolean more = first.rings.size() >= second.rings.size();
    Region kept = more ? first : second;
    Region other = more ? second : first;
    kept.pixels += other.pixels;
    kept.squareKilometres += other.squareKilometres;
    kept.lastRow = Math.max(kept.lastRow, other.lastRow);
    kept.rings.addAll(other.rings);
    other.rings = null;
    other.parent = kept;
    return kept;
  }

  /** Adds pixels of a row to a root. */
  void add(int count, double squareKilometresOfThem, int row) {
    pixels += count;
    squareKilometres += squareKilometresOfThem;
    lastRow = row;
  }

  /** Adds a closed border. */
  void add(int[] ring) {
    rings.addAll(SimpleRings.of(ring));
  }

  /** The last row that has a pixel of this root. */
  int lastRow() {
    return lastRow;
  }

  /** The whole of it, once; a region is not used after that. */
  RegionPolygon polygon() {
    int exterior = 0;
    while (SimpleRings.isHole(rings.get(exterior))) {
      exterior++; // there is one
    }
    rings.add(0, rings.remove(exterior));
    lastRow = Integer.MAX_VALUE; // other runs of its last row must not give it again
    return new RegionPolygon(label, pixels, squareKilometres, rings);
  }
}
