/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.util.Arrays;

/**
 * The borders of regions that rows have cut open: chains of vertices with two open ends each.
 *
 * <p>A border runs along the sides of pixels with its region to the left of it, seen with rows from
 * the top down. So each side of pixels between two regions has two borders on it that run against
 * each other; an open end is known by the side where it stands and the region that it is of:
 *
 * <ul>
 *   <li>on the vertical side at x below the last row of corners: of the region to the left, whose
 *       border runs up and is open at its start; and of the one to the right, open at its finish;
 *   <li>on the horizontal side that ends at the corner in work: of the region above, open at its
 *       finish; and of the one below, open at its start.
 * </ul>
 *
 * At a corner the sides that meet there cut the plane into sectors, each of one region, and within
 * a sector a border passes from one side to the next. It thereby keeps to its own pixels, and never
 * takes two pixels that touch at a corner for neighbours.
 */
final class OpenBorders {
  private static final int FIRST_NODES = 1 << 10;
  private static final int NONE = -1;

  private final int width;

  /** The slot of the region above, and of the one below, the horizontal side. */
  private final int above;

  private final int below;

  /** The vertex at an open end, by its slot. */
  private final int[] vertex;

  /** The slot of the other end of its chain. */
  private final int[] mate;

  // Vertices of all chains, and those to be used again: each knows the one that follows.
  private int[] xs = new int[FIRST_NODES];
  private int[] ys = new int[FIRST_NODES];
  private int[] next = new int[FIRST_NODES];
  private int used;
  private int free = NONE;

  /** The corner in work; negative, as {@link SimpleRings} has it, if regions touch there. */
  private int markedX;

  private int y;

  /**
   * @param width of the map, in pixels
   */
  OpenBorders(int width) {
    this.width = width;
    above = 2 * (width + 1);
    below = above + 1;
    vertex = new int[above + 2];
    mate = new int[above + 2];
  }

  /** Open at its start: the border of the region to the left of the vertical side at x. */
  private static int left(int x) {
    return 2 * x;
  }

  /** Open at its finish: that of the region to the right. */
  private static int right(int x) {
    return 2 * x + 1;
  }

  /**
   * Follows the borders along a row of corners.
   *
   * @param row of corners, 0 being the upper edge of the map
   * @param upper the pixels above it, from index 1 on, between two zeros
   * @param lower the pixels below it, likewise
   * @param regionsAbove of the pixels above, likewise; null for 0
   * @param regionsBelow of those below
   */
  void follow(int row, byte[] upper, byte[] lower, Region[] regionsAbove, Region[] regionsBelow) {
    y = row;
    for (int x = 0; x <= width; x++) {
      byte a = upper[x];
      byte b = upper[x + 1];
      byte c = lower[x];
      byte d = lower[x + 1];
      if (a == b && c == d || a == c && b == d) {
        continue; // a border that goes straight on, or none
      }
      boolean up = a != b;
      boolean left = a != c;
      boolean right = b != d;
      boolean down = c != d;
      markedX = up && left && right && down && (a == d || b == c) ? -1 - x : x;
      if (up && left && a != 0) {
        join(above, left(x), regionsAbove[x]);
      }
      if (up && left && !right && !down && d != 0) {
        join(right(x), below, regionsBelow[x + 1]);
      }
      if (up && b != 0) {
        if (right) {
          moveFinish(right(x), above);
        } else if (down) {
          moveFinish(right(x), right(x));
        }
      }
      if (up && !left && a != 0) {
        moveStart(left(x), down ? left(x) : below);
      }
      if (left && !up && a != 0) {
        moveFinish(above, right ? above : right(x));
      }
      if (left && c != 0) {
        if (down) {
          moveStart(below, left(x));
        } else if (right) {
          moveStart(below, below);
        }
      }
      if (right && down) {
        if (d != 0) {
          begin(below, right(x));
        }
        if (!up && !left && a != 0) {
          begin(left(x), above);
        }
      }
    }
  }

  /** A chain of one vertex, from which borders go on in both directions. */
  private void begin(int start, int finish) {
    int node = node();
    vertex[start] = node;
    vertex[finish] = node;
    mate[start] = finish;
    mate[finish] = start;
  }

  private void moveFinish(int from, int to) {
    int node = node();
    next[vertex[from]] = node;
    move(from, to, node);
  }

  private void moveStart(int from, int to) {
    int node = node();
    next[node] = vertex[from];
    move(from, to, node);
  }

  private void move(int from, int to, int node) {
    vertex[to] = node;
    mate[to] = mate[from];
    mate[mate[to]] = to;
  }

  private void join(int finish, int start, Region region) {
    int node = node();
    next[vertex[finish]] = node;
    next[node] = vertex[start];
    if (mate[finish] == start) {
      region.root().add(taken(node));
    } else {
      mate[mate[finish]] = mate[start];
      mate[mate[start]] = mate[finish];
    }
  }

  private int node() {
    int node = free;
    if (node == NONE) {
      if (used == xs.length) {
        int more = (int) Math.min(used + (used >> 1) + 1L, Integer.MAX_VALUE - 8);
        xs = Arrays.copyOf(xs, more);
        ys = Arrays.copyOf(ys, more);
        next = Arrays.copyOf(next, more);
      }
      node = used++;
    } else {
      free = next[node];
    }
    xs[node] = markedX;
    ys[node] = y;
    return node;
  }

  /** The vertices of a ring, whose nodes are free from now on. */
  private int[] taken(int node) {
    int count = 1;
    for (int each = next[node]; each != node; each = next[each]) {
      count++;
    }
    int[] ring = new int[2 * count];
    int each = node;
    int last = node;
    for (int i = 0; i < ring.length; i += 2) {
      ring[i] = xs[each];
      ring[i + 1] = ys[each];
      last = each;
      each = next[each];
    }
    next[last] = free;
    free = node;
    return ring;
  }
}
