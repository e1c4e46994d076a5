/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

/** How the pixels of one grid come from those of another over the same ground. */
public enum Resampling {
  /**
   * The mean of the pixels beneath, each weighed by the area that it shares with the new one; of
   * whole numbers rounded to the nearest. Absent ones have no weight.
   */
  AVERAGE,
  /** The pixel in which the centre of the new one lies. */
  NEAREST
}
