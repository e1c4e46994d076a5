/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityQuery;

/** A file of quality bands, over the ground of a scene. */
final class QualityFile {
  private final RasterFile file;
  private final Grid ground;

  /**
   * Opens it.
   *
   * @param scene for messages
   * @param ground grid of the scene; the file may be coarser or finer
   * @throws InputException if it can't be read, or lies elsewhere
   */
  QualityFile(Path path, String scene, Grid ground, RasterReaders readers) throws IOException {
    file = readers.open(path);
    this.ground = ground;
    if (!coversTheSame(ground, file.grid())) {
      throw new InputException(
          "Scene " + scene + ": the quality band ",
          path.getFileName(),
          " does not cover the same ground as the bands; use ",
          Problem.option("mask", "none"),
          " to go without it.");
    }
  }

  /** Number of its bands. */
  int bands() {
    return file.bandNames().size();
  }

  /**
   * One of its bands.
   *
   * @param index from 0
   */
  QualityBand band(int index, QualityQuery query) {
    Band band = file.band(index);
    return QualityBand.of(band.pixels(), band.index(), query, file.grid(), ground);
  }

  /** Both corners agree to one pixel, of the scene or of the quality band. */
  private static boolean coversTheSame(Grid scene, Grid quality) {
    if (scene.crs().isPresent()
        && quality.crs().isPresent()
        && !CRS.equalsIgnoreMetadata(scene.crs().get(), quality.crs().get())) {
      return false;
    }
    double pixel = Math.max(scene.pixelWidth(), quality.pixelWidth());
    Point2D first = new Point2D.Double();
    Point2D last = new Point2D.Double(scene.width(), scene.height());
    Point2D qualityLast = new Point2D.Double(quality.width(), quality.height());
    return scene.toWorld().transform(first, null).distance(quality.toWorld().transform(first, null))
            <= pixel
        && scene
                .toWorld()
                .transform(last, null)
                .distance(quality.toWorld().transform(qualityLast, null))
            <= pixel;
  }
}
