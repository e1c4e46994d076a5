/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.raster.Grid;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;

/**
 * The maps of a run, one scene after the other, and what its report says of each. The labels of a
 * scene are held by an assignment, or computed block by block and not kept.
 */
final class MapRun {
  private final List<Scene> scenes;
  private final PixelRules rules;
  private final SignatureSet signatures;
  private final AssignmentBackend backend;
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
   * @param backend labels what goes by
   */
  MapRun(
      List<Scene> scenes,
      PixelRules rules,
      SignatureSet signatures,
      AssignmentBackend backend,
      Outputs folder,
      MapNaming naming,
      Progress progress) {
    this.scenes = scenes;
    this.rules = rules;
    this.signatures = signatures;
    this.backend = backend;
    this.progress = progress;
    long cells = scenes.stream().mapToLong(s -> (long) s.grid().width() * s.grid().height()).sum();
    output = new SceneOutput(folder, naming, signatures, backend.threads(), progress, cells);
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
   * @param statistics of all scenes
   * @param quicklooks of all scenes
   */
  void held(
      List<Integer> some,
      Assignment assignment,
      SceneSamples source,
      LabelStatistics statistics,
      List<Quicklook> quicklooks)
      throws IOException {
    if (assignment instanceof ScatteredLabels elsewhere) {
      elsewhere.forEach(
          some,
          i -> {
            int scene = some.get(i);
            SceneLabels labels = new SceneLabels(assignment::readLabels, source, scene);
            return task(scene, labels, quicklooks.get(scene));
          },
          (int i, MapTask.Made made) -> {
            int scene = some.get(i);
            add(
                scene,
                output.write(scenes.get(scene), made, statistics, scene, quicklooks.get(scene)));
          },
          progress);
      return;
    }
    for (int scene : some) {
      SceneLabels labels = new SceneLabels(assignment::readLabels, source, scene);
      write(scene, labels, () -> statistics, scene, quicklooks.get(scene));
    }
  }

  private MapTask task(int scene, SceneLabels labels, Quicklook quicklook) {
    Grid grid = scenes.get(scene).grid();
    return new MapTask(grid, signatures.style(), labels.windows(), quicklook, lattice.pixels(grid));
  }

  private void write(
      int scene,
      SceneLabels labels,
      Supplier<LabelStatistics> statistics,
      int row,
      Quicklook quicklook)
      throws IOException {
    MapTask task = task(scene, labels, quicklook);
    add(scene, output.write(scenes.get(scene), task, labels::read, statistics, row, quicklook));
  }

  /** What is done with the labels of a scene after they went by. */
  interface Afterwards {
    void accept(LabelStream labels, long pixels) throws IOException;
  }

  /**
   * Writes the map of a scene block by block; none if it has no valid pixel.
   *
   * @param afterwards what is done when all have been written
   */
  void streamed(int scene, Afterwards afterwards) throws IOException {
    List<Scene> alone = scenes.subList(scene, scene + 1);
    List<Quicklook> quicklooks = Quicklooks.of(alone, scenes.size());
    SceneSamples source = new SceneSamples(alone, rules, 1, 0, quicklooks);
    if (!hasValidPixel(source)) {
      return;
    }
    try (LabelStream labels =
        backend.label(source, signatures.means(), maps.of(scenes.get(scene), source), progress)) {
      SceneLabels read = new SceneLabels(labels::readLabels, source, 0);
      write(scene, read, labels::statistics, 0, quicklooks.get(0));
      afterwards.accept(labels, counts[scene]);
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
    counts[scene] = written.report().pixels();
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

  /** Pixels of each class in all maps. */
  long[] pixelsOfClasses() {
    long[] pixels = new long[signatures.k()];
    for (RunReport.SceneReport scene : reports) {
      Arrays.setAll(pixels, c -> pixels[c] + scene.counts()[c]);
    }
    return pixels;
  }

  /** Valid pixels of each scene in its map. */
  long[] counts() {
    return counts.clone();
  }
}
