/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

/** What {@code scale * stored value + offset} of a band is. */
public enum Quantity {
  /** Nothing is known of the stored values. */
  DIGITAL_NUMBER("digital number"),
  /** The file gives scale and offset, but does not say of what. */
  SCALED("scaled value"),
  /** Of the sunlight that meets the air above, the share that comes back; without a unit. */
  TOP_OF_ATMOSPHERE_REFLECTANCE("top-of-atmosphere reflectance"),
  /** Of the light that meets the ground, the share that comes back; without a unit. */
  SURFACE_REFLECTANCE("surface reflectance"),
  /** Of the ground, in kelvin. */
  SURFACE_TEMPERATURE("surface temperature");

  private final String title;

  Quantity(String title) {
    this.title = title;
  }

  /** Whether it is known to be a reflectance. */
  public boolean isReflectance() {
    return this == TOP_OF_ATMOSPHERE_REFLECTANCE || this == SURFACE_REFLECTANCE;
  }

  /** As it is called within a sentence. */
  @Override
  public String toString() {
    return title;
  }
}
