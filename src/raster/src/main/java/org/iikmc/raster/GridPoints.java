/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.iikmc.kmeans.problem.InputException;

/** Finds the pixels of one grid under points of another. */
public final class GridPoints {
  private GridPoints() {}

  /**
   * Coordinates of the centres of the pixels of a window.
   *
   * @return x, y of each, row by row
   */
  public static double[] centers(Grid grid, Rectangle window) {
    double[] points = new double[2 * window.width * window.height];
    int at = 0;
    for (int y = window.y; y < window.y + window.height; y++) {
      for (int x = window.x; x < window.x + window.width; x++) {
        points[at++] = x + 0.5;
        points[at++] = y + 0.5;
      }
    }
    grid.toWorld().transform(points, 0, points, 0, points.length / 2);
    return points;
  }

  /**
   * Pixels of {@code grid} under points, in place.
   *
   * @param points x, y of each, in {@code crs}; receives column and row, not always within the
   *     grid, NaN where a point has no place in the grid's reference system
   * @param crs empty to take the coordinates as the grid's own
   */
  public static void toPixels(double[] points, Optional<CoordinateReferenceSystem> crs, Grid grid) {
    try {
      MathTransform transform = grid.transformFrom(crs);
      if (!transform.isIdentity()) {
        transform(transform, points);
      }
    } catch (FactoryException e) {
      throw new InputException(
          "There is no transformation between the reference systems of two inputs: "
              + e.getMessage(),
          e);
    }
    grid.toPixels().transform(points, 0, points, 0, points.length / 2);
    for (int i = 0; i < points.length; i++) {
      points[i] = Math.floor(points[i]);
    }
  }

  private static void transform(MathTransform transform, double[] points) {
    double[] before = points.clone(); // a transformation that fails leaves some points changed
    try {
      transform.transform(points, 0, points, 0, points.length / 2);
    } catch (TransformException all) {
      for (int i = 0; i < points.length; i += 2) {
        try {
          transform.transform(before, i, points, i, 1);
        } catch (TransformException one) {
          points[i] = Double.NaN;
          points[i + 1] = Double.NaN;
        }
      }
    }
  }
}
