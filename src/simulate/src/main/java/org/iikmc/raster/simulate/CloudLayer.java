/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.Arrays;

/** The clouds of one scene and the shadows that they throw to the north-west. Immutable. */
final class CloudLayer {
  private static final int SAMPLES = 64;

  private final ValueNoise noise;
  private final double wavelength;
  private final int shadowShift;
  private final double threshold;

  /**
   * Draws the weather of one date.
   *
   * @param noise of this scene alone
   * @param unit length in pixels that clouds are measured in
   * @param size of the scene in pixels
   */
  CloudLayer(ValueNoise noise, double unit, int size, Season season) {
    this.noise = noise;
    wavelength = unit * (0.12 + 0.2 * noise.cell(0, 1));
    shadowShift = (int) Math.round(1 + 0.02 * unit / Math.tan(season.sunElevation()));
    double clear = 0.98 - 0.16 * noise.cell(0, 2);
    double[] density = new double[SAMPLES * SAMPLES];
    for (int i = 0; i < density.length; i++) {
      density[i] =
          density(
              i % SAMPLES * (size - 1) / (SAMPLES - 1),
              i / SAMPLES * (size - 1) / (SAMPLES - 1),
              0);
    }
    Arrays.sort(density);
    threshold = density[(int) (clear * (density.length - 1))];
  }

  /** Share of the ground that a cloud hides at a pixel, 0…1. */
  double opacity(int x, int y) {
    return ValueNoise.step(threshold - 0.03, threshold + 0.1, density(x, y, threshold - 0.03));
  }

  /** Share of the direct light that a cloud takes from the ground at a pixel, 0…1. */
  double shadow(int x, int y) {
    return opacity(x + shadowShift, y + shadowShift);
  }

  /** The density where it reaches the floor; anything below the floor where it does not. */
  private double density(int x, int y, double floor) {
    double u = x / wavelength;
    double v = y / wavelength;
    // Two lattices, one of them turned: a bump of a single one would be a square cloud.
    double first = noise.fractal(u, v, 6, 2 * floor - 1);
    if (first == 0) {
      return 0;
    }
    double second = noise.fractal(0.9 * v - 1.4 * u, 0.9 * u + 1.4 * v, 6, 2 * floor - first);
    return (first + second) / 2;
  }
}
