/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * A rectangle of a grid.
 *
 * @param x1 right edge, outside, as is {@code y1}
 */
record Area(int x0, int y0, int x1, int y1) {
  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  boolean isEmpty() {
    return x1 <= x0 || y1 <= y0;
  }

  Area intersection(Area other) {
    return new Area(
        Math.max(x0, other.x0),
        Math.max(y0, other.y0),
        Math.min(x1, other.x1),
        Math.min(y1, other.y1));
  }

  /** The same in a grid of half the resolution, so many times over. */
  Area reduced(int times) {
    return new Area(ceiling(x0, times), ceiling(y0, times), ceiling(x1, times), ceiling(y1, times));
  }

  /** A quotient by a power of two, rounded up. */
  static int ceiling(long value, int power) {
    return (int) (value + (1L << power) - 1 >> power);
  }
}
