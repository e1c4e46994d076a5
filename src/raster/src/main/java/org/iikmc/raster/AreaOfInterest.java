/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * The polygon within which pixels count; a pixel is in it when its centre is, the border included.
 * Immutable.
 */
public final class AreaOfInterest {
  private final Geometry polygon;
  private final Optional<CoordinateReferenceSystem> crs;
  private final Object what;

  /** The area of interest of a run; parameters and exceptions as of the other constructor. */
  public AreaOfInterest(Geometry polygon, Optional<CoordinateReferenceSystem> crs) {
    this(polygon, crs, "The area of interest");
  }

  /**
   * @param polygon a polygon or multipolygon
   * @param crs its reference system, in the axis order east, north; empty if the user gave none,
   *     which then is the one of the scene
   * @param what it is, to begin a message: text or a {@link Problem}
   * @throws InputException if the geometry is not a valid, non-empty polygon
   */
  public AreaOfInterest(Geometry polygon, Optional<CoordinateReferenceSystem> crs, Object what) {
    if (!(polygon instanceof Polygonal) || polygon.isEmpty()) {
      throw new InputException(
          what,
          " is "
              + (polygon.isEmpty() ? "an empty " : "a ")
              + polygon.getGeometryType()
              + ", but must be a Polygon or a MultiPolygon.");
    }
    TopologyValidationError error = new IsValidOp(polygon).getValidationError();
    if (error != null) {
      throw new InputException(
          what,
          " is not a valid polygon: "
              + error.getMessage()
              + " at "
              + error.getCoordinate().x
              + " "
              + error.getCoordinate().y
              + "; repair it, for example with QGIS's 'Fix geometries'.");
    }
    this.polygon = polygon;
    this.crs = crs;
    this.what = what;
  }

  /** Whether the user gave a reference system. */
  public boolean hasCrs() {
    return crs.isPresent();
  }

  /** This area on a grid. */
  public OnGrid on(Grid grid) {
    if (crs.isPresent() && grid.crs().isEmpty()) {
      throw new InputException(
          what,
          " has a reference system, but "
              + (grid.isOfUnknownCrs()
                  ? "that of the scene is not known here"
                  : "the scene has none")
              + "; give it in the scene's own coordinates, without a reference system.");
    }
    try {
      Geometry inScene =
          crs.isPresent() ? JTS.transform(polygon, grid.transformFrom(crs)) : polygon;
      AffineTransform toPixels = grid.toPixels();
      return new OnGrid(JTS.transform(inScene, new AffineTransform2D(toPixels)));
    } catch (FactoryException | TransformException e) {
      throw new InputException(
          Problem.of(
              what, " can't be brought into the reference system of the scene: " + e.getMessage()),
          e);
    }
  }

  /** The area in the pixel coordinates of one scene. Safe for use by several threads. */
  public static final class OnGrid implements Serializable {
    private static final long serialVersionUID = 1;

    private final Geometry inPixels;
    private final transient PreparedGeometry prepared;
    private final transient IndexedPointInAreaLocator locator;
    private final transient GeometryFactory factory;

    private OnGrid(Geometry inPixels) {
      this.inPixels = inPixels;
      prepared = PreparedGeometryFactory.prepare(inPixels);
      locator = new IndexedPointInAreaLocator(inPixels);
      factory = inPixels.getFactory();
    }

    private Object readResolve() {
      return new OnGrid(inPixels);
    }

    /** The pixels around it; it may lie beyond the grid. */
    public Rectangle bounds() {
      Envelope around = prepared.getGeometry().getEnvelopeInternal();
      return new Rectangle2D.Double(
              around.getMinX(), around.getMinY(), around.getWidth(), around.getHeight())
          .getBounds();
    }

    /** Whether any of a window lies within. */
    public boolean touches(Rectangle window) {
      return !prepared.disjoint(frame(window));
    }

    private Geometry frame(Rectangle window) {
      return factory.toGeometry(
          new Envelope(window.x, window.x + window.width, window.y, window.y + window.height));
    }

    /** Clears the bits of the pixels of a window that lie outside. */
    public void clip(Rectangle window, BitSet cells) {
      Geometry frame = frame(window);
      if (prepared.disjoint(frame)) {
        cells.clear();
        return;
      }
      if (prepared.covers(frame)) {
        return;
      }
      Coordinate center = new Coordinate();
      for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
        center.x = window.x + i % window.width + 0.5;
        center.y = window.y + i / window.width + 0.5;
        if (locator.locate(center) == Location.EXTERIOR) {
          cells.clear(i);
        }
      }
    }
  }
}
