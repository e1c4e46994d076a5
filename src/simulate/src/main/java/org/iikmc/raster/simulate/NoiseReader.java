/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import static org.iikmc.raster.simulate.ValueNoise.scramble;

/**
 * Reads a {@link ValueNoise} at several scales, and remembers for each the corners of the lattice
 * cell that it was in: the next pixel of a row is mostly in the same one. The values do not depend
 * on what was read before. Not thread-safe; a reader for each thread and each place that it walks
 * along.
 */
final class NoiseReader {
  private static final int RIGHT = 0x9E3779B1;
  private static final int DOWN = 0x85EBCA77;

  private final int seed;
  private final double[] strengths;

  /** By octave: what the corners of its cell were hashed from, which tells the cell. */
  private final int[] cells;

  /** By octave: 31 random bits of the four corners of its cell. */
  private final double[][] corners;

  /**
   * The coarsest scale has a wavelength of about 1, each further octave half the wavelength and
   * half the strength.
   */
  NoiseReader(ValueNoise noise, int octaves) {
    seed = (int) (noise.seed() >>> 32);
    strengths = new double[octaves];
    strengths[0] = 1 / (2 - 2.0 / (1L << octaves));
    for (int i = 1; i < octaves; i++) {
      strengths[i] = strengths[i - 1] / 2;
    }
    cells = new int[octaves];
    corners = new double[octaves][4];
    for (double[] corner : corners) {
      enter(0, corner);
    }
  }

  /**
   * The noise at a place.
   *
   * @return 0…1, mostly near 0.5
   */
  double at(double x, double y) {
    return at(x, y, 0);
  }

  /**
   * The same for callers who care for high values only: stops early, and gives 0, where the finer
   * octaves could no longer lift the value to the floor.
   */
  double at(double x, double y, double floor) {
    double sum = 0;
    double missing = 1;
    int octaveSeed = seed;
    for (int i = 0; i < strengths.length; i++) {
      sum += strengths[i] * smooth(i, octaveSeed, x, y);
      missing -= strengths[i];
      if (sum + missing < floor) {
        return 0;
      }
      octaveSeed += 0x632BE59B;
      // Doubled and turned by 37°: lattices that lie on each other would show as squares.
      double turned = 1.6 * x + 1.2 * y;
      y = 1.6 * y - 1.2 * x;
      x = turned;
    }
    return sum;
  }

  private double smooth(int octave, int octaveSeed, double x, double y) {
    double left = Math.floor(x);
    double top = Math.floor(y);
    double s = x - left;
    double t = y - top;
    s = s * s * (3 - 2 * s);
    t = t * t * (3 - 2 * t);
    int cell = octaveSeed + (int) left * RIGHT + (int) top * DOWN;
    double[] corner = corners[octave];
    if (cell != cells[octave]) {
      cells[octave] = cell;
      enter(cell, corner);
    }
    double upper = corner[0] + s * (corner[1] - corner[0]);
    double lower = corner[2] + s * (corner[3] - corner[2]);
    return (upper + t * (lower - upper)) * 0x1p-31;
  }

  private static void enter(int cell, double[] corner) {
    corner[0] = scramble(cell);
    corner[1] = scramble(cell + RIGHT);
    corner[2] = scramble(cell + DOWN);
    corner[3] = scramble(cell + RIGHT + DOWN);
  }
}
