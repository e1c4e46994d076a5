/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.RenderedImage;
import java.util.Optional;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.Matrix;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.cs.AbstractCS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;

/**
 * The grids of coverages. A coverage may start at any pixel, and its coordinates may come north
 * first, as those of EPSG:4326 do in a WCS 2.0; a {@link Grid} starts at (0, 0) and has east first.
 */
final class EastNorth {
  private EastNorth() {}

  /**
   * Where the pixels of a coverage lie.
   *
   * @param scene for messages
   */
  static Grid grid(String scene, GridCoverage2D coverage) {
    GridGeometry2D geometry = coverage.getGridGeometry();
    RenderedImage image = coverage.getRenderedImage();
    return grid(
        scene,
        new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight()),
        geometry.getGridToCRS2D(PixelOrientation.UPPER_LEFT),
        coverage.getCoordinateReferenceSystem2D());
  }

  /**
   * Where pixels lie.
   *
   * @param scene for messages
   * @param pixels columns and rows
   * @param toWorld of their {@linkplain PixelInCell#CELL_CORNER corners}
   * @param crs in the axis order of {@code toWorld}; null, or neither geographic nor projected,
   *     where it is not known
   * @throws InputException if they are not on an affine grid, or their axes can't be told
   */
  static Grid grid(
      String scene, Rectangle pixels, MathTransform toWorld, CoordinateReferenceSystem crs) {
    if (!(toWorld instanceof AffineTransform affine) || affine.getDeterminant() == 0) {
      throw new InputException(
          "Scene "
              + scene
              + " is not on a regular grid; bring it onto one, for example with gdalwarp.");
    }
    AffineTransform corner = new AffineTransform(affine);
    corner.translate(pixels.x, pixels.y);
    if (!(crs instanceof GeographicCRS || crs instanceof ProjectedCRS)) {
      return new Grid(pixels.width, pixels.height, new AffineTransform2D(corner), Optional.empty());
    }
    CoordinateReferenceSystem eastNorth = eastNorth(scene, crs);
    if (eastNorth != crs) {
      corner.preConcatenate(swap(scene, crs, eastNorth));
    }
    return new Grid(
        pixels.width, pixels.height, new AffineTransform2D(corner), Optional.of(eastNorth));
  }

  /**
   * The same reference system with the axis to the east first.
   *
   * @param scene for messages
   * @throws InputException if its axes can't be told
   */
  static CoordinateReferenceSystem eastNorth(String scene, CoordinateReferenceSystem crs) {
    CRS.AxisOrder order = CRS.getAxisOrder(crs);
    if (order == CRS.AxisOrder.EAST_NORTH) {
      return crs;
    }
    try {
      Integer code = CRS.lookupEpsgCode(crs, false);
      if (code != null) {
        return CRS.decode("EPSG:" + code, true);
      }
    } catch (FactoryException e) {
      throw unknownAxes(scene, e);
    }
    if (order == CRS.AxisOrder.NORTH_EAST) {
      throw unknownAxes(scene, null);
    }
    return crs; // axes along meridians of a pole: neither is the first by name
  }

  /** From the axes alone: a transform between the systems would add rounding to the metres. */
  private static AffineTransform swap(
      String scene, CoordinateReferenceSystem from, CoordinateReferenceSystem to) {
    try {
      Matrix m = AbstractCS.swapAndScaleAxis(from.getCoordinateSystem(), to.getCoordinateSystem());
      return new AffineTransform(
          m.getElement(0, 0),
          m.getElement(1, 0),
          m.getElement(0, 1),
          m.getElement(1, 1),
          m.getElement(0, 2),
          m.getElement(1, 2));
    } catch (IllegalArgumentException e) { // their axes differ in more than order and unit
      throw unknownAxes(scene, e);
    }
  }

  private static InputException unknownAxes(String scene, Exception cause) {
    return new InputException(
        "Scene "
            + scene
            + " has northings before eastings in a reference system that is not known by an EPSG"
            + " code; declare the system of its layer by code.",
        cause);
  }
}
