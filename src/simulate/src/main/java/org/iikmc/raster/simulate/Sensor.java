/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.Set;

/** Turns reflectance into digital numbers through the air of one date. Immutable. */
final class Sensor {
  private static final double SCALE = 50_000;
  private static final double OFFSET = 5_000;

  /** How far gains lie apart if the dates differ in them. */
  private static final double GAINS = 0.3;

  /** How far offsets lie apart, as reflectance. */
  private static final double OFFSETS = 0.03;

  private static final double MEAN_TURBIDITY = 0.95;

  private final ValueNoise noise;
  private final double[] gain;
  private final double[] haze;

  /**
   * Sets up the light of one date.
   *
   * @param noise of this scene alone
   */
  Sensor(ValueNoise noise, int bands, Season season, Set<Difference> differences) {
    this.noise = noise;
    gain = new double[bands];
    haze = new double[bands];
    double sun = Math.sin(season.sunElevation());
    double turbidity =
        differences.contains(Difference.HAZE) ? 0.5 + 0.9 * noise.cell(-1, -1) : MEAN_TURBIDITY;
    for (int b = 0; b < bands; b++) {
      gain[b] = Surface.isThermal(b) ? 1 : sun;
      haze[b] =
          Surface.isThermal(b) ? 0.04 * season.warmth() : turbidity * Surface.AIR.reflectance(b);
      if (differences.contains(Difference.GAIN)) {
        double own = 1 + GAINS * (noise.cell(-2 - b, -1) - 0.5);
        gain[b] *= own;
        haze[b] = own * haze[b] + OFFSETS * (noise.cell(-2 - b, -2) - 0.5);
      }
    }
  }

  /**
   * Writes one pixel into all bands.
   *
   * @param spectrum reflectance of the ground
   * @param opacity share of the ground that a cloud hides
   * @param shadow share of the direct light that a cloud takes
   * @param index of the pixel in the bands
   */
  void record(
      double[] spectrum,
      double opacity,
      double shadow,
      int column,
      int row,
      short[][] bands,
      int index) {
    long random = noise.hash(column, row);
    for (int b = 0; b < bands.length; b++) {
      double lit = spectrum[b] * (Surface.isThermal(b) ? 1 : 1 - 0.65 * shadow);
      double seen = lit + opacity * (Surface.CLOUD.reflectance(b) - lit);
      // Five bits of the hash for each band: 64 bits serve more bands than there are.
      double grain = ((random >>> (5 * b)) & 31) / 31.0 - 0.5;
      double light = gain[b] * seen * (1 + 0.03 * grain) + haze[b] + 0.002 * grain;
      // 0 is kept for no data.
      bands[b][index] = (short) Math.max(1, Math.min(65_535, Math.round(OFFSET + SCALE * light)));
    }
  }
}
