/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
import java.io.Serializable;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.referencing.operation.transform.IdentityTransform;
import org.iikmc.kmeans.problem.InputException;

/**
 * Where the pixels of a scene lie.
 *
 * @param width columns
 * @param height rows
 * @param toWorld from pixel corners to coordinates, (0, 0) being the outer corner of the first
 *     pixel; in the axis order east, north
 * @param crs geographic or projected; empty if the file names none, or one that is not known here
 * @param source how the file says that, to be said again of a map on this grid; empty if it is not
 *     a file that could
 */
public record Grid(
    int width,
    int height,
    AffineTransform2D toWorld,
    Optional<CoordinateReferenceSystem> crs,
    Optional<Georeferencing> source)
    implements Serializable {

  /**
   * How a grid is sent: an Optional can't be.
   *
   * @param crs null if there is none
   * @param source likewise
   */
  private record Sent(
      int width,
      int height,
      AffineTransform2D toWorld,
      CoordinateReferenceSystem crs,
      Georeferencing source)
      implements Serializable {
    private Object readResolve() {
      return new Grid(
          width, height, toWorld, Optional.ofNullable(crs), Optional.ofNullable(source));
    }
  }

  private Object writeReplace() {
    return new Sent(width, height, toWorld, crs.orElse(null), source.orElse(null));
  }

  /** A grid of no file. */
  public Grid(
      int width, int height, AffineTransform2D toWorld, Optional<CoordinateReferenceSystem> crs) {
    this(width, height, toWorld, crs, Optional.empty());
  }

  /** Whether places have two horizontal coordinates and nothing more, as those of maps have. */
  public static boolean isOfMaps(CoordinateReferenceSystem crs) {
    return (crs instanceof GeographicCRS || crs instanceof ProjectedCRS)
        && crs.getCoordinateSystem().getDimension() == 2;
  }

  /** All pixels. */
  public Rectangle bounds() {
    return new Rectangle(width, height);
  }

  /**
   * Pixels of another size from the same corner on.
   *
   * @param across how many of these columns one of the new ones takes
   * @param down likewise of rows
   * @param columns of the new grid
   * @param rows likewise
   */
  public Grid scaled(double across, double down, int columns, int rows) {
    AffineTransform place = new AffineTransform(toWorld);
    place.scale(across, down);
    AffineTransform2D scaled = new AffineTransform2D(place);
    return new Grid(columns, rows, scaled, crs, source.map(each -> each.at(scaled)));
  }

  /** How far pixels lie apart along a row, in units of the reference system. */
  public double pixelWidth() {
    return Math.hypot(toWorld.getScaleX(), toWorld.getShearY());
  }

  /** How far rows lie apart, likewise. */
  public double pixelHeight() {
    return Math.hypot(toWorld.getScaleY(), toWorld.getShearX());
  }

  /** Whether pixels of both lie on the same ground, to a hundredth of a pixel. */
  public boolean coincides(Grid other) {
    return width == other.width
        && height == other.height
        && coversGroundOf(other)
        && crs.isEmpty() == other.crs.isEmpty()
        && (crs.isEmpty() || CRS.equalsIgnoreMetadata(crs.get(), other.crs.get()));
  }

  /**
   * Whether both have the same corners, in whatever number of pixels, to a hundredth of one of
   * these. Of coordinates alone.
   */
  boolean coversGroundOf(Grid other) {
    double tolerance = Math.sqrt(Math.abs(toWorld.getDeterminant())) / 100;
    for (int x : new int[] {0, 1}) {
      for (int y : new int[] {0, 1}) {
        Point2D own = new Point2D.Double(x * width, y * height);
        Point2D others = new Point2D.Double(x * other.width, y * other.height);
        if (toWorld.transform(own, null).distance(other.toWorld.transform(others, null))
            > tolerance) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether its pixels have a place on the ground. If not, coordinates are those of the pixels, as
   * GDAL has them: of a frame of a camera, or a cube of an instrument.
   */
  public boolean isGeoreferenced() {
    return !toWorld.isIdentity()
        || crs.isPresent()
        || source.map(Georeferencing::namesCrs).orElse(false);
  }

  /** Whether a reference system is named that is not known here. */
  public boolean isOfUnknownCrs() {
    return crs.isEmpty() && source.map(Georeferencing::namesCrs).orElse(false);
  }

  /**
   * The same ground in other pixels, such as those of an overview. Pixels that have no place on the
   * ground keep their own coordinates.
   *
   * @param columns of the other
   * @param rows of the other
   */
  public Grid resized(int columns, int rows) {
    return isGeoreferenced()
        ? scaled((double) width / columns, (double) height / rows, columns, rows)
        : new Grid(columns, rows, toWorld, crs, source);
  }

  /** From coordinates to pixel corners. */
  public AffineTransform toPixels() {
    try {
      return toWorld.createInverse();
    } catch (NoninvertibleTransformException e) {
      throw new InputException("The georeferencing maps all pixels to one line.", e);
    }
  }

  /**
   * From coordinates of {@code from} to those of this grid.
   *
   * @param from the reference system, or empty to take coordinates as they are
   */
  public MathTransform transformFrom(Optional<CoordinateReferenceSystem> from)
      throws FactoryException {
    if (from.isEmpty() || crs.isEmpty()) {
      return IdentityTransform.create(2);
    }
    return CRS.findMathTransform(from.get(), crs.get(), true);
  }

  /** The ground that its pixels cover: the box around them, in its own reference system. */
  public ReferencedEnvelope extent() {
    return new ReferencedEnvelope(
        toWorld.createTransformedShape(bounds()).getBounds2D(), crs.orElse(null));
  }
}
