/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.Map;
import java.util.Optional;
import org.iikmc.job.JobSettings;
import org.iikmc.job.SignatureSet;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.style.Palette;

/** What the processes that cluster ask for beside bands and pixels. */
final class ClusterInputs {
  /** As the description of the processes says. */
  static final String DEFAULT_K = "8";

  private final Options options;
  private final Optional<SignatureSet> initial;

  /**
   * @param initial signatures to begin with; null to find some
   */
  ClusterInputs(Options options, SignatureDocument initial) {
    this.options = options;
    this.initial = Optional.ofNullable(initial).map(document -> document.parse("initSignatures"));
  }

  JobSettings settings(BandSelection chosen, PixelRules rules) {
    long seed = options.get("seed").map(Literal::wholeNumber).orElse(1L);
    BandSelection bands = chosen;
    if (initial.isPresent()) {
      bands = initial.get().selection(bands, "initSignatures");
    }
    KMeansSettings clustering =
        new KMeansSettings(
            k(),
            seeding(seed),
            options.get("maxIterations").map(n -> n.wholeNumber(1, Integer.MAX_VALUE)).orElse(100),
            options
                .get("changeThreshold")
                .map(x -> x.number(0, 1, "a share from 0 to 1 (0.01 is 1 %)"))
                .orElse(0.01),
            options
                .get("shiftTolerance")
                .map(
                    x ->
                        x.number(
                            0, Double.MAX_VALUE, "0 (off) or a distance in units of the bands"))
                .orElse(0.0));
    return new JobSettings(
        clustering,
        bands,
        rules,
        options
            .get("sample")
            .map(x -> x.number(Double.MIN_VALUE, 1, "a share above 0 and at most 1"))
            .orElse(1.0),
        seed,
        options.flag("skipEmpty"),
        options.flag("comparePerScene"),
        palette(options));
  }

  static Palette palette(Options options) {
    return options.get("palette").map(p -> p.choice(Palette.class)).orElse(Palette.CATEGORICAL);
  }

  private int k() {
    int k =
        options
            .get("k")
            .orElse(new Literal("k", DEFAULT_K))
            .wholeNumber(1, KMeansSettings.MAX_CLASSES);
    if (initial.isEmpty()) {
      return k;
    }
    int given = initial.get().k();
    if (k != given && !options.text("k", DEFAULT_K).equals(DEFAULT_K)) {
      throw new InputException(
          "k is " + k + ", but initSignatures holds " + given + " signatures; leave k out.");
    }
    return given;
  }

  private Seeding seeding(long seed) {
    if (initial.isPresent()) {
      return new GivenSignatures(initial.get().means(), "initSignatures");
    }
    Literal init = options.get("init").orElse(new Literal("init", "midpoint"));
    return switch (init.text()) {
      case "midpoint" -> new MidpointSeeding();
      case "percentile" -> new PercentileSeeding();
      case "kmeans++" -> new KMeansPlusPlusSeeding(seed);
      default ->
          throw init.refused(
              "midpoint, percentile or kmeans++; signatures to begin with go into initSignatures");
    };
  }

  /** Names and values for the report. */
  static Map<String, String> describe(JobSettings settings, PixelInputs pixels) {
    Map<String, String> described = settings.describe();
    pixels.describe(described);
    return described;
  }
}
