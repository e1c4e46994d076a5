/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.iikmc.kmeans.SampleType;

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
  /**
   * A band on any grid, for a scene: each pixel of the scene is what that one says in which its
   * centre lies.
   *
   * @param own grid of the band
   * @param scene that of the scene
   * @throws org.iikmc.kmeans.problem.InputException if they are turned against each other
   */
  public static QualityBand of(
      PixelSource pixels, int index, QualityQuery query, Grid own, Grid scene) {
    if (own.coversGroundOf(scene)) {
      return new QualityBand(pixels, index, query, own.width(), own.height());
    }
    Band codes =
        new Band(
            "quality",
            pixels,
            index,
            SampleType.UINT16,
            Nodata.of(SampleType.UINT16, List.of()), // codes say themselves what counts
            Scaling.ofFile(1, 0));
    Band moved = ResampledPixels.of(List.of(codes), own, scene, Resampling.NEAREST).get(0);
    return new QualityBand(moved.pixels(), moved.index(), query, scene.width(), scene.height());
  }

  /** The same, asked about no more than these. */
  QualityBand about(Set<PixelCondition> conditions) {
    return new QualityBand(pixels, index, query.about(conditions), width, height);
  }
}
