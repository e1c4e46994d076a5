/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * How stored values become physical ones: {@code scale * value + offset}. Nodata is compared before
 * that, with the stored value. Immutable.
 *
 * @param quantity what comes out
 * @param scale finite and not 0; 1 if nothing is known
 * @param offset finite; 0 if nothing is known
 * @param origin where this is written, such as the name of a metadata file; if nothing is known,
 *     why: a clause that names what was looked for
 */
public record Scaling(Quantity quantity, double scale, double offset, String origin)
    implements Serializable {
  /** Without a factor or a percent sign, of which none could say whether it is applied. */
  private static final Pattern REFLECTANCE = Pattern.compile("(?i)[a-z _-]*reflectance");

  public Scaling {
    if (!isUsable(scale, offset)) {
      throw new IllegalArgumentException("Scale " + scale + ", offset " + offset);
    }
  }

  /** Stored values of which nothing is known, and why. */
  public static Scaling unknown(String reason) {
    return new Scaling(Quantity.DIGITAL_NUMBER, 1, 0, reason);
  }

  /**
   * What a file or coverage says of itself. Scale 1 and offset 0 stand in files of which nobody has
   * said anything, so they say nothing, and neither do numbers that can't be calculated with.
   */
  public static Scaling ofFile(double scale, double offset) {
    if (!isUsable(scale, offset)) {
      return unknown("its file gives the scale " + scale + " and the offset " + offset);
    }
    return scale == 1 && offset == 0
        ? unknown("its file gives no scale and offset")
        : new Scaling(Quantity.SCALED, scale, offset, "scale and offset of the file");
  }

  /**
   * The same of a file that tells a unit too.
   *
   * @param unit empty if there is none
   * @param fractions whether the values are held with fractions: then a unit alone can tell that
   *     they are reflectances as they stand
   */
  public static Scaling ofFile(double scale, double offset, String unit, boolean fractions) {
    Scaling scaling = ofFile(scale, offset);
    return !scaling.isKnown() && fractions && REFLECTANCE.matcher(unit).matches()
        ? new Scaling(Quantity.SCALED, 1, 0, "unit of the file")
        : scaling;
  }

  /** Whether values can be calculated with these. */
  public static boolean isUsable(double scale, double offset) {
    return Double.isFinite(scale) && scale != 0 && Double.isFinite(offset);
  }

  /** Whether it says more than that there are numbers. */
  public boolean isKnown() {
    return quantity != Quantity.DIGITAL_NUMBER;
  }
}
