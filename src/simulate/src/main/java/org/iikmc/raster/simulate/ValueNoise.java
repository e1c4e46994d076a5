/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

/**
 * Smooth random fields over the plane. A value depends on seed and position alone, so that any
 * pixel can be computed without its neighbours.
 */
record ValueNoise(long seed) {
  /** A field that has nothing to do with this one. */
  ValueNoise derive(int number) {
    return new ValueNoise(mix(seed + 0x632BE59BD9B4E019L * (number + 1)));
  }

  /** White noise on a lattice, 0…1 (1 excluded). */
  double cell(int x, int y) {
    return (hash(x, y) >>> 11) * 0x1p-53;
  }

  /** 64 random bits for a lattice point. */
  long hash(int x, int y) {
    return mix(seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL);
  }

  /**
   * Noise at several scales: the coarsest has a wavelength of about 1, each further octave half the
   * wavelength and half the strength.
   *
   * @return 0…1, mostly near 0.5
   */
  double fractal(double x, double y, int octaves) {
    return fractal(x, y, octaves, 0);
  }

  /**
   * The same for callers who care for high values only: stops early, and gives 0, where the finer
   * octaves could no longer lift the value to the floor.
   */
  double fractal(double x, double y, int octaves, double floor) {
    double strength = 1 / (2 - 2.0 / (1L << octaves));
    double sum = 0;
    double missing = 1;
    int octaveSeed = (int) (seed >>> 32);
    for (int i = 0; i < octaves; i++) {
      sum += strength * smooth(octaveSeed, x, y);
      missing -= strength;
      strength /= 2;
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

  /** 0 below one edge, 1 above the other, and smooth between. */
  static double step(double low, double high, double value) {
    double t = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return t * t * (3 - 2 * t);
  }

  private static double smooth(int seed, double x, double y) {
    double left = Math.floor(x);
    double top = Math.floor(y);
    double s = x - left;
    double t = y - top;
    s = s * s * (3 - 2 * s);
    t = t * t * (3 - 2 * t);
    int h = seed + (int) left * 0x9E3779B1 + (int) top * 0x85EBCA77;
    double a = scramble(h);
    double b = scramble(h + 0x9E3779B1);
    double c = scramble(h + 0x85EBCA77);
    double d = scramble(h + 0x9E3779B1 + 0x85EBCA77);
    double upper = a + s * (b - a);
    double lower = c + s * (d - c);
    return (upper + t * (lower - upper)) * 0x1p-31;
  }

  /** 31 random bits; 32-bit arithmetic, because nearly all of the time is spent here. */
  private static int scramble(int h) {
    h = (h ^ (h >>> 16)) * 0x7FEB352D;
    h = (h ^ (h >>> 15)) * 0x846CA68B;
    return (h ^ (h >>> 16)) >>> 1;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
