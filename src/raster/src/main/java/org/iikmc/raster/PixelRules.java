/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which pixels of a scene are valid, beside those that have a finite value in every band.
 *
 * @param nodata one more value that means absent, in every band
 * @param quality the conditions that quality bands of scenes leave pixels out for; of no effect on
 *     a scene that has no such band, and fill is none of them
 * @param mask a raster of pixels that count
 * @param area a polygon of pixels that count
 */
public record PixelRules(
    OptionalDouble nodata,
    Optional<Set<PixelCondition>> quality,
    Optional<MaskRaster> mask,
    Optional<AreaOfInterest> area) {

  public PixelRules {
    quality = quality.map(Set::copyOf);
  }

  /**
   * @param useQuality whether quality bands leave out what is usual, or nothing
   */
  public PixelRules(
      OptionalDouble nodata,
      boolean useQuality,
      Optional<MaskRaster> mask,
      Optional<AreaOfInterest> area) {
    this(
        nodata, useQuality ? Optional.of(PixelCondition.standard()) : Optional.empty(), mask, area);
  }

  /** Quality bands are used; nothing else is left out. */
  public static PixelRules standard() {
    return new PixelRules(OptionalDouble.empty(), true, Optional.empty(), Optional.empty());
  }

  /** What quality bands are asked about: none if they are not used, and else fill too. */
  public Set<PixelCondition> conditions() {
    Set<PixelCondition> all = EnumSet.noneOf(PixelCondition.class);
    quality.ifPresent(
        chosen -> {
          all.add(PixelCondition.FILL);
          all.addAll(chosen);
        });
    return Collections.unmodifiableSet(all);
  }
}
