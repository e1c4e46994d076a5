/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.List;

/** What the stored values of all bands of a scene stand for, or why that is not known. */
public sealed interface PhysicalValues {
  /**
   * One quantity in all bands: {@code scale * stored value + offset}.
   *
   * @param quantity never {@link Quantity#DIGITAL_NUMBER}
   * @param scale of each band, finite and not 0
   * @param offset of each band, finite
   * @param origin where these are written, such as the name of a metadata file
   */
  record Known(Quantity quantity, List<Double> scale, List<Double> offset, String origin)
      implements PhysicalValues {
    public Known {
      scale = List.copyOf(scale);
      offset = List.copyOf(offset);
    }
  }

  /**
   * At least one band lacks it, or is another quantity than the others.
   *
   * @param reason names scene, band and what is missing or wrong; begins with the name of the scene
   *     and ends without a full stop, so that it can stand within a sentence
   */
  record Unknown(String reason) implements PhysicalValues {}
}
