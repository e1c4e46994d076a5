/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
import org.iikmc.kmeans.seeding.SampleKMeans;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Quantity;
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
    if (wishes.method() == HarmonizeMethod.NONE
        && wishes.metric().equals(Optional.of(MetricKind.EUCLIDEAN))) {
      return new Found(Harmonization.none(samples.bands()), samples.space(), clustering, List.of());
    }
    return new Search(scenes, samples, ground.read()).find();
  }

  /** Where common ground comes from. */
  public interface GroundSource {
    CommonGround read() throws IOException;
  }

  /** One search. */
  private final class Search {
    private static final int STATISTICS_SAMPLE = 1 << 17;
    private static final int FIT_SAMPLE = 20_000;
    private static final int SETTLING_ROUNDS = 20;

    /** By how much dates must be less apart for a method that does more. */
    private static final double WORTH = 0.98;

    /** The same, in shares of what sets other ground apart. */
    private static final double LEAST_GAIN = 0.01;

    private final List<Scene> scenes;
    private final HeldSamples samples;
    private final CommonGround ground;
    private final int bands;
    private final List<int[]> pairs;
    private final List<String> notes = new ArrayList<>();
    private final List<PhysicalValues> physical;
    private boolean usesProducts;

    Search(List<Scene> scenes, HeldSamples samples, CommonGround ground) {
      this.scenes = scenes;
      this.samples = samples;
      this.ground = ground;
      bands = samples.bands();
      pairs = pairs(scenes.size());
      physical = scenes.stream().map(Scene::physicalValues).toList();
    }

    Found find() throws IOException {
      List<AffineMap> base = base();
      List<ScenePair> unchanged = unchangedPairs(ground, UnchangedGround.leastPoints(bands));
      HarmonizeMethod method = wishes.method();
      if (method == HarmonizeMethod.AUTO) {
        method = choose(base, isConnected(unchanged));
      }
      if (method == HarmonizeMethod.RELATIVE) {
        checkConnected(unchanged);
      }
      List<AffineMap> maps =
          switch (method) {
            case RELATIVE -> relative(ground, unchanged, base);
            case ROBUST -> robust();
            default -> base;
          };
      Optional<WithinClassMetric.Fit> fit = Optional.empty();
      if (method == HarmonizeMethod.RELATIVE || !isMetric(MetricKind.EUCLIDEAN)) {
        fit = fit(maps, unchanged);
      }
      if (method == HarmonizeMethod.RELATIVE && fit.isPresent()) {
        List<ScenePair> agreeing = agreeing(maps, fit.get(), unchanged);
        if (isConnected(agreeing)) {
          maps = relative(ground, agreeing, base);
          fit = fit(maps, unchanged);
        }
      }
      if (wishes.method() != HarmonizeMethod.AUTO && method != HarmonizeMethod.NONE) {
        tell(base, method, maps);
      }
      MetricKind kind =
          wishes.metric().orElse(fit.isPresent() ? MetricKind.WITHIN : MetricKind.EUCLIDEAN);
      double[][] metric = metric(kind, maps, unchanged, fit);
      SpectralSpace space = new SpectralSpace(maps, metric);
      return new Found(
          harmonization(method, maps, kind, metric, space),
          space,
          started(kind, fit, space),
          notes);
    }

    private boolean isMetric(MetricKind kind) {
      return wishes.metric().equals(Optional.of(kind));
    }

    /** What the products say, if all do and it is asked for or may be. */
    private List<AffineMap> base() {
      List<AffineMap> stored = scenes.stream().map(scene -> AffineMap.identity(bands)).toList();
      if (wishes.method() == HarmonizeMethod.NONE) {
        return stored;
      }
      Set<Quantity> quantities = new HashSet<>();
      for (int s = 0; s < scenes.size(); s++) {
        if (physical.get(s) instanceof PhysicalValues.Known known) {
          quantities.add(known.quantity());
        } else if (wishes.method() == HarmonizeMethod.REFLECTANCE) {
          Harmonization.physical(scenes.get(s), physical.get(s)); // says what is missing
        } else {
          return stored;
        }
      }
      if (quantities.size() > 1 && quantities.contains(Quantity.SURFACE_TEMPERATURE)) {
        return stored;
      }
      if (quantities.size() > 1) {
        notes.add(
            "Values are "
                + String.join(
                    " and ", quantities.stream().map(Quantity::toString).sorted().toList())
                + ", not the same in all scenes.");
      }
      List<AffineMap> maps = new ArrayList<>();
      for (int s = 0; s < scenes.size(); s++) {
        maps.add(Harmonization.physical(scenes.get(s), physical.get(s)));
      }
      usesProducts = true;
      return maps;
    }

    /** The least that keeps ground together, judged on points that had no part in finding it. */
    private HarmonizeMethod choose(List<AffineMap> base, boolean mayBeRelative) throws IOException {
      HarmonizeMethod plain = usesProducts ? HarmonizeMethod.REFLECTANCE : HarmonizeMethod.NONE;
      if (scenes.size() < 2) {
        return plain;
      }
      CommonGround judges = ground.half(1);
      OptionalDouble before = DateSeparation.of(judges.mapped(base), pairs);
      if (before.isEmpty()) {
        notes.add(
            "The scenes have too little ground in common to tell whether dates differ in light: "
                + named(plain)
                + " are compared.");
        return plain;
      }
      HarmonizeMethod best = plain;
      double least = before.getAsDouble();
      Optional<List<AffineMap>> scaled = tryRobust();
      if (scaled.isPresent()) {
        OptionalDouble apart = DateSeparation.of(judges.mapped(scaled.get()), pairs);
        if (isNearer(apart, least)) {
          best = HarmonizeMethod.ROBUST;
          least = apart.getAsDouble();
        }
      }
      CommonGround makers = ground.half(0);
      List<ScenePair> unchanged = unchangedPairs(makers, UnchangedGround.leastPoints(bands) / 4);
      if (isConnected(unchanged)) {
        List<AffineMap> maps = relative(makers, unchanged, base);
        OptionalDouble apart = DateSeparation.of(judges.mapped(maps), pairs);
        if (isNearer(apart, least)) {
          best = HarmonizeMethod.RELATIVE;
          least = apart.getAsDouble();
        }
      }
      if (best == plain) {
        notes.add(apart(before.getAsDouble(), plain) + "; no other way brings them nearer.");
      } else {
        notes.add(apart(before.getAsDouble(), plain) + now(least, best));
      }
      return best;
    }

    /** What a method that was asked for does, on all common ground. */
    private void tell(List<AffineMap> base, HarmonizeMethod method, List<AffineMap> maps) {
      List<AffineMap> stored = scenes.stream().map(scene -> AffineMap.identity(bands)).toList();
      boolean same = method == HarmonizeMethod.REFLECTANCE;
      OptionalDouble before = DateSeparation.of(ground.mapped(same ? stored : base), pairs);
      OptionalDouble after = DateSeparation.of(ground.mapped(maps), pairs);
      if (before.isPresent() && after.isPresent()) {
        HarmonizeMethod plain =
            usesProducts && !same ? HarmonizeMethod.REFLECTANCE : HarmonizeMethod.NONE;
        notes.add(apart(before.getAsDouble(), plain) + now(after.getAsDouble(), method));
      }
    }

    private String apart(double figure, HarmonizeMethod plain) {
      return String.format(
          Locale.ROOT,
          "Dates set the same ground apart by %.2f of what sets other ground apart (%s)",
          figure,
          named(plain));
    }

    private static String now(double figure, HarmonizeMethod method) {
      return String.format(
          Locale.ROOT,
          ", and by %.2f as compared now (%s).",
          figure,
          method.name().toLowerCase(Locale.ROOT));
    }

    private static boolean isNearer(OptionalDouble apart, double before) {
      return apart.isPresent()
          && apart.getAsDouble() < Math.min(WORTH * before, before - LEAST_GAIN);
    }

    private String named(HarmonizeMethod plain) {
      return plain == HarmonizeMethod.NONE
          ? "values as they are stored"
          : "values that the products give";
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
    private List<AffineMap> relative(
        CommonGround from, List<ScenePair> unchanged, List<AffineMap> base) {
      int reference = reference();
      AffineMap after = base.get(reference);
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
      BitSet reached = reached(found, reference());
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
      BitSet reached = reached(found, reference());
      return IntStream.range(0, scenes.size())
          .allMatch(s -> reached.get(s) || samples.summary().perScene()[s] == 0);
    }

    private BitSet reached(List<ScenePair> found, int from) {
      BitSet reached = new BitSet();
      reached.set(from);
      for (int before = 0; before < reached.cardinality(); ) {
        before = reached.cardinality();
        for (ScenePair pair : found) {
          if (reached.get(pair.first()) || reached.get(pair.second())) {
            reached.set(pair.first());
            reached.set(pair.second());
          }
        }
      }
      return reached;
    }

    /** Rows of a sample, and where each is labelled. */
    private record Linked(double[][] rows, double[][] places) {}

    /** The metric within classes and its classes; empty if bands depend on each other. */
    private Optional<WithinClassMetric.Fit> fit(List<AffineMap> maps, List<ScenePair> unchanged)
        throws IOException {
      Linked sample = unchanged.isEmpty() ? gathered(maps) : linked(maps, unchanged);
      WithinClassMetric metric = new WithinClassMetric(sample.rows(), sample.places());
      Optional<WithinClassMetric.Fit> fit =
          clustering.seeding() instanceof KMeansPlusPlusSeeding
              ? metric.find(clustering.k(), seed)
              : metric.from(
                  clustering
                      .seeding()
                      .seed(samples.in(SpectralSpace.euclidean(maps)), clustering.k()));
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

    private Linked gathered(List<AffineMap> maps) throws IOException {
      double[][] rows =
          samples
              .in(SpectralSpace.euclidean(maps))
              .gather(Ordinals.random(samples.summary().count(), FIT_SAMPLE, seed));
      return new Linked(rows, rows);
    }

    /** Each labelled at the mean of what its ground looks like on the dates without a change. */
    private Linked linked(List<AffineMap> maps, List<ScenePair> unchanged) {
      CommonGround mapped = ground.mapped(maps);
      double[][][] sums = new double[scenes.size()][ground.points()][];
      int[][] counts = new int[scenes.size()][ground.points()];
      for (ScenePair pair : unchanged) {
        for (int p : pair.points()) {
          add(sums[pair.first()], counts[pair.first()], p, mapped.scenes().get(pair.second())[p]);
          add(sums[pair.second()], counts[pair.second()], p, mapped.scenes().get(pair.first())[p]);
        }
      }
      List<double[]> rows = new ArrayList<>();
      List<double[]> places = new ArrayList<>();
      for (int s = 0; s < scenes.size(); s++) {
        for (int p = 0; p < ground.points(); p++) {
          double[] row = mapped.scenes().get(s)[p];
          if (row != null) {
            rows.add(row);
            places.add(counts[s][p] == 0 ? row : mean(row, sums[s][p], counts[s][p]));
          }
        }
      }
      int[] chosen = chosen(rows.size());
      return new Linked(
          Arrays.stream(chosen).mapToObj(rows::get).toArray(double[][]::new),
          Arrays.stream(chosen).mapToObj(places::get).toArray(double[][]::new));
    }

    private void add(double[][] sums, int[] counts, int point, double[] row) {
      if (counts[point]++ == 0) {
        sums[point] = new double[bands];
      }
      for (int b = 0; b < bands; b++) {
        sums[point][b] += row[b];
      }
    }

    private double[] mean(double[] own, double[] others, int count) {
      double[] mean = new double[bands];
      Arrays.setAll(mean, b -> (own[b] + others[b]) / (1 + count));
      return mean;
    }

    private int[] chosen(int rows) {
      return Arrays.stream(Ordinals.random(rows, FIT_SAMPLE, seed))
          .mapToInt(i -> (int) i)
          .toArray();
    }

    /** Unchanged ground once more: that whose label agrees on both dates. */
    private List<ScenePair> agreeing(
        List<AffineMap> maps, WithinClassMetric.Fit fit, List<ScenePair> unchanged) {
      CommonGround mapped = ground.mapped(maps);
      SpectralSpace space = new SpectralSpace(maps, fit.metric());
      List<double[]> rows = new ArrayList<>();
      int[][] labels = new int[scenes.size()][ground.points()];
      for (double[][] all : mapped.scenes()) {
        for (double[] row : all) {
          if (row != null) {
            rows.add(row);
          }
        }
      }
      SampleKMeans settled =
          new SampleKMeans(
              space.whitened(rows.toArray(double[][]::new)),
              space.whitened(fit.centroids()),
              SETTLING_ROUNDS);
      int next = 0;
      for (int s = 0; s < scenes.size(); s++) {
        for (int p = 0; p < ground.points(); p++) {
          labels[s][p] = mapped.scenes().get(s)[p] == null ? -1 : settled.labels()[next++];
        }
      }
      List<ScenePair> agreeing = new ArrayList<>();
      for (ScenePair pair : unchanged) {
        int[] points =
            IntStream.of(ground.common(pair.first(), pair.second()))
                .filter(p -> labels[pair.first()][p] == labels[pair.second()][p])
                .toArray();
        if (points.length >= UnchangedGround.leastPoints(bands)) {
          agreeing.add(new ScenePair(pair.first(), pair.second(), points));
        }
      }
      return agreeing;
    }

    private double[][] metric(
        MetricKind kind,
        List<AffineMap> maps,
        List<ScenePair> unchanged,
        Optional<WithinClassMetric.Fit> fit) {
      return switch (kind) {
        case EUCLIDEAN -> Matrices.identity(bands);
        case WITHIN -> fit.orElseThrow(() -> singular("within classes")).metric();
        case CHANGE ->
            ChangeMetric.of(ground.mapped(maps), changeGround(unchanged), bands)
                .orElseThrow(() -> singular("in the differences between dates"));
      };
    }

    private List<ScenePair> changeGround(List<ScenePair> unchanged) {
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
        MetricKind kind, Optional<WithinClassMetric.Fit> fit, SpectralSpace space) {
      if (kind != MetricKind.WITHIN || fit.isEmpty()) {
        return clustering;
      }
      double[][] centroids = fit.get().centroids();
      Arrays.sort(
          centroids, (a, b) -> Double.compare(Arrays.stream(a).sum(), Arrays.stream(b).sum()));
      return clustering.withSeeding(
          new GivenSignatures(centroids, clustering.seeding().description()));
    }

    private Harmonization harmonization(
        HarmonizeMethod method,
        List<AffineMap> maps,
        MetricKind kind,
        double[][] metric,
        SpectralSpace space)
        throws IOException {
      boolean mapped = method != HarmonizeMethod.NONE;
      List<SceneMap> known = new ArrayList<>();
      for (int s = 0; s < scenes.size() && mapped; s++) {
        known.add(SceneMap.of(scenes.get(s), maps.get(s)));
      }
      boolean byStatistics = method == HarmonizeMethod.ROBUST || method == HarmonizeMethod.RELATIVE;
      return new Harmonization(
          method,
          unit(method),
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

    private String unit(HarmonizeMethod method) {
      String product =
          usesProducts
                  && physical.get(method == HarmonizeMethod.RELATIVE ? reference() : 0)
                      instanceof PhysicalValues.Known known
              ? known.quantity().toString()
              : "stored values";
      return switch (method) {
        case ROBUST -> "interquartile ranges from the median";
        case RELATIVE -> product + " as in " + scenes.get(reference()).name();
        case REFLECTANCE -> product;
        default -> "stored values";
      };
    }
  }

  /**
   * All pairs of a few scenes; of many, each with those that follow it at distances of 1, 2, 4 and
   * so on, which connects all as well.
   */
  private static List<int[]> pairs(int scenes) {
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < scenes; first++) {
      for (int second = first + 1; second < scenes; second++) {
        int distance = second - first;
        if (scenes <= ALL_PAIRS || (distance & distance - 1) == 0) {
          pairs.add(new int[] {first, second});
        }
      }
    }
    return pairs;
  }

  private static final int ALL_PAIRS = 12;
}
