/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.iikmc.job.options.Options.BANDS;
import static org.iikmc.job.options.Options.COMPARE_PER_SCENE;
import static org.iikmc.job.options.Options.HARMONIZE;
import static org.iikmc.job.options.Options.HARMONIZE_TO;
import static org.iikmc.job.options.Options.INIT;
import static org.iikmc.job.options.Options.K;
import static org.iikmc.job.options.Options.METHOD;
import static org.iikmc.job.options.Options.METRIC;
import static org.iikmc.job.options.Options.PALETTE;
import static org.iikmc.job.options.Options.PAPER;
import static org.iikmc.job.options.Options.SAMPLE;
import static org.iikmc.job.options.Options.SEED;
import static org.iikmc.job.options.Options.SKIP_EMPTY;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.ClusterMethod;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.job.options.Topic;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.style.Palette;

/**
 * What a clustering job is asked to do. Immutable.
 *
 * @param search how classes are found
 * @param wishes how scenes are made comparable, unless {@code given} says it
 * @param given in what values the signatures to begin with are, if there are any
 * @param bands which bands of each scene
 * @param rules which pixels
 * @param sample share of the valid pixels that the signatures are found with, above 0, at most 1;
 *     all pixels are classified
 * @param seed of whatever is random
 * @param skipEmpty go on without scenes that have no valid pixel
 * @param comparePerScene also cluster each scene for itself, to show what joint clustering buys
 * @param palette of the classes
 * @param legend what they are to be called, if it is said
 * @param maps what is wanted of them beside the classes
 * @param asWritten names and values of the options, in their order, for the report
 */
public record ClusterRequest(
    ClassSearch search,
    Harmonizer.Wishes wishes,
    Optional<Harmonization> given,
    BandSelection bands,
    PixelRules rules,
    double sample,
    long seed,
    boolean skipEmpty,
    boolean comparePerScene,
    Palette palette,
    Optional<Legend> legend,
    MapWishes maps,
    Map<String, String> asWritten) {

  /** Pixels of the true silhouette, which takes quadratic time. */
  static final int SILHOUETTE_SAMPLE = 10_000;

  public ClusterRequest {
    if (!(sample > 0 && sample <= 1)) {
      throw new InputException(
          Problem.refused("sample", sample, "a share above 0 and at most 1"), null);
    }
    if (comparePerScene && !maps.cleaning().isNone()) {
      throw new InputException(
          Problem.option(COMPARE_PER_SCENE.name()),
          " compares classes as they are found, so that maps can't be cleaned in the same run; leave ",
          Problem.option(COMPARE_PER_SCENE.name()),
          " out, or ",
          Problem.option(Options.SIEVE.name()),
          " and ",
          Problem.option(Options.MAJORITY.name()),
          ".");
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
    ClassSearch search = ClassSearch.of(given, start);
    BandSelection bands =
        given.find(BANDS).map(BandSelection::parse).orElse(BandSelection.defaults());
    Optional<Harmonization> harmonization = start.map(s -> s.signatures().harmonization());
    Harmonizer.Wishes wishes = wishes(given);
    if (start.isPresent()) {
      check(wishes, given, harmonization.get(), start.get().origin());
    }
    return new ClusterRequest(
        search,
        wishes,
        harmonization,
        start.isPresent() ? start.get().signatures().selection(bands, start.get().origin()) : bands,
        things.rules(given),
        given.get(SAMPLE),
        given.get(SEED),
        given.get(SKIP_EMPTY),
        given.find(COMPARE_PER_SCENE).orElse(false),
        given.get(PALETTE),
        legend(things.legend(given), search.leastClasses()),
        MapWishes.of(given),
        given.report(
            EnumSet.of(Topic.CLUSTERING, Topic.PIXELS, Topic.CLEANING, Topic.RESULTS),
            Map.of(
                K,
                search.asWritten(),
                INIT,
                search.clustering().seeding().description(),
                HARMONIZE,
                text(harmonization.map(Harmonization::method).orElse(wishes.method())),
                METRIC,
                text(
                    harmonization
                        .map(Harmonization::metric)
                        .orElse(wishes.metric().orElse(MetricKind.WITHIN))))));
  }

  /**
   * Checked now, and not when all the work is done.
   *
   * @param k the least number of classes that there may be
   */
  private static Optional<Legend> legend(Optional<Legend> legend, int k) {
    legend.ifPresent(each -> each.over(Legend.plain(k)));
    return legend;
  }

  private static Harmonizer.Wishes wishes(Given given) {
    if (given.get(PAPER)) {
      refuseBeside(given, HARMONIZE, HarmonizeMethod.NONE);
      refuseBeside(given, METRIC, MetricKind.EUCLIDEAN);
      refuseBeside(given, INIT, "midpoint");
      refuseBeside(given, METHOD, ClusterMethod.KMEANS);
      return Harmonizer.Wishes.none();
    }
    return new Harmonizer.Wishes(
        given.get(HARMONIZE), given.find(METRIC), given.find(HARMONIZE_TO));
  }

  private static <T> void refuseBeside(Given given, Option<T> option, T own) {
    Optional<T> other = given.find(option).filter(value -> !value.equals(own));
    if (other.isPresent()) {
      throw new InputException(
          Problem.option(PAPER.name()),
          " stands for ",
          Problem.option(option.name()),
          " " + text(own) + ", but that is " + text(other.get()) + "; leave one of them out.");
    }
  }

  private static String text(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Signatures to begin with say in what values they are; anything else that is asked for can't be.
   */
  private static void check(
      Harmonizer.Wishes wishes, Given given, Harmonization own, String origin) {
    boolean paper = given.get(PAPER);
    Optional<HarmonizeMethod> method =
        paper ? Optional.of(HarmonizeMethod.NONE) : given.find(HARMONIZE);
    if (method.isPresent()
        && method.get() != HarmonizeMethod.AUTO
        && method.get() != own.method()) {
      throw differs(HARMONIZE, method.get(), own.method(), origin);
    }
    if (wishes.metric().isPresent() && wishes.metric().get() != own.metric()) {
      throw differs(METRIC, wishes.metric().get(), own.metric(), origin);
    }
  }

  private static InputException differs(
      Option<?> option, Object wanted, Object own, String origin) {
    return new InputException(
        Problem.option(option.name()),
        " is "
            + text(wanted)
            + ", but the signatures of "
            + origin
            + " are of "
            + text(own)
            + "; leave ",
        Problem.option(option.name()),
        " out, or begin without them.");
  }
}
