/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.clean.MapCleaner;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.job.confidence.SceneConfidence;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.LabelConfidence;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.raster.Grid;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelReader;

/**
 * The maps of a run, one scene after the other, and what its report says of each. The labels of a
 * scene are held by an assignment, or computed block by block and not kept.
 */
final class MapRun {
  private final List<Scene> scenes;
  private final PixelRules rules;
  private final SignatureSet signatures;
  private final AssignmentBackend backend;
  private final ConfidenceWishes wishes;
  private final Cleaning cleaning;
  private final MapCleaner cleaner;
  private final SceneOutput output;
  private final Progress progress;
  private final List<RunReport.SceneReport> reports = new ArrayList<>();
  private final long[] counts;
  private final GroundLattice lattice;
  private final SceneMaps maps;

  /** Labels of the points of the lattice, by scene; null where there is no map. */
  private final byte[][] ground;

  /**
   * @param scenes of the run
   * @param rules which pixels are valid
   * @param wishes what is to be known of how sure labels are
   * @param backend labels what goes by
   * @param cleaning of the maps
   */
  MapRun(
      List<Scene> scenes,
      PixelRules rules,
      SignatureSet signatures,
      ConfidenceWishes wishes,
      AssignmentBackend backend,
      Cleaning cleaning,
      Outputs folder,
      MapNaming naming,
      Progress progress) {
    this.scenes = scenes;
    this.rules = rules;
    this.signatures = signatures;
    this.wishes = wishes;
    this.backend = backend;
    this.cleaning = cleaning;
    this.progress = progress;
    long cells = scenes.stream().mapToLong(s -> (long) s.grid().width() * s.grid().height()).sum();
    long written = wishes.areAny() ? 2 * cells : cells;
    cleaner = new MapCleaner(cleaning, backend.threads(), progress);
    output =
        new SceneOutput(folder, naming, signatures, cleaner, backend.threads(), progress, written);
    counts = new long[scenes.size()];
    lattice = GroundLattice.over(scenes);
    maps = new SceneMaps(signatures.harmonization());
    ground = new byte[scenes.size()][];
  }

  /**
   * Writes the maps of scenes whose labels are held.
   *
   * @param some numbers of the scenes
   * @param source that the labelled samples were read from: all scenes
   * @param space of these samples
   * @param statistics of all scenes
   * @param quicklooks of all scenes
   */
  void held(
      List<Integer> some,
      Assignment assignment,
      SceneSamples source,
      SpectralSpace space,
      LabelStatistics statistics,
      List<Quicklook> quicklooks)
      throws IOException {
    if (isMadeElsewhere()) {
      Map<Integer, SceneOutput.Placed> made =
          elsewhere(some, (ScatteredLabels) assignment, source, some, quicklooks);
      for (int scene : some) {
        add(scene, made.get(scene), statistics, scene, quicklooks.get(scene));
      }
      return;
    }
    for (int scene : some) {
      SceneLabels labels = new SceneLabels(assignment::readLabels, source, scene);
      write(
          scene,
          labels,
          confidence(source, scene, space),
          () -> statistics,
          scene,
          quicklooks.get(scene));
    }
  }

  /**
   * Whether maps are made where the labels are; a clean one needs those of a whole scene, and how
   * sure they are is found out here.
   */
  private boolean isMadeElsewhere() {
    return backend.isScattered() && cleaning.isNone() && !wishes.areAny();
  }

  /** What tells how sure labels are, if that is asked for. */
  private Optional<SceneConfidence> confidence(
      SceneSamples source, int scene, SpectralSpace space) {
    if (!wishes.areAny()) {
      return Optional.empty();
    }
    LabelConfidence confidence =
        new LabelConfidence(
            signatures.means(),
            signatures.spread(),
            space,
            wishes.maxDistance().orElse(Double.POSITIVE_INFINITY));
    return Optional.of(
        new SceneConfidence(
            source, scene, confidence, signatures.k(), backend.threads(), progress));
  }

  private MapTask task(int scene, List<Rectangle> windows, Quicklook quicklook) {
    Grid grid = scenes.get(scene).grid();
    return new MapTask(grid, signatures.style(), windows, quicklook, lattice.pixels(grid));
  }

  private void write(
      int scene,
      SceneLabels labels,
      Optional<SceneConfidence> asked,
      Supplier<LabelStatistics> statistics,
      int row,
      Quicklook quicklook)
      throws IOException {
    Scene each = scenes.get(scene);
    MapTask task = task(scene, labels.windows(), quicklook);
    if (asked.isEmpty()) {
      SceneOutput.Doubts none = SceneOutput.Doubts.NONE;
      add(scene, output.write(each, task, labels, none, statistics, row, quicklook));
      return;
    }
    SceneConfidence confidence = asked.get();
    SceneOutput.Doubts doubts = output.doubts(each, confidence, wishes.raster());
    LabelReader classified = confidence.classified(labels);
    add(
        scene,
        wishes.maxDistance().isPresent()
            ? output.write(each, task, classified, doubts, confidence::statistics, 0, quicklook)
            : output.write(each, task, classified, doubts, statistics, row, quicklook));
  }

  private void add(
      int scene, SceneOutput.Placed map, LabelStatistics statistics, int row, Quicklook quicklook) {
    add(
        scene,
        output.written(
            scenes.get(scene), map, SceneOutput.Doubts.NONE, statistics, row, quicklook));
  }

  /**
   * Has maps made where the labels are.
   *
   * @param some numbers of the scenes
   * @param source that the labels are of
   * @param inSource numbers of the scenes there
   * @param quicklooks of all scenes of the source
   * @return by number of the scene; none of one without a valid pixel
   */
  private Map<Integer, SceneOutput.Placed> elsewhere(
      List<Integer> some,
      ScatteredLabels labels,
      SceneSamples source,
      List<Integer> inSource,
      List<Quicklook> quicklooks)
      throws IOException {
    Map<Integer, SceneOutput.Placed> made = new HashMap<>();
    Map<Integer, MapTask> tasks = new HashMap<>();
    labels.forEach(
        inSource,
        i -> {
          int number = inSource.get(i);
          List<Rectangle> windows = SceneLabels.windows(source, number);
          MapTask task = task(some.get(i), windows, quicklooks.get(number));
          tasks.put(i, task);
          return task;
        },
        (int i, List<MapTask.Strip> strips) -> {
          int scene = some.get(i);
          MapTask task = tasks.remove(i);
          if (strips.stream().anyMatch(MapTask.Strip::valid)) {
            made.put(scene, output.write(scenes.get(scene), task, strips));
          } else {
            output.skip(scenes.get(scene)); // there is no map of nothing
          }
        },
        progress);
    return made;
  }

  /** What is done with the labels of scenes after they went by. */
  interface Afterwards {
    /**
     * Does it.
     *
     * @param pixels how many each scene has in the stream
     */
    void accept(LabelStream labels, long[] pixels) throws IOException;
  }

  /**
   * Writes the maps of scenes block by block; none of a scene that has no valid pixel.
   *
   * @param some numbers of the scenes
   * @param afterwards what is done when all of some scenes have been written
   */
  void streamed(List<Integer> some, Afterwards afterwards) throws IOException {
    if (isMadeElsewhere()) {
      streamedElsewhere(some, afterwards);
      return;
    }
    for (int scene : some) {
      streamed(scene, afterwards);
    }
  }

  private void streamedElsewhere(List<Integer> some, Afterwards afterwards) throws IOException {
    List<Scene> those = some.stream().map(scenes::get).toList();
    List<Quicklook> quicklooks = Quicklooks.of(those, scenes.size());
    SceneSamples source = new SceneSamples(those, rules, 1, 0, quicklooks);
    List<AffineMap> harmonization = new ArrayList<>();
    for (Scene scene : those) {
      SceneSamples alone = new SceneSamples(List.of(scene), rules, 1, 0, List.of());
      // Of a scene that is known no pixel is read for it.
      harmonization.add(
          maps.isKnown(scene) || hasValidPixel(alone)
              ? maps.of(scene, alone).harmonization(0)
              : AffineMap.identity(alone.bands()));
    }
    SpectralSpace space = new SpectralSpace(harmonization, signatures.harmonization().matrix());
    try (LabelStream labels = backend.label(source, signatures.means(), space, progress)) {
      List<Integer> inSource = IntStream.range(0, some.size()).boxed().toList();
      Map<Integer, SceneOutput.Placed> made =
          elsewhere(some, (ScatteredLabels) labels, source, inSource, quicklooks);
      LabelStatistics statistics = labels.statistics();
      for (int i = 0; i < some.size(); i++) {
        int scene = some.get(i);
        if (made.containsKey(scene)) {
          add(scene, made.get(scene), statistics, i, quicklooks.get(i));
        }
      }
      afterwards.accept(labels, some.stream().mapToLong(scene -> counts[scene]).toArray());
    }
  }

  private void streamed(int scene, Afterwards afterwards) throws IOException {
    List<Scene> alone = scenes.subList(scene, scene + 1);
    List<Quicklook> quicklooks = Quicklooks.of(alone, scenes.size());
    SceneSamples source = new SceneSamples(alone, rules, 1, 0, quicklooks);
    if (!hasValidPixel(source)) {
      return;
    }
    SpectralSpace space = maps.of(scenes.get(scene), source);
    try (LabelStream labels = backend.label(source, signatures.means(), space, progress)) {
      SceneLabels read = new SceneLabels(labels::readLabels, source, 0);
      write(scene, read, confidence(source, 0, space), labels::statistics, 0, quicklooks.get(0));
      afterwards.accept(labels, new long[] {counts[scene]});
    }
  }

  /** Known before a map is begun: most scenes have one in their first block. */
  private boolean hasValidPixel(SampleSource source) throws IOException {
    for (SampleSource.Block block : source.blocks()) {
      progress.checkCanceled();
      if (block.open().count() > 0) {
        return true;
      }
    }
    return false;
  }

  private void add(int scene, SceneOutput.Written written) {
    reports.add(written.report());
    counts[scene] = written.labelled();
    ground[scene] = written.seen().ground();
  }

  /** Where labels of different scenes are compared. */
  GroundLattice lattice() {
    return lattice;
  }

  /** Labels of a scene at the points of the {@link #lattice}, once its map is written. */
  byte[] groundLabels(int scene) {
    return ground[scene];
  }

  /** Whether labels keep their ground from scene to scene; empty for one map. */
  Optional<RunReport.Consistency> consistency() {
    if (reports.size() < 2) {
      return Optional.empty();
    }
    List<byte[]> labels = Arrays.stream(ground).filter(Objects::nonNull).toList();
    LabelAgreement agreement = LabelAgreement.of(labels, signatures.k());
    LabelInformation information = LabelInformation.of(labels, signatures.k());
    return Optional.of(
        new RunReport.Consistency(
            agreement.compared(),
            agreement.share(),
            agreement.kappa(),
            agreement.adjustedRand(),
            information.byDate(),
            information.byGround(),
            PartialClasses.of(reports)));
  }

  /**
   * The notes of a report. That classes mean dates, if they do, comes first, and is told at once.
   *
   * @param ofScenes what is to be said of the scenes
   */
  List<String> notes(Optional<RunReport.Consistency> consistency, List<String> ofScenes) {
    List<String> notes = new ArrayList<>(ofScenes);
    notes.addAll(cleaner.notes());
    unclassified(notes);
    consistency
        .filter(RunReport.Consistency::datesWin)
        .ifPresent(
            found -> {
              String note =
                  String.format(
                      Locale.ROOT,
                      "The classes mean dates more than covers: of a class the date tells %.0f %%, the"
                          + " ground %.0f %%, and %.1f %% of the common ground keeps its class. %s, or"
                          + " leave out the dates that differ most.",
                      100 * found.toldByDate(),
                      100 * Math.max(0, found.toldByGround()),
                      100 * found.agreement(),
                      remedy());
              progress.warn(note);
              notes.add(0, note);
            });
    return notes;
  }

  /** What is said of pixels that were too far from their signature. */
  private void unclassified(List<String> notes) {
    if (wishes.maxDistance().isEmpty()) {
      return;
    }
    long none = reports.stream().mapToLong(RunReport.SceneReport::unclassified).sum();
    long all = Arrays.stream(counts).sum();
    String share =
        String.format(
            Locale.ROOT,
            "Unclassified: %d pixels (%.1f %%), which lie farther than %s standard deviations from"
                + " their signature.",
            none,
            all == 0 ? 0 : 100.0 * none / all,
            BigDecimal.valueOf(wishes.maxDistance().get()).stripTrailingZeros().toPlainString());
    progress.note(share);
    notes.add(share);
    for (RunReport.SceneReport scene : reports) {
      if (scene.pixels() == 0) {
        String empty =
            "All valid pixels of " + scene.name() + " are among them: its map has no class.";
        progress.warn(empty);
        notes.add(empty);
      }
    }
  }

  private String remedy() {
    HarmonizeMethod method = signatures.harmonization().method();
    return method == HarmonizeMethod.NONE
        ? "Choose auto, relative or robust to harmonize them"
        : "Choose another way than "
            + method.name().toLowerCase(Locale.ROOT)
            + " to harmonize them";
  }

  /** Of the scenes that have a map. */
  List<RunReport.SceneReport> reports() {
    return List.copyOf(reports);
  }

  /** Pixels of each class in all maps, as they are written. */
  long[] pixelsOfClasses() {
    long[] pixels = new long[signatures.k()];
    for (RunReport.SceneReport scene : reports) {
      Arrays.setAll(pixels, c -> pixels[c] + scene.counts()[c]);
    }
    return pixels;
  }

  /** Valid pixels of each scene that has a map, whatever became of their labels there. */
  long[] counts() {
    return counts.clone();
  }
}
