/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.iikmc.job.options.Options.BANDS;
import static org.iikmc.job.options.Options.CHANGE_THRESHOLD;
import static org.iikmc.job.options.Options.COMPARE_PER_SCENE;
import static org.iikmc.job.options.Options.HARMONIZE;
import static org.iikmc.job.options.Options.HARMONIZE_TO;
import static org.iikmc.job.options.Options.INIT;
import static org.iikmc.job.options.Options.INIT_SIGNATURES;
import static org.iikmc.job.options.Options.K;
import static org.iikmc.job.options.Options.MAX_ITERATIONS;
import static org.iikmc.job.options.Options.MAX_MERGES;
import static org.iikmc.job.options.Options.MAX_STD;
import static org.iikmc.job.options.Options.METHOD;
import static org.iikmc.job.options.Options.METRIC;
import static org.iikmc.job.options.Options.MIN_DISTANCE;
import static org.iikmc.job.options.Options.MIN_PIXELS;
import static org.iikmc.job.options.Options.ORDER;
import static org.iikmc.job.options.Options.PALETTE;
import static org.iikmc.job.options.Options.PAPER;
import static org.iikmc.job.options.Options.SAMPLE;
import static org.iikmc.job.options.Options.SEED;
import static org.iikmc.job.options.Options.SHIFT_TOLERANCE;
import static org.iikmc.job.options.Options.SKIP_EMPTY;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.ClassOrder;
import org.iikmc.job.options.ClusterMethod;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.job.options.Topic;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.isodata.Isodata;
import org.iikmc.kmeans.isodata.IsodataSettings;
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
 * @param counts the numbers of classes of which one is to be chosen, the greatest being k; one if
 *     there is nothing to choose
 * @param isodata how classes are dropped, split and merged; empty for k-means
 * @param order how classes are numbered
 * @param wishes how scenes are made comparable, unless {@code given} says it
 * @param given in what values the signatures to begin with are, if there are any
 * @param bands which bands of each scene
 * @param rules which pixels
 * @param cleaning of the maps
 * @param sample share of the valid pixels that the signatures are found with, above 0, at most 1;
 *     all pixels are classified
 * @param seed of whatever is random
 * @param skipEmpty go on without scenes that have no valid pixel
 * @param comparePerScene also cluster each scene for itself, to show what joint clustering buys
 * @param palette of the classes
 * @param legend what they are to be called, if it is said
 * @param confidence what is to be known of how sure labels are
 * @param asWritten names and values of the options, in their order, for the report
 */
public record ClusterRequest(
    KMeansSettings clustering,
    ClassCounts counts,
    Optional<IsodataSettings> isodata,
    ClassOrder order,
    Harmonizer.Wishes wishes,
    Optional<Harmonization> given,
    BandSelection bands,
    PixelRules rules,
    Cleaning cleaning,
    double sample,
    long seed,
    boolean skipEmpty,
    boolean comparePerScene,
    Palette palette,
    Optional<Legend> legend,
    ConfidenceWishes confidence,
    Map<String, String> asWritten) {

  /** Pixels of the true silhouette, which takes quadratic time. */
  static final int SILHOUETTE_SAMPLE = 10_000;

  public ClusterRequest {
    if (!(sample > 0 && sample <= 1)) {
      throw new InputException(
          Problem.refused("sample", sample, "a share above 0 and at most 1"), null);
    }
    if (comparePerScene && !cleaning.isNone()) {
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

  /** A request for one number of classes by k-means, numbered as they are found. */
  public ClusterRequest(
      KMeansSettings clustering,
      Harmonizer.Wishes wishes,
      Optional<Harmonization> given,
      BandSelection bands,
      PixelRules rules,
      Cleaning cleaning,
      double sample,
      long seed,
      boolean skipEmpty,
      boolean comparePerScene,
      Palette palette,
      Optional<Legend> legend,
      ConfidenceWishes confidence,
      Map<String, String> asWritten) {
    this(
        clustering,
        ClassCounts.of(clustering.k()),
        Optional.empty(),
        ClassOrder.NONE,
        wishes,
        given,
        bands,
        rules,
        cleaning,
        sample,
        seed,
        skipEmpty,
        comparePerScene,
        palette,
        legend,
        confidence,
        asWritten);
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
    ClassCounts counts = start.isPresent() ? k(given, start.get()) : given.get(K);
    KMeansSettings clustering =
        new KMeansSettings(
            counts.last(),
            start.isPresent() ? seeding(start.get()) : seeding(given),
            given.get(MAX_ITERATIONS),
            given.get(CHANGE_THRESHOLD),
            given.get(SHIFT_TOLERANCE));
    BandSelection bands =
        given.find(BANDS).map(BandSelection::parse).orElse(BandSelection.defaults());
    Optional<Harmonization> harmonization = start.map(s -> s.signatures().harmonization());
    Harmonizer.Wishes wishes = wishes(given);
    if (start.isPresent()) {
      check(wishes, given, harmonization.get(), start.get().origin());
    }
    Optional<IsodataSettings> isodata = isodata(given, clustering.k());
    return new ClusterRequest(
        clustering,
        counts,
        isodata,
        order(given, start),
        wishes,
        harmonization,
        start.isPresent() ? start.get().signatures().selection(bands, start.get().origin()) : bands,
        things.rules(given),
        Cleaning.of(given),
        given.get(SAMPLE),
        given.get(SEED),
        given.get(SKIP_EMPTY),
        given.find(COMPARE_PER_SCENE).orElse(false),
        given.get(PALETTE),
        // How many classes isodata finds is not known yet.
        legend(
            things.legend(given), isodata.isPresent() ? KMeansSettings.MAX_CLASSES : counts.from()),
        ConfidenceWishes.of(given),
        given.report(
            EnumSet.of(Topic.CLUSTERING, Topic.PIXELS, Topic.CLEANING, Topic.RESULTS),
            Map.of(
                K,
                isodata.map(rules -> "" + rules.classes()).orElse(counts.toString()),
                INIT,
                clustering.seeding().description(),
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

  /**
   * How the classes are found.
   *
   * @param start as {@link #clustering()}, with a start that may have been found since
   */
  ClusteringMethod method(KMeansSettings start) {
    ClusteringMethod method =
        isodata.isPresent() ? new Isodata(start, isodata.get()) : new InterImageKMeans(start);
    return order == ClassOrder.BRIGHTNESS ? new BrightnessOrder(method) : method;
  }

  /**
   * How each scene is clustered for itself, to compare: by k-means into as many classes, as figures
   * of different numbers of classes can't be compared.
   *
   * @param joint signatures of all scenes together
   */
  KMeansSettings alone(double[][] joint) {
    KMeansSettings alone = clustering.withK(joint.length);
    return joint.length != clustering.k() && given.isPresent()
        ? alone.withSeeding(new GivenSignatures(joint, "all scenes together"))
        : alone;
  }

  private static Optional<IsodataSettings> isodata(Given given, int k) {
    if (given.get(METHOD) == ClusterMethod.ISODATA) {
      Optional<ClassCounts> several = given.find(K).filter(counts -> !counts.isOne());
      if (several.isPresent()) {
        throw new InputException(
            Problem.option(K.name()),
            " is "
                + several.get()
                + ", but isodata finds by itself how many classes there are; give one number, or"
                + " choose ",
            Problem.option(METHOD.name(), "kmeans"),
            ".");
      }
      return Optional.of(
          new IsodataSettings(
              given.find(K).map(ClassCounts::last).orElse(k),
              given.find(MIN_PIXELS).map(OptionalLong::of).orElse(OptionalLong.empty()),
              given.find(MAX_STD).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
              given.find(MIN_DISTANCE).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
              given.find(MAX_MERGES).orElse(IsodataSettings.USUAL_MAX_MERGES)));
    }
    for (Option<?> option : List.of(MIN_PIXELS, MAX_STD, MIN_DISTANCE, MAX_MERGES)) {
      if (given.find(option).isPresent()) {
        throw new InputException(
            Problem.option(option.name()),
            " is for the method isodata; leave it out, or choose ",
            Problem.option(METHOD.name(), "isodata"),
            ".");
      }
    }
    return Optional.empty();
  }

  private static ClassOrder order(Given given, Optional<RequestThings.Start> start) {
    ClassOrder order = given.get(ORDER);
    if (order != ClassOrder.NONE && start.isPresent()) {
      throw new InputException(
          Problem.option(ORDER.name()),
          " is "
              + text(order)
              + ", but the signatures of "
              + start.get().origin()
              + " have their numbers already; leave ",
          Problem.option(ORDER.name()),
          " out, or begin without them.");
    }
    return order;
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

  private static ClassCounts k(Given given, RequestThings.Start start) {
    ClassCounts own = ClassCounts.of(start.signatures().k());
    Optional<ClassCounts> other = given.find(K).filter(k -> !k.isSame(own));
    if (other.isPresent() && given.get(METHOD) == ClusterMethod.KMEANS) {
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
    if (given.get(PAPER)) {
      return new MidpointSeeding();
    }
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
