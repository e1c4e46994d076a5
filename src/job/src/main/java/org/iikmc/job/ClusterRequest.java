/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.iikmc.job.options.Options.BANDS;
import static org.iikmc.job.options.Options.CHANGE_THRESHOLD;
import static org.iikmc.job.options.Options.COMPARE_PER_SCENE;
import static org.iikmc.job.options.Options.INIT;
import static org.iikmc.job.options.Options.INIT_SIGNATURES;
import static org.iikmc.job.options.Options.K;
import static org.iikmc.job.options.Options.MAX_ITERATIONS;
import static org.iikmc.job.options.Options.PALETTE;
import static org.iikmc.job.options.Options.SAMPLE;
import static org.iikmc.job.options.Options.SEED;
import static org.iikmc.job.options.Options.SHIFT_TOLERANCE;
import static org.iikmc.job.options.Options.SKIP_EMPTY;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Topic;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import org.iikmc.raster.BandSelection;
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
 * @param asWritten names and values of the options, in their order, for the report
 */
public record ClusterRequest(
    KMeansSettings clustering,
    BandSelection bands,
    PixelRules rules,
    double sample,
    long seed,
    boolean skipEmpty,
    boolean comparePerScene,
    Palette palette,
    Map<String, String> asWritten) {

  /** Pixels of the true silhouette, which takes quadratic time. */
  static final int SILHOUETTE_SAMPLE = 10_000;

  public ClusterRequest {
    if (!(sample > 0 && sample <= 1)) {
      throw new InputException(
          Problem.refused("sample", sample, "a share above 0 and at most 1"), null);
    }
    asWritten = Collections.unmodifiableMap(new LinkedHashMap<>(asWritten));
  }

  /**
   * The request of a user.
   *
   * @param things that only the host can find
   * @throws InputException if what is given does not go together
   * @throws IOException if a thing can't be read
   */
  public static ClusterRequest of(Given given, RequestThings things) throws IOException {
    Optional<RequestThings.Start> start = things.start(given);
    KMeansSettings clustering =
        new KMeansSettings(
            start.isPresent() ? k(given, start.get()) : given.get(K),
            start.isPresent() ? seeding(start.get()) : seeding(given),
            given.get(MAX_ITERATIONS),
            given.get(CHANGE_THRESHOLD),
            given.get(SHIFT_TOLERANCE));
    BandSelection bands =
        given.find(BANDS).map(BandSelection::parse).orElse(BandSelection.defaults());
    return new ClusterRequest(
        clustering,
        start.isPresent() ? start.get().signatures().selection(bands, start.get().origin()) : bands,
        things.rules(given),
        given.get(SAMPLE),
        given.get(SEED),
        given.get(SKIP_EMPTY),
        given.find(COMPARE_PER_SCENE).orElse(false),
        given.get(PALETTE),
        given.report(
            EnumSet.of(Topic.CLUSTERING, Topic.PIXELS),
            Map.of(K, Integer.toString(clustering.k()), INIT, clustering.seeding().description())));
  }

  private static int k(Given given, RequestThings.Start start) {
    int own = start.signatures().k();
    Optional<Integer> other = given.find(K).filter(k -> k != own);
    if (other.isPresent()) {
      throw new InputException(
          Problem.option("k"),
          " is "
              + other.get()
              + ", but "
              + start.origin()
              + " holds "
              + own
              + " signatures; leave ",
          Problem.option("k"),
          " out.");
    }
    return own;
  }

  private static Seeding seeding(RequestThings.Start start) {
    return new GivenSignatures(start.signatures().means(), start.origin());
  }

  private static Seeding seeding(Given given) {
    String init = given.get(INIT);
    return switch (init.toLowerCase(Locale.ROOT)) {
      case "midpoint" -> new MidpointSeeding();
      case "percentile" -> new PercentileSeeding();
      case "kmeans++" -> new KMeansPlusPlusSeeding(given.get(SEED));
      default ->
          throw Given.refused(
              INIT,
              init,
              "midpoint, percentile or kmeans++; signatures to begin with go into "
                  + INIT_SIGNATURES);
    };
  }
}
