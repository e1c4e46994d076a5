/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.Set;

/**
 * A band in which a product says what its pixels are worth.
 *
 * @param pixels where its values come from
 * @param index its number in that source, from 0
 * @param query what it is asked
 * @param width columns; may differ from the scene's, over the same ground
 * @param height rows
 */
public record QualityBand(PixelSource pixels, int index, QualityQuery query, int width, int height)
    implements Serializable {
  /** The same, asked about no more than these. */
  QualityBand about(Set<PixelCondition> conditions) {
    return new QualityBand(pixels, index, query.about(conditions), width, height);
  }
}
