/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a border that don't touch themselves. A border that keeps to the side of its pixels
 * comes to a corner twice where two pixels of its region touch there and no more: the way between
 * is a ring of its own, around a hole or around what is within the hole's ring.
 */
final class SimpleRings {
  private SimpleRings() {}

  /**
   * Cuts a border.
   *
   * @param border x and y of each vertex; x is negative, {@code -1 - x}, at those where the border
   *     may be twice
   * @return rings of plain coordinates
   */
  static List<int[]> of(int[] border) {
    int marked = 0;
    for (int i = 0; i < border.length; i += 2) {
      marked += border[i] < 0 ? 1 : 0;
    }
    if (marked == 0) {
      return List.of(border);
    }
    List<int[]> rings = new ArrayList<>();
    Map<Long, Integer> seen = new HashMap<>(2 * marked);
    int[] way = new int[border.length]; // from the first vertex on, without what was cut off
    int end = 0;
    for (int i = 0; i < border.length; i += 2) {
      boolean mark = border[i] < 0;
      int x = mark ? -1 - border[i] : border[i];
      int y = border[i + 1];
      Integer before = mark ? seen.putIfAbsent(key(x, y), end) : null;
      if (before != null) {
        int[] ring = Arrays.copyOfRange(way, before, end);
        for (int j = 2; j < ring.length; j += 2) {
          // A vertex on the ring that is cut off was there once, or would have been cut before.
          seen.remove(key(ring[j], ring[j + 1]));
        }
        rings.add(ring);
        end = before;
      }
      way[end] = x;
      way[end + 1] = y;
      end += 2;
    }
    rings.add(Arrays.copyOf(way, end));
    return rings;
  }

  private static long key(int x, int y) {
    return (long) x << Integer.SIZE | y;
  }

  /** Whether a ring runs with the clock, seen with rows from the top down. */
  static boolean isHole(int[] ring) {
    long twiceArea = 0;
    int x = ring[ring.length - 2];
    int y = ring[ring.length - 1];
    for (int i = 0; i < ring.length; i += 2) {
      twiceArea += (long) x * ring[i + 1] - (long) ring[i] * y;
      x = ring[i];
      y = ring[i + 1];
    }
    return twiceArea > 0;
  }
}
