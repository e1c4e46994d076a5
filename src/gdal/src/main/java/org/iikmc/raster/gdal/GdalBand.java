/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.util.Map;
import java.util.OptionalDouble;
import org.iikmc.raster.Scaling;

/**
 * What GDAL says of a band.
 *
 * @param description empty if there is none
 * @param metadata of no domain
 * @param structure metadata of how it is stored
 * @param type its GDALDataType
 * @param nodata the value that means absent
 * @param scale 1 if nothing is said
 * @param offset 0 if nothing is said
 * @param unit empty if nothing is said
 * @param alpha whether it tells where pixels are
 * @param mask whose it is, other than by its nodata value or an alpha band
 */
record GdalBand(
    String description,
    Map<String, String> metadata,
    Map<String, String> structure,
    int type,
    OptionalDouble nodata,
    double scale,
    double offset,
    String unit,
    boolean alpha,
    Mask mask) {
  /** Which pixels a mask leaves out. */
  enum Mask {
    NONE,
    OF_BAND,
    OF_FILE
  }

  /** Whether it is of bytes that are signed, which GDAL before 3.7 tells so. */
  boolean signedBytes() {
    return "SIGNEDBYTE".equals(structure.get("PIXELTYPE"));
  }

  /** What its values stand for. */
  Scaling scaling(boolean fractions) {
    return Scaling.ofFile(scale, offset, unit, fractions);
  }
}
