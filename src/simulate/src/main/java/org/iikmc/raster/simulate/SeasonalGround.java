/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import static org.iikmc.raster.simulate.ValueNoise.step;

/** Shows the ground as it looks under a clear sky on one date. Immutable. */
final class SeasonalGround {
  /** From this share of green on, a field counts as crop. */
  private static final double CROP_GREEN = 0.4;

  private final Season season;
  private final double leaves;
  private final double pasture;
  private final double cane;
  private final double contrast;

  /**
   * @param slopes whether hills have a light and a dark side
   */
  SeasonalGround(Season season, boolean slopes) {
    this.season = season;
    leaves = step(-0.5, 0.4, season.warmth());
    pasture = season.greenness(125, 75);
    cane = season.greenness(285, 85);
    // The lower the sun, the darker the far side of a hill.
    contrast = slopes ? 1 / Math.tan(season.sunElevation()) : 0;
  }

  /**
   * Shows one place.
   *
   * @param spectrum receives the reflectance of each band
   * @return the cover on this date, never a cloud or its shadow
   */
  Cover show(Ground ground, double[] spectrum) {
    double relief = Math.max(0.35, Math.min(1.6, 1 + 4 * contrast * ground.slope()));
    double texture = ground.texture();
    double variety = ground.variety();
    boolean forest = ground.kind() == Ground.Kind.FOREST;
    // Trees hide the snow below them until it lies deep.
    double snowLine = season.snowLine() + 0.08 * texture + (forest ? 0.2 : 0);
    if (ground.height() > snowLine) {
      Surface.SNOW.mix(Surface.DARK_SOIL, 0.1 + 0.1 * texture, relief, spectrum);
      return Cover.SNOW;
    }
    switch (ground.kind()) {
      case WATER:
        Surface.MUDDY_WATER.mix(Surface.CLEAR_WATER, variety, 1 + 0.08 * texture, spectrum);
        return Cover.WATER;
      case FOREST:
        double bare = (1 - leaves) * (0.25 + 0.65 * variety);
        Surface.LEAFY_FOREST.mix(
            Surface.LEAFLESS_FOREST, bare, relief * (1 + 0.3 * texture), spectrum);
        return Cover.FOREST;
      case FIELD:
        return field(ground.parcel(), variety, texture, spectrum);
      case GRASS:
        double green = clamp(0.12 + 0.75 * pasture + 0.5 * (variety - 0.5) + 0.25 * texture);
        Surface.DRY_GRASS.mix(Surface.GREEN_GRASS, green, relief * (1 + 0.15 * texture), spectrum);
        return Cover.GRASS;
      case SOIL:
        Surface.DARK_SOIL.mix(
            Surface.PALE_SOIL, clamp(variety), relief * (1 + 0.2 * texture), spectrum);
        return Cover.BARE_SOIL;
      case STREET:
        Surface.ASPHALT.mix(Surface.ROOFS, 0.3, 1 + 0.2 * texture, spectrum);
        return Cover.BUILT_UP;
      case BLOCK:
        double brightness = 0.8 + 0.4 * ground.parcel() * ground.parcel() + 0.4 * texture;
        double gardens = 0.45 * (1 - variety) + 0.3 * fraction(31 * ground.parcel());
        Surface.ROOFS.mix(Surface.GREEN_GRASS, gardens, brightness, spectrum);
        return Cover.BUILT_UP;
      default:
        throw new AssertionError(ground.kind());
    }
  }

  /** Winter wheat, summer crops, both in turn, cane, or fallow: the parcel decides. */
  private Cover field(double parcel, double variety, double texture, double[] spectrum) {
    // The digits behind the first two are as random as those before them.
    double own = fraction(97 * parcel);
    double green = clamp(step(0.12, 0.75, crop(parcel, own)) * (0.9 + 0.2 * texture));
    Surface soil = own < 0.25 ? Surface.DRY_GRASS : Surface.DARK_SOIL;
    double brightness = 0.8 + 0.35 * fraction(31 * parcel) + 0.15 * (variety - 0.5);
    soil.mix(Surface.GREEN_CROP, green, brightness + 0.1 * texture, spectrum);
    return green > CROP_GREEN ? Cover.CROP : Cover.BARE_SOIL;
  }

  private double crop(double parcel, double own) {
    if (parcel < 0.5) {
      return wheat(own);
    }
    if (parcel < 0.72) {
      return summerCrop(own);
    }
    if (parcel < 0.84) {
      return Math.max(wheat(own), summerCrop(own));
    }
    return parcel < 0.94 ? cane : 0;
  }

  private double wheat(double own) {
    return season.greenness(60 + 35 * own, 60);
  }

  private double summerCrop(double own) {
    return season.greenness(190 + 50 * own, 46);
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }

  private static double clamp(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
