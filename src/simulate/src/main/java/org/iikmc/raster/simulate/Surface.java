/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.List;

/**
 * Materials with their surface reflectance in the bands of Landsat 8. Thermal bands hold a number
 * for the warmth instead, scaled so that it can be treated as a reflectance.
 */
enum Surface {
  //         B2     B3     B4     B5     B6     B7     B1     B9     B10    B11    B8
  CLEAR_WATER(.045, .040, .020, .010, .006, .004, .045, .001, .370, .340, .033),
  MUDDY_WATER(.070, .095, .085, .030, .012, .008, .060, .001, .375, .345, .085),
  LEAFY_FOREST(.024, .046, .028, .300, .140, .060, .020, .001, .370, .345, .034),
  LEAFLESS_FOREST(.050, .066, .072, .170, .190, .120, .044, .001, .380, .350, .065),
  GREEN_CROP(.032, .070, .038, .430, .200, .090, .026, .001, .375, .345, .050),
  GREEN_GRASS(.042, .078, .055, .290, .220, .120, .036, .001, .385, .355, .060),
  DRY_GRASS(.072, .110, .140, .250, .330, .230, .060, .001, .410, .380, .115),
  DARK_SOIL(.075, .100, .125, .190, .260, .230, .065, .001, .405, .375, .105),
  PALE_SOIL(.155, .215, .285, .370, .450, .400, .125, .001, .425, .395, .230),
  ROOFS(.125, .143, .160, .210, .240, .220, .112, .001, .420, .390, .146),
  ASPHALT(.085, .090, .095, .115, .135, .130, .080, .001, .425, .395, .090),
  SNOW(.860, .850, .830, .720, .120, .080, .860, .004, .300, .280, .840),
  CLOUD(.620, .620, .640, .680, .500, .380, .620, .030, .240, .220, .630),
  /** Light scattered by clean air, not a surface: added to every pixel. */
  AIR(.070, .042, .024, .010, .002, .001, .092, .000, .000, .000, .036);

  /** The order of the bands; the six that most people stack come first. */
  static final List<String> BAND_NAMES =
      List.of("B2", "B3", "B4", "B5", "B6", "B7", "B1", "B9", "B10", "B11", "B8");

  private final double[] reflectance;

  Surface(double... reflectance) {
    this.reflectance = reflectance;
  }

  static boolean isThermal(int band) {
    return band == 8 || band == 9;
  }

  double reflectance(int band) {
    return reflectance[band];
  }

  /** Fills a spectrum with a mixture: this surface where share is 0, the other where it is 1. */
  void mix(Surface other, double share, double brightness, double[] spectrum) {
    for (int b = 0; b < spectrum.length; b++) {
      double mixed = reflectance[b] + share * (other.reflectance[b] - reflectance[b]);
      spectrum[b] = isThermal(b) ? mixed : mixed * brightness;
    }
  }
}
