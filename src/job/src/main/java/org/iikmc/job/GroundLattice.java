/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
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
 * more than {@value #MOST_POINTS}.
 */
final class GroundLattice {
  private static final int MOST_POINTS = 1 << 18;

  private final Optional<CoordinateReferenceSystem> crs;
  private final double left;
  private final double top;
  private final double step;
  private final int columns;
  private final int rows;

  private GroundLattice(
      Optional<CoordinateReferenceSystem> crs, ReferencedEnvelope extent, double pixel) {
    this.crs = crs;
    step = Math.max(pixel, Math.sqrt(extent.getArea() / MOST_POINTS));
    left = extent.getMinX() + step / 2;
    top = extent.getMaxY() - step / 2;
    columns = Math.max(1, (int) (extent.getWidth() / step));
    rows = Math.max(1, (int) (extent.getHeight() / step));
  }

  /** The lattice of a series, in the reference system of its first scene. */
  static GroundLattice over(List<Scene> scenes) {
    Grid first = scenes.get(0).grid();
    ReferencedEnvelope all = null;
    for (Scene scene : scenes) {
      ReferencedEnvelope extent = extent(scene.grid(), first.crs());
      if (all == null) {
        all = extent;
      } else {
        all.expandToInclude(extent);
      }
    }
    double pixel = Math.sqrt(Math.abs(first.toWorld().getDeterminant()));
    return new GroundLattice(first.crs(), all, pixel);
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

  /** Collects the labels of one scene at these points. */
  final class Labels implements LabelConsumer {
    private final int[] pixelColumns;
    private final int[] pixelRows;
    private final byte[] labels;

    Labels(Grid grid) {
      double[] points = new double[2 * columns * rows];
      for (int i = 0; i < columns * rows; i++) {
        points[2 * i] = left + i % columns * step;
        points[2 * i + 1] = top - i / columns * step;
      }
      GridPoints.toPixels(points, crs, grid);
      Rectangle bounds = grid.bounds();
      pixelColumns = new int[columns * rows];
      pixelRows = new int[columns * rows];
      for (int i = 0; i < pixelRows.length; i++) {
        double x = points[2 * i];
        double y = points[2 * i + 1];
        boolean within = x >= 0 && y >= 0 && x < bounds.width && y < bounds.height;
        pixelColumns[i] = within ? (int) x : -1;
        pixelRows[i] = within ? (int) y : -1;
      }
      labels = new byte[columns * rows];
    }

    @Override
    public void accept(int firstRow, int count, int width, byte[] rowLabels) {
      for (int i = 0; i < pixelRows.length; i++) {
        int row = pixelRows[i] - firstRow;
        if (pixelRows[i] >= firstRow && row < count) {
          labels[i] = rowLabels[row * width + pixelColumns[i]];
        }
      }
    }

    /** The labels collected; 0 at a point outside the scene or without a valid pixel. */
    byte[] labels() {
      return labels;
    }
  }
}
