/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.iikmc.job.options.Options.CHANGE_THRESHOLD;
import static org.iikmc.job.options.Options.INIT;
import static org.iikmc.job.options.Options.INIT_SIGNATURES;
import static org.iikmc.job.options.Options.K;
import static org.iikmc.job.options.Options.MAX_ITERATIONS;
import static org.iikmc.job.options.Options.MAX_MERGES;
import static org.iikmc.job.options.Options.MAX_STD;
import static org.iikmc.job.options.Options.METHOD;
import static org.iikmc.job.options.Options.MIN_DISTANCE;
import static org.iikmc.job.options.Options.MIN_PIXELS;
import static org.iikmc.job.options.Options.ORDER;
import static org.iikmc.job.options.Options.PAPER;
import static org.iikmc.job.options.Options.SEED;
import static org.iikmc.job.options.Options.SHIFT_TOLERANCE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.iikmc.job.options.ClassOrder;
import org.iikmc.job.options.ClusterMethod;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
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

/**
 * How the classes of a series are found. Immutable.
 *
 * @param clustering k, seeding and when to stop
 * @param counts the numbers of classes of which one is to be chosen, the greatest being k; one if
 *     there is nothing to choose
 * @param isodata how classes are dropped, split and merged; empty for k-means
 * @param order how classes are numbered
 */
public record ClassSearch(
    KMeansSettings clustering,
    ClassCounts counts,
    Optional<IsodataSettings> isodata,
    ClassOrder order) {

  /** By k-means into one number of classes, numbered as they are found. */
  public static ClassSearch of(KMeansSettings clustering) {
    return new ClassSearch(
        clustering, ClassCounts.of(clustering.k()), Optional.empty(), ClassOrder.NONE);
  }

  /**
   * As a user asks for it.
   *
   * @param start signatures to begin with
   * @throws InputException if what is given does not go together
   */
  static ClassSearch of(Given given, Optional<RequestThings.Start> start) {
    ClassCounts counts = start.isPresent() ? k(given, start.get()) : given.get(K);
    KMeansSettings clustering =
        new KMeansSettings(
            counts.last(),
            start.isPresent() ? seeding(start.get()) : seeding(given),
            given.get(MAX_ITERATIONS),
            given.get(CHANGE_THRESHOLD),
            given.get(SHIFT_TOLERANCE));
    return new ClassSearch(clustering, counts, isodata(given, clustering.k()), order(given, start));
  }

  /** The number of classes as it was asked for. */
  String asWritten() {
    return isodata.map(rules -> "" + rules.classes()).orElse(counts.toString());
  }

  /** As many classes as there will be at least; as many as there can be where that is not known. */
  int leastClasses() {
    return isodata.isPresent() ? KMeansSettings.MAX_CLASSES : counts.from();
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
   * @param continues whether signatures were given to begin with
   */
  KMeansSettings alone(double[][] joint, boolean continues) {
    KMeansSettings alone = clustering.withK(joint.length);
    return joint.length != clustering.k() && continues
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
              + order.name().toLowerCase(Locale.ROOT)
              + ", but the signatures of "
              + start.get().origin()
              + " have their numbers already; leave ",
          Problem.option(ORDER.name()),
          " out, or begin without them.");
    }
    return order;
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
