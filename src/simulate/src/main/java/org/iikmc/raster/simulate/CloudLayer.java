/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.Arrays;

/** The clouds of one scene and the shadows that they throw to the north-west. Immutable. */
final class CloudLayer {
  private static final int SAMPLES = 64;
  private static final int OCTAVES = 6;

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
    Lattices lattices = new Lattices();
    double[] density = new double[SAMPLES * SAMPLES];
    for (int i = 0; i < density.length; i++) {
      density[i] =
          lattices.density(
              i % SAMPLES * (size - 1) / (SAMPLES - 1),
              i / SAMPLES * (size - 1) / (SAMPLES - 1),
              0);
    }
    Arrays.sort(density);
    threshold = density[(int) (clear * (density.length - 1))];
  }

  /** What clouds do along a row. Not thread-safe, because it remembers where it was asked last. */
  final class View {
    private final Lattices above = new Lattices();
    private final Lattices towardsSun = new Lattices();

    /** Share of the ground that a cloud hides at a pixel, 0…1. */
    double opacity(int x, int y) {
      return opacity(above, x, y);
    }

    /** Share of the direct light that a cloud takes from the ground at a pixel, 0…1. */
    double shadow(int x, int y) {
      return opacity(towardsSun, x + shadowShift, y + shadowShift);
    }

    private double opacity(Lattices lattices, int x, int y) {
      return ValueNoise.step(
          threshold - 0.03, threshold + 0.1, lattices.density(x, y, threshold - 0.03));
    }
  }

  /** Two lattices, one of them turned: a bump of a single one would be a square cloud. */
  private final class Lattices {
    private final NoiseReader first = new NoiseReader(noise, OCTAVES);
    private final NoiseReader second = new NoiseReader(noise, OCTAVES);

    /** The density where it reaches the floor; anything below the floor where it does not. */
    double density(int x, int y, double floor) {
      double u = x / wavelength;
      double v = y / wavelength;
      double one = first.at(u, v, 2 * floor - 1);
      if (one == 0) {
        return 0;
      }
      double other = second.at(0.9 * v - 1.4 * u, 0.9 * u + 1.4 * v, 2 * floor - one);
      return (one + other) / 2;
    }
  }
}
