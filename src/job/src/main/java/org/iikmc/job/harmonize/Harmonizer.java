/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.metric.WithinClassMetric;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.Ordinals;
import org.iikmc.raster.Scene;

/**
 * Makes the scenes of one series comparable: finds the map of each scene, the metric, and the start
 * that goes with them. All of it comes from a few thousand pixels, so that it takes about the same
 * time for any series. Immutable.
 */
public final class Harmonizer {
  private final Wishes wishes;
  private final KMeansSettings clustering;
  private final long seed;

  /**
   * What the user asks for.
   *
   * @param method how scenes are made comparable
   * @param metric empty if the user leaves it open: {@code within} if there is one, else {@code
   *     euclidean}
   * @param reference the scene to whose values others are brought by {@code relative}; empty for
   *     the one with most valid pixels
   */
  public record Wishes(
      HarmonizeMethod method, Optional<MetricKind> metric, Optional<String> reference) {
    /** Stored values and Euclidean distances. */
    public static Wishes none() {
      return new Wishes(HarmonizeMethod.NONE, Optional.of(MetricKind.EUCLIDEAN), Optional.empty());
    }
  }

  /**
   * @param seed of whatever is random
   */
  public Harmonizer(Wishes wishes, KMeansSettings clustering, long seed) {
    this.wishes = wishes;
    this.clustering = clustering;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param harmonization of the series
   * @param space of its samples
   * @param clustering with a start in this space
   * @param notes what was done, why, and by how much it mattered; sentences
   */
  public record Found(
      Harmonization harmonization,
      SpectralSpace space,
      KMeansSettings clustering,
      List<String> notes) {}

  /**
   * Makes scenes comparable.
   *
   * @param samples of the scenes, in the space of stored values
   * @param ground reads stored values at common points, if they are needed
   * @throws InputException if what the user asks for can't be done with these scenes
   */
  public Found find(List<Scene> scenes, HeldSamples samples, GroundSource ground)
      throws IOException {
    return search(scenes, samples, ground).find(clustering);
  }

  /**
   * Finds what does not depend on the number of classes, for one search or several.
   *
   * @param samples of the scenes, in the space of stored values
   * @param ground reads stored values at common points, if they are needed
   * @throws InputException if what the user asks for can't be done with these scenes
   */
  public Search search(List<Scene> scenes, HeldSamples samples, GroundSource ground)
      throws IOException {
    if (wishes.method() == HarmonizeMethod.NONE
        && wishes.metric().equals(Optional.of(MetricKind.EUCLIDEAN))) {
      Harmonization none = Harmonization.none(samples.bands());
      return asked -> new Found(none, samples.space(), asked, List.of());
    }
    return new GroundSearch(scenes, samples, ground.read());
  }

  /** Makes the same scenes comparable for one clustering after the other. */
  @FunctionalInterface
  public interface Search {
    /**
     * Finds space and start of a clustering: the same as a search for it alone would.
     *
     * @throws InputException if what the user asks for can't be done with these scenes
     */
    Found find(KMeansSettings clustering) throws IOException;
  }

  /** Where common ground comes from. */
  public interface GroundSource {
    CommonGround read() throws IOException;
  }

  /** A search that has something to find. */
  private final class GroundSearch implements Search {
    private static final int STATISTICS_SAMPLE = 1 << 17;
    private static final int FIT_SAMPLE = 20_000;

    private final List<Scene> scenes;
    private final HeldSamples samples;
    private final CommonGround ground;
    private final int bands;
    private final List<int[]> pairs;
    private final List<String> common = new ArrayList<>();
    private final ProductValues products;
    private final List<ScenePair> unchanged;
    private final HarmonizeMethod method;

    /** What brings scenes together before there are classes. */
    private final List<AffineMap> firstMaps;

    GroundSearch(List<Scene> scenes, HeldSamples samples, CommonGround ground) throws IOException {
      this.scenes = scenes;
      this.samples = samples;
      this.ground = ground;
      bands = samples.bands();
      pairs = PairGraph.among(scenes.size());
      products = ProductValues.of(scenes, wishes.method());
      products.note().ifPresent(common::add);
      unchanged = unchangedPairs(ground, UnchangedGround.leastPoints(bands));
      method =
          wishes.method() == HarmonizeMethod.AUTO
              ? choose(isConnected(unchanged))
              : wishes.method();
      if (method == HarmonizeMethod.RELATIVE) {
        checkConnected(unchanged);
      }
      firstMaps =
          switch (method) {
            case RELATIVE -> relative(ground, unchanged);
            case ROBUST -> robust();
            default -> products.maps();
          };
    }

    @Override
    public Found find(KMeansSettings asked) throws IOException {
      List<String> notes = new ArrayList<>(common);
      List<AffineMap> maps = firstMaps;
      Optional<WithinClassMetric.Fit> fit = Optional.empty();
      if (method == HarmonizeMethod.RELATIVE || !isMetric(MetricKind.EUCLIDEAN)) {
        fit = fit(asked, maps, notes);
      }
      if (method == HarmonizeMethod.RELATIVE && fit.isPresent()) {
        List<ScenePair> agreeing =
            AgreeingGround.of(
                ground,
                new SpectralSpace(maps, fit.get().metric()),
                fit.get(),
                unchanged,
                UnchangedGround.leastPoints(bands));
        if (isConnected(agreeing)) {
          maps = relative(ground, agreeing);
          fit = fit(asked, maps, notes);
        }
      }
      if (wishes.method() != HarmonizeMethod.AUTO && method != HarmonizeMethod.NONE) {
        effect(maps).ifPresent(notes::add);
      }
      MetricKind kind =
          wishes.metric().orElse(fit.isPresent() ? MetricKind.WITHIN : MetricKind.EUCLIDEAN);
      double[][] metric = metric(kind, maps, fit);
      SpectralSpace space = new SpectralSpace(maps, metric);
      return new Found(
          harmonization(maps, kind, metric, space), space, started(asked, kind, fit, space), notes);
    }

    private boolean isMetric(MetricKind kind) {
      return wishes.metric().equals(Optional.of(kind));
    }

    /** What keeps ground together, judged on points that had no part in finding it. */
    private HarmonizeMethod choose(boolean mayBeRelative) throws IOException {
      if (scenes.size() < 2) {
        return plain();
      }
      Map<HarmonizeMethod, List<AffineMap>> others = new LinkedHashMap<>();
      tryRobust().ifPresent(maps -> others.put(HarmonizeMethod.ROBUST, maps));
      CommonGround makers = ground.half(0);
      List<ScenePair> ofMakers =
          unchangedPairs(makers, UnchangedGround.leastPoints(bands) / 4); // half of them, about
      if (mayBeRelative && isConnected(ofMakers)) {
        others.put(HarmonizeMethod.RELATIVE, relative(makers, ofMakers));
      }
      MethodChoice choice =
          MethodChoice.among(ground.half(1), pairs, plain(), products.maps(), others);
      common.add(choice.note());
      return choice.method();
    }

    /** What does least. */
    private HarmonizeMethod plain() {
      return products.isKnown() ? HarmonizeMethod.REFLECTANCE : HarmonizeMethod.NONE;
    }

    /** What a method that was asked for does, on all common ground. */
    private Optional<String> effect(List<AffineMap> maps) {
      boolean alone = method == HarmonizeMethod.REFLECTANCE;
      List<AffineMap> stored = scenes.stream().map(scene -> AffineMap.identity(bands)).toList();
      return MethodChoice.effect(
          ground,
          pairs,
          alone ? HarmonizeMethod.NONE : plain(),
          alone ? stored : products.maps(),
          method,
          maps);
    }

    private List<AffineMap> robust() throws IOException {
      List<AffineMap> maps = new ArrayList<>();
      for (int s = 0; s < scenes.size(); s++) {
        double[][] rows = sample(samples.scene(s));
        if (rows.length == 0) {
          maps.add(AffineMap.identity(bands));
          continue;
        }
        RobustScaling own = RobustScaling.of(rows);
        Harmonization.checkRange(scenes.get(s), own);
        maps.add(own.to(RobustScaling.standard(bands)));
      }
      return maps;
    }

    private Optional<List<AffineMap>> tryRobust() throws IOException {
      try {
        return Optional.of(robust());
      } catch (InputException e) {
        return Optional.empty(); // a band that can't be scaled
      }
    }

    private double[][] sample(HeldSamples of) throws IOException {
      return of.gather(Ordinals.evenlySpaced(of.summary().count(), STATISTICS_SAMPLE));
    }

    /** Brings all scenes to the values of the reference, and those to what its product says. */
    private List<AffineMap> relative(CommonGround from, List<ScenePair> unchanged) {
      int reference = reference();
      AffineMap after = products.maps().get(reference);
      return JointRegression.maps(from, unchanged, reference, bands).stream()
          .map(
              map ->
                  new AffineMap(
                      Matrices.product(after.matrix(), map.matrix()), after.of(map.offset())))
          .toList();
    }

    private int reference() {
      if (wishes.reference().isEmpty()) {
        long[] counts = samples.summary().perScene();
        return IntStream.range(0, counts.length)
            .reduce((best, next) -> counts[next] > counts[best] ? next : best)
            .orElseThrow();
      }
      String name = wishes.reference().get();
      for (int s = 0; s < scenes.size(); s++) {
        if (scenes.get(s).name().equals(name)) {
          return s;
        }
      }
      throw new InputException(
          Problem.option("harmonizeTo"),
          " is "
              + name
              + ", but there is no such scene; there are "
              + String.join(", ", scenes.stream().map(Scene::name).toList())
              + ".");
    }

    private List<ScenePair> unchangedPairs(CommonGround from, int least) {
      return pairs.stream()
          .parallel()
          .map(pair -> UnchangedGround.of(from, pair[0], pair[1], least))
          .flatMap(Optional::stream)
          .toList();
    }

    private void checkConnected(List<ScenePair> found) {
      BitSet reached = PairGraph.reached(found, reference());
      for (int s = 0; s < scenes.size(); s++) {
        if (!reached.get(s) && samples.summary().perScene()[s] > 0) {
          throw refused(s);
        }
      }
    }

    private InputException refused(int scene) {
      int most =
          IntStream.range(0, scenes.size())
              .filter(other -> other != scene)
              .map(other -> ground.common(scene, other).length)
              .max()
              .orElse(0);
      return new InputException(
          "Scene "
              + scenes.get(scene).name()
              + " has too little ground in common with the others to be brought to their values: "
              + most
              + " of "
              + ground.points()
              + " points, but "
              + UnchangedGround.leastPoints(bands)
              + " with bands that do not depend on each other are needed; leave it out, or choose"
              + " another way with ",
          Problem.option("harmonize"),
          ".");
    }

    private boolean isConnected(List<ScenePair> found) {
      BitSet reached = PairGraph.reached(found, reference());
      return IntStream.range(0, scenes.size())
          .allMatch(s -> reached.get(s) || samples.summary().perScene()[s] == 0);
    }

    /** The metric within classes and its classes; empty if bands depend on each other. */
    private Optional<WithinClassMetric.Fit> fit(
        KMeansSettings asked, List<AffineMap> maps, List<String> notes) throws IOException {
      LinkedSample sample =
          unchanged.isEmpty()
              ? LinkedSample.of(gathered(maps))
              : LinkedSample.of(ground.mapped(maps), unchanged, FIT_SAMPLE, seed);
      WithinClassMetric metric = new WithinClassMetric(sample.rows(), sample.places());
      Optional<WithinClassMetric.Fit> fit =
          asked.seeding() instanceof KMeansPlusPlusSeeding
              ? metric.find(asked.k(), seed)
              : metric.from(
                  asked.seeding().seed(samples.in(SpectralSpace.euclidean(maps)), asked.k()));
      if (fit.isEmpty() && isMetric(MetricKind.WITHIN)) {
        throw singular("within classes");
      }
      if (fit.isEmpty() && wishes.metric().isEmpty()) {
        notes.add(
            "Bands are constant or copies of each other, so that there is no metric within classes:"
                + " distances are Euclidean.");
      }
      return fit;
    }

    private InputException singular(String what) {
      return new InputException(
          "Bands are constant or copies of each other ("
              + what
              + "), so that they can't be whitened; leave them out with ",
          Problem.option("bands"),
          ", or take euclidean for ",
          Problem.option("metric"),
          ".");
    }

    private double[][] gathered(List<AffineMap> maps) throws IOException {
      return samples
          .in(SpectralSpace.euclidean(maps))
          .gather(Ordinals.random(samples.summary().count(), FIT_SAMPLE, seed));
    }

    private double[][] metric(
        MetricKind kind, List<AffineMap> maps, Optional<WithinClassMetric.Fit> fit) {
      return switch (kind) {
        case EUCLIDEAN -> Matrices.identity(bands);
        case WITHIN -> fit.orElseThrow(() -> singular("within classes")).metric();
        case CHANGE ->
            ChangeMetric.of(ground.mapped(maps), changeGround(), bands)
                .orElseThrow(() -> singular("in the differences between dates"));
      };
    }

    private List<ScenePair> changeGround() {
      if (unchanged.isEmpty()) {
        throw new InputException(
            "No two scenes have enough ground in common to tell how much unchanged ground differs"
                + " between dates; choose another ",
            Problem.option("metric"),
            ".");
      }
      return unchanged;
    }

    private KMeansSettings started(
        KMeansSettings asked,
        MetricKind kind,
        Optional<WithinClassMetric.Fit> fit,
        SpectralSpace space) {
      if (kind != MetricKind.WITHIN || fit.isEmpty()) {
        return asked;
      }
      double[][] centroids = fit.get().centroids();
      Arrays.sort(
          centroids, (a, b) -> Double.compare(Arrays.stream(a).sum(), Arrays.stream(b).sum()));
      return asked.withSeeding(new GivenSignatures(centroids, asked.seeding().description()));
    }

    private Harmonization harmonization(
        List<AffineMap> maps, MetricKind kind, double[][] metric, SpectralSpace space)
        throws IOException {
      boolean mapped = method != HarmonizeMethod.NONE;
      List<SceneMap> known = new ArrayList<>();
      for (int s = 0; s < scenes.size() && mapped; s++) {
        known.add(SceneMap.of(scenes.get(s), maps.get(s)));
      }
      boolean byStatistics = method == HarmonizeMethod.ROBUST || method == HarmonizeMethod.RELATIVE;
      return new Harmonization(
          method,
          unit(),
          method == HarmonizeMethod.RELATIVE
              ? Optional.of(scenes.get(reference()).name())
              : Optional.empty(),
          known,
          byStatistics
              ? Optional.of(RobustScaling.of(sample(samples.in(space))))
              : Optional.empty(),
          kind,
          metric);
    }

    private String unit() {
      String product = products.unit(method == HarmonizeMethod.RELATIVE ? reference() : 0);
      return switch (method) {
        case ROBUST -> "interquartile ranges from the median";
        case RELATIVE -> product + " as in " + scenes.get(reference()).name();
        case REFLECTANCE -> product;
        default -> "stored values";
      };
    }
  }
}
