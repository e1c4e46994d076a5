/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.nio.file.Path;
import org.iikmc.raster.Scaling;

/**
 * What the stored values of a product's bands stand for. Metadata files are read anew for each
 * band: they are small, and so nothing has to be kept.
 */
public interface ProductScaling {
  /**
   * That of one band. Whatever is missing or wrong in the metadata becomes the reason of a scaling
   * that is not known.
   *
   * @param band as the product calls it, such as B4, SR_B4 or B04
   * @param file that holds this band
   * @param own what the file says of itself, which is never applied on top of what the product says
   */
  Scaling of(String band, Path file, Scaling own);
}
