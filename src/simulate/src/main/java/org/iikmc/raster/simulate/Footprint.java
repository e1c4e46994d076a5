/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

/**
 * The slanted parallelogram that a sensor saw, inside the upright rectangle of the file. It leaves
 * a corner free on each side, whatever the size.
 *
 * @param width columns of the file
 * @param height rows of the file
 * @param slant tangent of the angle at which the satellite flew over
 */
record Footprint(int width, int height, double slant) {
  static Footprint of(int width, int height, double angle) {
    return new Footprint(width, height, Math.tan(angle));
  }

  boolean contains(int column, int row) {
    double x = (column + 0.5) / width - 0.5;
    double y = (row + 0.5) / height - 0.5;
    // Scan lines run a little less slanted than the track of the satellite.
    double half = 0.497 - 0.5 * slant;
    return Math.abs(x + slant * y) < half && Math.abs(y - 0.8 * slant * x) < half;
  }
}
