/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which pixels of a scene are valid, beside those that have a finite value in every band.
 *
 * @param nodata one more value that means absent, in every band
 * @param useQuality whether the scene's quality band is used, if it has one
 * @param mask a raster of pixels that count
 * @param area a polygon of pixels that count
 */
public record PixelRules(
    OptionalDouble nodata,
    boolean useQuality,
    Optional<MaskRaster> mask,
    Optional<AreaOfInterest> area) {

  /** Quality bands are used; nothing else is left out. */
  public static PixelRules standard() {
    return new PixelRules(OptionalDouble.empty(), true, Optional.empty(), Optional.empty());
  }
}
