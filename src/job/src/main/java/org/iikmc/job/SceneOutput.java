/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.geotools.referencing.CRS;
import org.iikmc.job.clean.MapCleaner;
import org.iikmc.job.confidence.SceneConfidence;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.Grid;
import org.iikmc.raster.MapName;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;

/** Puts the maps of scenes among the outputs, and says of each what the report has of it. */
final class SceneOutput {
  private final Outputs folder;
  private final MapNaming naming;
  private final SignatureSet signatures;
  private final MapCleaner cleaner;
  private final int threads;
  private final Progress progress;
  private final long totalCells;
  private long doneCells;

  /**
   * @param cleaner of the labels on their way into a map
   * @param threads that write a map
   */
  SceneOutput(
      Outputs folder,
      MapNaming naming,
      SignatureSet signatures,
      MapCleaner cleaner,
      int threads,
      Progress progress,
      long totalCells) {
    this.cleaner = cleaner;
    this.threads = threads;
    this.folder = folder;
    this.naming = naming;
    this.signatures = signatures;
    this.progress = progress;
    this.totalCells = totalCells;
  }

  /**
   * Writes a scene.
   *
   * @param doubts found before
   * @param statistics of the labels, asked for when all have been read
   * @param row of this scene in the statistics
   */
  Written write(
      Scene scene,
      MapTask task,
      LabelReader labels,
      Doubts doubts,
      Supplier<LabelStatistics> statistics,
      int row,
      Quicklook quicklook)
      throws IOException {
    LabelConsumer watch = (top, count, width, rows) -> count((long) count * width);
    MapTask.Seen[] seen = new MapTask.Seen[1];
    String map =
        put(
            scene,
            file ->
                cleaner.clean(
                    scene.grid(),
                    labels,
                    file,
                    before -> writeUnsieved(scene, file, before),
                    clean -> seen[0] = task.write(file, clean, watch, threads)));
    return written(scene, new Placed(map, seen[0]), doubts, statistics.get(), row, quicklook);
  }

  private void writeUnsieved(Scene scene, Path map, LabelReader labels) throws IOException {
    ClassifiedTiff.write(
        map.resolveSibling(MapName.unsieved(map.getFileName().toString())),
        labels,
        scene.grid(),
        signatures.style(),
        LabelConsumer.NONE,
        threads);
  }

  /** A map among the outputs, of a scene whose figures are not known yet. */
  record Placed(String name, MapTask.Seen seen) {}

  /** Writes a map whose strips were made elsewhere. */
  Placed write(Scene scene, MapTask task, List<MapTask.Strip> strips) throws IOException {
    skip(scene);
    MapTask.Seen[] seen = new MapTask.Seen[1];
    String name = put(scene, file -> seen[0] = task.write(file, strips));
    return new Placed(name, seen[0]);
  }

  /** Counts a scene as done. */
  void skip(Scene scene) {
    count((long) scene.grid().width() * scene.grid().height());
  }

  /**
   * What is said of a scene whose map is written.
   *
   * @param labelled its valid pixels, whatever became of their labels on the way into the map
   */
  record Written(RunReport.SceneReport report, MapTask.Seen seen, long labelled) {}

  private void count(long cells) {
    progress.checkCanceled();
    doneCells += cells;
    progress.report(Progress.Stage.WRITE, doneCells, totalCells);
  }

  /**
   * Finds out how sure the labels of a scene are.
   *
   * @param confidence not measured yet
   * @param raster whether it is also written
   */
  Doubts doubts(Scene scene, SceneConfidence confidence, boolean raster) throws IOException {
    String name = naming.of(scene.name(), scene.date()).confidence();
    if (raster) {
      folder.write(name, this::total, file -> confidence.write(file, scene.grid()));
    } else {
      confidence.measure();
    }
    skip(scene);
    return new Doubts(raster ? Optional.of(name) : Optional.empty(), confidence.unclassified());
  }

  /** Bytes of all maps, from those that are written. */
  private long total(long written) {
    return doneCells == 0 ? totalCells : (long) ((double) written / doneCells * totalCells);
  }

  private String put(Scene scene, Outputs.Output output) throws IOException {
    String map = naming.of(scene.name(), scene.date()).tiff();
    folder.write(
        map,
        this::total,
        file -> {
          output.write(file);
          ClassifiedTiff.writeNames(file, scene.grid(), signatures.style());
        });
    return map;
  }

  /**
   * What was found when a scene was looked at once more.
   *
   * @param confidence name of the file of it
   * @param unclassified pixels that were too far
   */
  record Doubts(Optional<String> confidence, long unclassified) {
    /** None was looked for. */
    static final Doubts NONE = new Doubts(Optional.empty(), 0);
  }

  /**
   * What is said of a scene.
   *
   * @param placed its map
   * @param figures of its labels
   * @param row of this scene in the figures
   */
  Written written(
      Scene scene,
      Placed placed,
      Doubts doubts,
      LabelStatistics figures,
      int row,
      Quicklook quicklook) {
    Grid grid = scene.grid();
    double silhouette = 0;
    long pixels = 0;
    for (int c = 0; c < signatures.k(); c++) {
      silhouette += figures.silhouette()[row][c];
      pixels += figures.counts()[row][c];
    }
    RunReport.SceneReport report =
        new RunReport.SceneReport(
            scene.name(),
            scene.date(),
            grid.width(),
            grid.height(),
            grid.crs().map(CRS::toSRS),
            placed.name(),
            doubts.confidence(),
            placed.seen().counts(),
            doubts.unclassified(),
            Optional.ofNullable(placed.seen().areas()),
            figures.inertia()[row],
            pixels == 0 ? 0 : silhouette / pixels,
            new RunReport.Pictures(
                quicklook.width(),
                quicklook.height(),
                quicklook.channel(0),
                quicklook.channel(1),
                quicklook.channel(2),
                placed.seen().small()));
    return new Written(report, placed.seen(), pixels + doubts.unclassified());
  }
}
