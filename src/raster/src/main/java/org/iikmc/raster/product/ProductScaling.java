/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.nio.file.Path;
import java.util.Optional;
import org.iikmc.raster.Scaling;

/**
 * What the metadata of a product tell: what the stored values of its bands stand for, and when it
 * was acquired. Metadata files are read anew for each band: they are small, and so nothing has to
 * be kept.
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

  /**
   * When a product was acquired, as its metadata write it.
   *
   * @param file that holds a band
   * @return empty if there are none, they do not say, or can't be read
   */
  default Optional<String> acquired(Path file) {
    return Optional.empty();
  }
}
