/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.function.Supplier;
import org.geotools.referencing.CRS;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.Grid;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;

/** Writes the map of one scene, and on the way takes from its labels what the report needs. */
final class SceneOutput {
  private final OutputFolder folder;
  private final MapNaming naming;
  private final SignatureSet signatures;
  private final int threads;
  private final Progress progress;
  private final long totalCells;
  private long doneCells;

  /**
   * @param threads that write a map
   */
  SceneOutput(
      OutputFolder folder,
      MapNaming naming,
      SignatureSet signatures,
      int threads,
      Progress progress,
      long totalCells) {
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
   * @param statistics of the labels, asked for when all have been read
   * @param row of this scene in the statistics
   * @param more also sees the labels
   */
  RunReport.SceneReport write(
      Scene scene,
      LabelReader labels,
      Supplier<LabelStatistics> statistics,
      int row,
      Quicklook quicklook,
      LabelConsumer more)
      throws IOException {
    Grid grid = scene.grid();
    ClassAreas areas = new ClassAreas(grid, signatures.k());
    LabelQuicklook small = new LabelQuicklook(quicklook);
    LabelConsumer watch =
        (top, count, width, rows) -> {
          progress.checkCanceled();
          doneCells += (long) count * width;
          progress.report(Progress.Stage.WRITE, doneCells, totalCells);
        };
    LabelConsumer all = watch.andThen(areas).andThen(small).andThen(more);
    String map = naming.of(scene.name(), scene.date()).tiff();
    folder.write(
        map,
        written -> doneCells == 0 ? totalCells : (long) ((double) written / doneCells * totalCells),
        file -> ClassifiedTiff.write(file, labels, grid, signatures.style(), all, threads));
    LabelStatistics figures = statistics.get();
    double silhouette = 0;
    long pixels = 0;
    for (int c = 0; c < signatures.k(); c++) {
      silhouette += figures.silhouette()[row][c];
      pixels += figures.counts()[row][c];
    }
    return new RunReport.SceneReport(
        scene.name(),
        scene.date(),
        grid.width(),
        grid.height(),
        grid.crs().map(CRS::toSRS),
        map,
        figures.counts()[row],
        areas.areas(),
        figures.inertia()[row],
        pixels == 0 ? 0 : silhouette / pixels,
        new RunReport.Pictures(
            quicklook.width(),
            quicklook.height(),
            quicklook.channel(0),
            quicklook.channel(1),
            quicklook.channel(2),
            small.labels()));
  }
}
