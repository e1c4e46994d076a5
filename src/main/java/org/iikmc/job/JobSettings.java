/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.style.Palette;

/**
 * What a clustering job is asked to do. Immutable.
 *
 * @param clustering k, seeding and when to stop
 * @param bands which bands of each scene
 * @param rules which pixels
 * @param sample share of the valid pixels that the signatures are found with, above 0, at most 1;
 *     all pixels are classified
 * @param seed of whatever is random
 * @param skipEmpty go on without scenes that have no valid pixel
 * @param comparePerScene also cluster each scene for itself, to show what joint clustering buys
 * @param palette of the classes
 */
public record JobSettings(
    KMeansSettings clustering,
    BandSelection bands,
    PixelRules rules,
    double sample,
    long seed,
    boolean skipEmpty,
    boolean comparePerScene,
    Palette palette) {

  /** Pixels of the true silhouette, which takes quadratic time. */
  static final int SILHOUETTE_SAMPLE = 10_000;

  public JobSettings {
    if (!(sample > 0 && sample <= 1)) {
      throw new InputException(
          "The sample is " + sample + ", but must be a share above 0 and at most 1.");
    }
  }
}
