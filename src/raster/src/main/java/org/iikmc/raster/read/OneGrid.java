/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.geom.Point2D;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Grid;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;

/** Sees that the bands of a scene in several files lie on one grid. For one thread. */
final class OneGrid {
  private final String scene;
  private String first;
  private Grid grid;

  /**
   * @param scene its name, for messages
   */
  OneGrid(String scene) {
    this.scene = scene;
  }

  /**
   * Takes the grid of a band.
   *
   * @throws InputException if it is another than that of the first
   */
  void accept(String band, Grid own) {
    if (grid == null) {
      first = band;
      grid = own;
    } else if (!own.coincides(grid)) {
      throw new InputException(
          "Scene "
              + scene
              + ": band "
              + band
              + " has "
              + own.width()
              + " x "
              + own.height()
              + " pixels on another grid than band "
              + first
              + " with "
              + grid.width()
              + " x "
              + grid.height()
              + "; choose bands of one resolution with ",
          Problem.option("bands"),
          ".");
    }
  }

  /** That of all bands. */
  Grid grid() {
    return grid;
  }

  /**
   * The quality band of a scene.
   *
   * @param of the grid of the bands
   * @param raster that holds it
   * @param file of that, for messages
   * @throws InputException if it does not cover the same ground
   */
  static QualityBand quality(
      String scene, Grid of, RasterFile raster, Path file, QualityFlags flags) {
    Grid own = raster.grid();
    if (!coversTheSame(of, own)) {
      throw new InputException(
          "Scene " + scene + ": the quality band ",
          file.getFileName(),
          " does not cover the same ground as the bands; use ",
          Problem.option("mask", "none"),
          " to go without it.");
    }
    return new QualityBand(raster, 0, flags, own.width(), own.height());
  }

  /** Both corners agree to one pixel of the quality band, which may be coarser. */
  private static boolean coversTheSame(Grid scene, Grid quality) {
    double pixel = Math.sqrt(Math.abs(quality.toWorld().getDeterminant()));
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
