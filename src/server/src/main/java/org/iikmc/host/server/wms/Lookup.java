/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;

/**
 * Which pixel of a grid each pixel of a map shows: the one under its centre. Every 16th point is
 * transformed and those between are interpolated, unless that would be off by a quarter of a map's
 * pixel; a transformation of each would take longer than all else.
 */
final class Lookup {
  private static final int CELL = 16;

  private final Viewport view;
  private final Grid grid;
  private final MathTransform toGrid;
  private final AffineTransform toPixels;
  private final float[] columns;
  private final float[] rows;

  Lookup(Viewport view, Grid grid) {
    this.view = view;
    this.grid = grid;
    this.toPixels = grid.toPixels();
    try {
      toGrid =
          grid.crs().isEmpty()
              ? null
              : CRS.findMathTransform(
                  view.bounds().getCoordinateReferenceSystem(), grid.crs().get(), true);
    } catch (FactoryException e) {
      throw new InputException("The layer can't be shown in this reference system.", e);
    }
    columns = new float[view.width() * view.height()];
    rows = new float[columns.length];
    fill();
  }

  private void fill() {
    int across = (view.width() + CELL - 1) / CELL;
    int down = (view.height() + CELL - 1) / CELL;
    double[] above = lattice(0, across);
    for (int j = 0; j < down; j++) {
      double[] below = lattice(j + 1, across);
      double[] middles = points(across, i -> (i + 0.5) * CELL, i -> (0.5 + 0) * CELL, j * CELL);
      for (int i = 0; i < across; i++) {
        cell(i, j, above, below, middles);
      }
      above = below;
    }
  }

  private double[] lattice(int j, int across) {
    return points(across + 1, i -> i * (double) CELL, i -> 0, j * CELL);
  }

  private interface Offset {
    double of(int i);
  }

  private double[] points(int count, Offset x, Offset y, double top) {
    double[] points = new double[2 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = view.x(x.of(i));
      points[2 * i + 1] = view.y(top + y.of(i));
    }
    transform(points);
    return points;
  }

  /**
   * To columns and rows of the grid, in place; NaN where a point has none. Far outside of its
   * domain a projection may also fail with an IllegalArgumentException: it can't write such an
   * angle.
   */
  private void transform(double[] points) {
    if (toGrid != null && !toGrid.isIdentity()) {
      double[] before = points.clone();
      try {
        toGrid.transform(points, 0, points, 0, points.length / 2);
      } catch (TransformException | IllegalArgumentException all) {
        for (int i = 0; i < points.length; i += 2) {
          try {
            toGrid.transform(before, i, points, i, 1);
          } catch (TransformException | IllegalArgumentException one) {
            points[i] = Double.NaN;
            points[i + 1] = Double.NaN;
          }
        }
      }
    }
    toPixels.transform(points, 0, points, 0, points.length / 2);
  }

  private void cell(int i, int j, double[] above, double[] below, double[] middles) {
    double x00 = above[2 * i];
    double y00 = above[2 * i + 1];
    double x10 = above[2 * i + 2];
    double y10 = above[2 * i + 3];
    double x01 = below[2 * i];
    double y01 = below[2 * i + 1];
    double x11 = below[2 * i + 2];
    double y11 = below[2 * i + 3];
    double off =
        Math.hypot(
            (x00 + x10 + x01 + x11) / 4 - middles[2 * i],
            (y00 + y10 + y01 + y11) / 4 - middles[2 * i + 1]);
    double pixel =
        Math.max(Math.hypot(x10 - x00, y10 - y00), Math.hypot(x01 - x00, y01 - y00)) / CELL;
    boolean straight = off <= pixel / 4; // false for NaN
    int right = Math.min((i + 1) * CELL, view.width());
    int bottom = Math.min((j + 1) * CELL, view.height());
    for (int y = j * CELL; y < bottom; y++) {
      double v = (y - j * CELL + 0.5) / CELL;
      if (!straight) {
        exact(i * CELL, right, y);
        continue;
      }
      for (int x = i * CELL; x < right; x++) {
        double u = (x - i * CELL + 0.5) / CELL;
        int at = y * view.width() + x;
        columns[at] = (float) ((1 - v) * ((1 - u) * x00 + u * x10) + v * ((1 - u) * x01 + u * x11));
        rows[at] = (float) ((1 - v) * ((1 - u) * y00 + u * y10) + v * ((1 - u) * y01 + u * y11));
      }
    }
  }

  private void exact(int left, int right, int y) {
    double[] points = points(right - left, i -> left + i + 0.5, i -> 0.5, y);
    for (int x = left; x < right; x++) {
      columns[y * view.width() + x] = (float) points[2 * (x - left)];
      rows[y * view.width() + x] = (float) points[2 * (x - left) + 1];
    }
  }

  /** Column of the grid, with its fraction, under a pixel of the map. */
  float column(int at) {
    return columns[at];
  }

  /** Row of the grid likewise. */
  float row(int at) {
    return rows[at];
  }

  /** The part of the grid that the map shows; may be empty. */
  Rectangle window() {
    double left = Double.POSITIVE_INFINITY;
    double top = left;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = right;
    for (int at = 0; at < columns.length; at++) {
      float x = columns[at];
      float y = rows[at];
      if (x >= 0 && y >= 0 && x < grid.width() && y < grid.height()) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    if (left > right) {
      return new Rectangle();
    }
    return new Rectangle(
        (int) left, (int) top, (int) right - (int) left + 1, (int) bottom - (int) top + 1);
  }

  /** How many pixels of the grid, side by side, one of the map covers; median, at least 1. */
  double factor() {
    double[] steps = new double[64];
    int count = 0;
    for (int k = 0; k < steps.length && view.width() > 1; k++) {
      int at = (int) ((long) k * (columns.length - 1) / steps.length);
      at = at % view.width() == view.width() - 1 ? at - 1 : at;
      double step = Math.hypot(columns[at + 1] - columns[at], rows[at + 1] - rows[at]);
      if (Double.isFinite(step)) {
        steps[count++] = step;
      }
    }
    Arrays.sort(steps, 0, count);
    return count == 0 ? 1 : Math.max(1, steps[count / 2]);
  }
}
