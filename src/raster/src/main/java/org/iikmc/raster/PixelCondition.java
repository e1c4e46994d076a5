/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the quality bands of products say of a pixel. */
public enum PixelCondition {
  /** Nothing was recorded, or nothing that can be used. */
  FILL,
  /** Cloud, with what a product marks around it. */
  CLOUD,
  /** The shadow of a cloud. */
  SHADOW,
  CIRRUS,
  /** Snow or ice. */
  SNOW,
  WATER,
  /** A band has reached the end of its scale. */
  SATURATED,
  /** More aerosol than the correction of the air can be trusted with: the highest level. */
  AEROSOL,
  /** The ground is seen, but not clearly. */
  HAZE;

  /** Those that a user can choose; fill is always left out. */
  public static Set<PixelCondition> choices() {
    return EnumSet.complementOf(EnumSet.of(FILL));
  }

  /** Those that are left out unless a user chooses others; unmodifiable. */
  public static Set<PixelCondition> standard() {
    return Collections.unmodifiableSet(EnumSet.of(CLOUD, SHADOW, CIRRUS));
  }

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
