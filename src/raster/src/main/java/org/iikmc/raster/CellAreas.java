/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Arrays;
import java.util.Optional;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import si.uom.SI;

/**
 * The areas of the cells of a grid, in km² on the ellipsoid of its reference system, whatever that
 * does to areas: those of Web Mercator differ by row, those of UTM from the plane by up to 0.1 %.
 *
 * <p>In degrees and north up, an area is exact. On any other grid, areas are known around nodes
 * that are {@value #STEP} m apart, and interpolated between them; that is within a millionth for
 * the usual projections. Where a projection has no place on the ellipsoid, the area is that in its
 * plane.
 *
 * <p>The area of a cell does not depend on what was asked before. Used by one thread.
 */
public final class CellAreas {
  private static final int STEP = 10_000;
  private static final int MOST_STEP = 1 << 20;
  private static final double METRES_OF_A_DEGREE = 111_320;

  private final Grid grid;
  private final AuthalicSphere sphere;
  private final MathTransform toDegrees;
  private final boolean alongParallels;

  /** Of a cell in the plane, in km². */
  private final double planeArea;

  /** Cells between two nodes, of which the first is the first cell. */
  private final int step;

  /** Areas at two rows of nodes, those above and below the row that was asked for last. */
  private int nodeRow = -2;

  private double[] above = {};
  private double[] below = {};

  /**
   * @param metres of a unit of the grid, more or less
   */
  private CellAreas(Grid grid, GeodeticDatum datum, double metres, boolean geographic) {
    this.grid = grid;
    toDegrees = toDegrees(grid.crs().orElseThrow(), datum);
    sphere = new AuthalicSphere(datum.getEllipsoid());
    planeArea = Math.abs(grid.toWorld().getDeterminant()) * metres * metres / 1e6;
    step = (int) Math.max(1, Math.min(MOST_STEP, Math.round(STEP / 1e3 / Math.sqrt(planeArea))));
    alongParallels =
        geographic && grid.toWorld().getShearX() == 0 && grid.toWorld().getShearY() == 0;
  }

  /**
   * The areas of a grid.
   *
   * @return empty without a reference system that is known here
   */
  public static Optional<CellAreas> of(Grid grid) {
    CoordinateReferenceSystem crs = grid.crs().orElse(null);
    if (crs instanceof GeographicCRS geographic) {
      return Optional.of(new CellAreas(grid, geographic.getDatum(), METRES_OF_A_DEGREE, true));
    }
    if (crs instanceof ProjectedCRS projected) {
      return Optional.of(new CellAreas(grid, projected.getDatum(), metresPer(projected), false));
    }
    return Optional.empty();
  }

  private static double metresPer(ProjectedCRS crs) {
    Unit<Length> unit = crs.getCoordinateSystem().getAxis(0).getUnit().asType(Length.class);
    return unit.getConverterTo(SI.METRE).convert(1.0);
  }

  private static MathTransform toDegrees(CoordinateReferenceSystem crs, GeodeticDatum datum) {
    try {
      return CRS.findMathTransform(
          crs, new DefaultGeographicCRS(datum, DefaultEllipsoidalCS.GEODETIC_2D), true);
    } catch (FactoryException e) {
      throw new IllegalStateException("a projection without an inverse: " + e.getMessage(), e);
    }
  }

  /**
   * Areas of neighbouring cells of a row.
   *
   * @param row from 0, of the grid
   * @param column of the first, from 0
   * @param count how many
   * @param areas receives them, in km², from its first element on
   */
  public void read(int row, int column, int count, double[] areas) {
    if (alongParallels) {
      Arrays.fill(areas, 0, count, cell(0.5, row + 0.5, 1));
      return;
    }
    moveTo(row / step);
    double down = (double) (row % step) / step;
    for (int done = 0; done < count; ) {
      int node = (column + done) / step;
      double left = above[node] + down * (below[node] - above[node]);
      double right = above[node + 1] + down * (below[node + 1] - above[node + 1]);
      int across = (column + done) % step;
      int end = Math.min(count, done + step - across);
      for (; done < end; done++, across++) {
        areas[done] = left + (right - left) * ((double) across / step);
      }
    }
  }

  private void moveTo(int node) {
    if (node != nodeRow) {
      above = node == nodeRow + 1 ? below : nodes(node);
      below = nodes(node + 1);
      nodeRow = node;
    }
  }

  private double[] nodes(int node) {
    double[] areas = new double[(grid.width() - 1) / step + 2];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = cell(i * (double) step + 0.5, node * (double) step + 0.5, step);
    }
    return areas;
  }

  /**
   * Of a cell, by the square of so many cells around it.
   *
   * @param x its middle, in cells
   */
  private double cell(double x, double y, int around) {
    double half = around / 2.0;
    double[] corners = {
      x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half
    };
    grid.toWorld().transform(corners, 0, corners, 0, 4);
    try {
      toDegrees.transform(corners, 0, corners, 0, 4);
    } catch (TransformException e) {
      return planeArea;
    }
    double area = alongParallels ? sphere.zone(corners) : sphere.quadrilateral(corners);
    return Double.isNaN(area) ? planeArea : area / (1e6 * around * around);
  }
}
