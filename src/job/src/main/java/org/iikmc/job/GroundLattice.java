/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.raster.Grid;
import org.iikmc.raster.GridPoints;
import org.iikmc.raster.Scene;
import org.iikmc.raster.write.LabelConsumer;

/**
 * Points on the ground at even distances over the extent of a series, at which labels of scenes on
 * different grids are compared: about the pixels of the first scene, or fewer if there would be
 * more than {@value #MOST_POINTS}, or {@value #MOST_LABELS} labels of all scenes.
 */
final class GroundLattice {
  private static final int MOST_POINTS = 1 << 18;
  private static final int MOST_LABELS = 1 << 26;

  private final Optional<CoordinateReferenceSystem> crs;
  private final double left;
  private final double top;
  private final double step;
  private final int columns;
  private final int rows;

  private GroundLattice(
      Optional<CoordinateReferenceSystem> crs, ReferencedEnvelope extent, double pixel, int most) {
    this.crs = crs;
    double widest = Math.max(extent.getWidth(), extent.getHeight());
    step = Math.max(pixel, Math.max(Math.sqrt(extent.getArea() / most), widest / most));
    left = extent.getMinX() + step / 2;
    top = extent.getMaxY() - step / 2;
    columns = Math.max(1, (int) (extent.getWidth() / step));
    rows = Math.max(1, (int) (extent.getHeight() / step));
  }

  /** The lattice of a series, in the reference system of its first scene that has a place. */
  static GroundLattice over(List<Scene> scenes) {
    return over(scenes, Math.min(MOST_POINTS, MOST_LABELS / scenes.size()));
  }

  /** The same with at most so many points, more or less. */
  static GroundLattice over(List<Scene> scenes, int most) {
    Grid first =
        scenes.stream()
            .map(Scene::grid)
            .filter(Grid::isGeoreferenced)
            .findFirst()
            .orElse(scenes.get(0).grid());
    ReferencedEnvelope all = extent(first, first.crs());
    for (Scene scene : scenes) {
      if (scene.grid().isGeoreferenced()) {
        all.expandToInclude(extent(scene.grid(), first.crs()));
      }
    }
    double pixel = Math.sqrt(Math.abs(first.toWorld().getDeterminant()));
    return new GroundLattice(first.crs(), all, pixel, most);
  }

  private static ReferencedEnvelope extent(Grid grid, Optional<CoordinateReferenceSystem> target) {
    ReferencedEnvelope extent = grid.extent();
    if (target.isEmpty() || grid.crs().isEmpty()) {
      return new ReferencedEnvelope(extent, target.orElse(null));
    }
    try {
      return extent.transform(target.get(), true);
    } catch (TransformException | FactoryException e) {
      return new ReferencedEnvelope(target.get()); // no common ground that could be compared
    }
  }

  /** Whether points of the lattice can be found on a grid at all. */
  private boolean isReached(Grid grid) {
    if (!grid.isGeoreferenced()) {
      return false; // pixels of two frames are the same ground by chance alone
    }
    try {
      grid.transformFrom(crs);
      return true;
    } catch (FactoryException e) {
      return false;
    }
  }

  /** Number of points. */
  int points() {
    return columns * rows;
  }

  /** The pixels of a grid in which the points lie. */
  Pixels pixels(Grid grid) {
    double[] places = new double[2 * columns * rows];
    for (int i = 0; i < columns * rows; i++) {
      places[2 * i] = left + i % columns * step;
      places[2 * i + 1] = top - i / columns * step;
    }
    if (isReached(grid)) {
      GridPoints.toPixels(places, crs, grid);
    } else {
      Arrays.fill(places, Double.NaN);
    }
    return new Pixels(places, grid);
  }

  /** Pixels of one grid, by the points that lie in them. */
  static final class Pixels implements Serializable {
    private static final long serialVersionUID = 1;

    /** Points by the row of their pixel: those of row r from {@code rowStarts[r]} on. */
    private final int[] pointsByRow;

    private final int[] rowStarts;
    private final int[] pixelColumns;
    private final int[] pixelRows;

    /**
     * @param points their places in pixels of the grid, x and y of each; NaN where it has none
     */
    private Pixels(double[] points, Grid grid) {
      pixelColumns = new int[points.length / 2];
      rowStarts = new int[grid.height() + 1];
      pixelRows = new int[points.length / 2];
      for (int i = 0; i < pixelRows.length; i++) {
        double x = points[2 * i];
        double y = points[2 * i + 1];
        boolean within = x >= 0 && y >= 0 && x < grid.width() && y < grid.height();
        pixelColumns[i] = within ? (int) x : -1;
        pixelRows[i] = within ? (int) y : -1;
        if (within) {
          rowStarts[pixelRows[i] + 1]++;
        }
      }
      for (int row = 0; row < grid.height(); row++) {
        rowStarts[row + 1] += rowStarts[row];
      }
      pointsByRow = new int[rowStarts[grid.height()]];
      int[] next = rowStarts.clone();
      for (int i = 0; i < pixelRows.length; i++) {
        if (pixelRows[i] >= 0) {
          pointsByRow[next[pixelRows[i]]++] = i;
        }
      }
    }

    /** Points whose pixels lie in a window, by row. */
    int[] within(Rectangle window) {
      return IntStream.range(rowStarts[window.y], rowStarts[window.y + window.height])
          .map(i -> pointsByRow[i])
          .filter(p -> pixelColumns[p] >= window.x && pixelColumns[p] < window.x + window.width)
          .toArray();
    }

    /** Column of the pixel of a point that lies in one. */
    int column(int point) {
      return pixelColumns[point];
    }

    /** Likewise its row. */
    int row(int point) {
      return pixelRows[point];
    }
  }

  /** Collects the labels of one scene at the points. */
  static final class Labels implements LabelConsumer {
    private final Pixels pixels;
    private final byte[] labels;

    Labels(Pixels pixels) {
      this.pixels = pixels;
      labels = new byte[pixels.pixelRows.length];
    }

    @Override
    public void accept(int firstRow, int count, int width, byte[] rowLabels) {
      for (int point : pixels.within(new Rectangle(0, firstRow, width, count))) {
        labels[point] = rowLabels[(pixels.row(point) - firstRow) * width + pixels.column(point)];
      }
    }

    /** The labels collected; 0 at a point outside the scene or without a valid pixel. */
    byte[] labels() {
      return labels;
    }
  }
}
