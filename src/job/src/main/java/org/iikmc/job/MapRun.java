/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelConsumer;

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
      OutputFolder folder,
      Progress progress) {
    this.scenes = scenes;
    this.rules = rules;
    this.signatures = signatures;
    this.backend = backend;
    this.progress = progress;
    long cells = scenes.stream().mapToLong(s -> (long) s.grid().width() * s.grid().height()).sum();
    output = new SceneOutput(folder, signatures, progress, cells);
    counts = new long[scenes.size()];
  }

  /**
   * Writes the map of a scene whose labels are held.
   *
   * @param source that the labelled samples were read from: all scenes
   * @param statistics of all scenes
   * @param more also sees the labels
   */
  void held(
      int scene,
      Assignment assignment,
      SceneSamples source,
      LabelStatistics statistics,
      Quicklook quicklook,
      LabelConsumer more)
      throws IOException {
    add(
        scene,
        output.write(
            scenes.get(scene),
            new SceneLabels(assignment::readLabels, source, scene),
            () -> statistics,
            scene,
            quicklook,
            more));
  }

  /** What is done with the labels of a scene after they went by. */
  interface Afterwards {
    void accept(LabelStream labels, long pixels) throws IOException;
  }

  /**
   * Writes the map of a scene block by block; none if it has no valid pixel.
   *
   * @param more also sees the labels
   * @param afterwards what is done when all have been written
   */
  void streamed(int scene, LabelConsumer more, Afterwards afterwards) throws IOException {
    List<Scene> alone = scenes.subList(scene, scene + 1);
    List<Quicklook> quicklooks = Quicklooks.of(alone, scenes.size());
    SceneSamples source = new SceneSamples(alone, rules, 1, 0, quicklooks);
    if (!hasValidPixel(source)) {
      return;
    }
    try (LabelStream labels = backend.label(source, signatures.means(), progress)) {
      add(
          scene,
          output.write(
              scenes.get(scene),
              new SceneLabels(labels::readLabels, source, 0),
              labels::statistics,
              0,
              quicklooks.get(0),
              more));
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

  private void add(int scene, RunReport.SceneReport report) {
    reports.add(report);
    counts[scene] = report.pixels();
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
