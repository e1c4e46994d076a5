/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

/**
 * Random numbers over the plane; {@link NoiseReader} makes smooth fields of them. A value depends
 * on seed and position alone, so that any pixel can be computed without its neighbours.
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

  /** 0 below one edge, 1 above the other, and smooth between. */
  static double step(double low, double high, double value) {
    double t = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return t * t * (3 - 2 * t);
  }

  /** 31 random bits; 32-bit arithmetic, because much of the time is spent here. */
  static int scramble(int h) {
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
