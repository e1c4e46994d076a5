/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import org.iikmc.kmeans.SampleType;

/**
 * One spectral channel of a scene.
 *
 * @param name as the user selects it
 * @param pixels where its values come from
 * @param index its number in that source, from 0
 * @param type how its values are held; {@link SampleType#FLOAT32} for all that fits no other
 * @param nodata values that mean absent
 * @param scaling what its values stand for
 */
public record Band(
    String name, PixelSource pixels, int index, SampleType type, Nodata nodata, Scaling scaling)
    implements Serializable {

  /** Physical value = scale * value + offset. */
  public double scale() {
    return scaling.scale();
  }

  /** See {@link #scale()}. */
  public double offset() {
    return scaling.offset();
  }

  /** The same band, of which more is known. */
  public Band scaled(Scaling known) {
    return new Band(name, pixels, index, type, nodata, known);
  }
}
