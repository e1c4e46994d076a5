/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.LinkedHashMap;
import java.util.Map;
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

  /** Names and values for a report, in the order of the options; the pixels are not among them. */
  public Map<String, String> describe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("k", Integer.toString(clustering.k()));
    settings.put("init", clustering.seeding().description());
    settings.put("change-threshold", Double.toString(clustering.changeThreshold()));
    settings.put("shift-tolerance", Double.toString(clustering.shiftTolerance()));
    settings.put("max-iterations", Integer.toString(clustering.maxIterations()));
    settings.put("seed", Long.toString(seed));
    settings.put("sample", Double.toString(sample));
    return settings;
  }
}
