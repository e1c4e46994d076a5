/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;

/** Numbers as metadata files write them, and what is made of them. */
final class Numbers {
  private static final int SHOWN = 60;

  private Numbers() {}

  /**
   * A finite number.
   *
   * @param what is called that, and where it stands
   * @throws MetadataException if the text is none
   */
  static double of(String text, String what) throws MetadataException {
    try {
      double number = Double.parseDouble(text.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    throw new MetadataException(what + " is '" + shown.strip() + "', which is no number");
  }

  /**
   * A finite number that can be a factor or divisor.
   *
   * @throws MetadataException if the text is none, or 0
   */
  static double factor(String text, String what) throws MetadataException {
    double number = of(text, what);
    if (number == 0) {
      throw new MetadataException(what + " is 0");
    }
    return number;
  }

  /**
   * A scaling of figures that were calculated.
   *
   * @param file they come from
   * @throws MetadataException if they are too large or small to calculate with
   */
  static Scaling scaling(Quantity quantity, double scale, double offset, String file)
      throws MetadataException {
    if (!Scaling.isUsable(scale, offset)) {
      throw new MetadataException(
          "scale and offset by " + file + " are " + scale + " and " + offset);
    }
    return new Scaling(quantity, scale, offset, file);
  }
}
