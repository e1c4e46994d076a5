/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/**
 * Puts polygons of pixels onto the ground. A corner of pixels has one place, whichever polygon it
 * is asked for. Exteriors run against the clock, holes with it. For use by one thread.
 */
public final class PolygonPlaces {
  /**
   * A straight side in one reference system is none in another: so it gets a vertex at each corner
   * whose number is a multiple of this, on both its sides. Between them it is bent by no more than
   * a twentieth of a pixel, even if that is 10 km wide.
   */
  private static final int STEP = 16;

  private static final double HALF_CIRCLE = 180;

  private final String map;
  private final AffineTransform toWorld;
  private final Optional<MathTransform> projection;
  private final boolean mirrored;
  private final GeometryFactory geometries =
      new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

  private PolygonPlaces(String map, Grid grid, Optional<MathTransform> projection) {
    this.map = map;
    this.toWorld = grid.toWorld();
    this.projection = projection;
    mirrored = toWorld.getDeterminant() > 0;
  }

  /** In coordinates of the map. */
  public static PolygonPlaces of(Grid grid) {
    return new PolygonPlaces("", grid, Optional.empty());
  }

  /**
   * In degrees of longitude and latitude.
   *
   * @param map its name, for messages
   * @param to such a system, of longitudes from -180 to 180
   * @throws InputException if the map has no reference system
   */
  public static PolygonPlaces geographic(String map, Grid grid, CoordinateReferenceSystem to) {
    CoordinateReferenceSystem from =
        grid.crs()
            .orElseThrow(
                () ->
                    new InputException(
                        "The map '"
                            + map
                            + "' has no reference system that is known here, but GeoJSON is in"
                            + " longitude and latitude; write a GeoPackage, or give the map its"
                            + " system, for example with gdal_edit.py -a_srs."));
    try {
      MathTransform transform = CRS.findMathTransform(from, to, true);
      return new PolygonPlaces(map, grid, Optional.of(transform));
    } catch (FactoryException e) {
      throw new InputException(
          "The reference system of the map '"
              + map
              + "' can't be turned into longitude and latitude; write a GeoPackage.",
          e);
    }
  }

  /**
   * A polygon on the ground.
   *
   * @throws InputException if it can't be there: it goes across the 180th meridian or around a pole
   */
  public Polygon polygon(RegionPolygon polygon) {
    List<int[]> rings = polygon.rings();
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(rings.get(i + 1));
    }
    return geometries.createPolygon(ring(rings.get(0)), holes);
  }

  private LinearRing ring(int[] corners) {
    boolean projected = projection.isPresent() && !projection.get().isIdentity();
    double[] places = closed(projected ? steps(corners) : corners);
    toWorld.transform(places, 0, places, 0, places.length / 2);
    if (projected) {
      project(places);
    }
    if (projection.isPresent()) {
      checkLongitudes(places);
    }
    return geometries.createLinearRing(sequence(places));
  }

  private CoordinateSequence sequence(double[] places) {
    return PackedCoordinateSequenceFactory.DOUBLE_FACTORY.create(places, 2);
  }

  /** The ring in the direction that it has on the ground, its first vertex repeated. */
  private double[] closed(int[] corners) {
    double[] closed = new double[corners.length + 2];
    for (int i = 0; i < closed.length; i += 2) {
      int from = (mirrored ? closed.length - 2 - i : i) % corners.length;
      closed[i] = corners[from];
      closed[i + 1] = corners[from + 1];
    }
    return closed;
  }

  private static int[] steps(int[] corners) {
    int count = 0;
    for (int i = 0; i < corners.length; i += 2) {
      count += 1 + stepsAfter(corners, i);
    }
    int[] all = new int[2 * count];
    int end = 0;
    for (int i = 0; i < corners.length; i += 2) {
      int x = corners[i];
      int y = corners[i + 1];
      int toX = Integer.signum(corners[(i + 2) % corners.length] - x);
      int toY = Integer.signum(corners[(i + 3) % corners.length] - y);
      all[end++] = x;
      all[end++] = y;
      for (int steps = stepsAfter(corners, i); steps > 0; steps--) {
        x = toX == 0 ? x : next(x, toX);
        y = toY == 0 ? y : next(y, toY);
        all[end++] = x;
        all[end++] = y;
      }
    }
    return all;
  }

  /** How many multiples lie between a vertex and the next. */
  private static int stepsAfter(int[] corners, int i) {
    int next = (i + 2) % corners.length;
    return between(corners[i], corners[next]) + between(corners[i + 1], corners[next + 1]);
  }

  private static int between(int from, int to) {
    int low = Math.min(from, to);
    int high = Math.max(from, to);
    return low == high ? 0 : Math.floorDiv(high - 1, STEP) - Math.floorDiv(low, STEP);
  }

  private static int next(int from, int direction) {
    return direction > 0
        ? (Math.floorDiv(from, STEP) + 1) * STEP
        : Math.floorDiv(from - 1, STEP) * STEP;
  }

  private void project(double[] places) {
    try {
      projection.orElseThrow().transform(places, 0, places, 0, places.length / 2);
    } catch (TransformException e) {
      throw beyond(e);
    }
    for (int i = 2; i < places.length; i += 2) {
      if (!(Math.abs(places[i] - places[i - 2]) <= HALF_CIRCLE)) {
        throw beyond(null);
      }
    }
  }

  private void checkLongitudes(double[] places) {
    for (int i = 0; i < places.length; i += 2) {
      // A corner of a global grid may be off by rounding.
      if (!(Math.abs(places[i]) <= HALF_CIRCLE + 1e-6 && Math.abs(places[i + 1]) <= 90 + 1e-6)) {
        throw beyond(null);
      }
    }
  }

  private InputException beyond(TransformException cause) {
    return new InputException(
        "The map '"
            + map
            + "' goes across the 180th meridian or a pole, or to where its reference system is not"
            + " defined, so that its polygons can't be written in longitude and latitude; write a"
            + " GeoPackage.",
        cause);
  }
}
