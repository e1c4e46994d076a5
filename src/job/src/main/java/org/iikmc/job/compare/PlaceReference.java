/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.Grid;
import org.iikmc.raster.GridPoints;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.read.Places;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.Puntal;

/**
 * Points and polygons with their covers. A point counts once on each map, with the pixel that it
 * lies in. Of polygons each pixel counts once, if its centre lies in them: in polygons of two
 * covers it is left out.
 */
final class PlaceReference implements Reference {
  private final Object origin;
  private final String name;
  private final String attribute;
  private final CoordinateReferenceSystem crs;
  private final List<Coordinate> points = new ArrayList<>();
  private final List<CoverKey> coversOfPoints = new ArrayList<>();
  private final List<AreaOfInterest> polygons = new ArrayList<>();
  private final List<CoverKey> coversOfPolygons = new ArrayList<>();
  private int without;

  // What was met of the maps.
  private final BitSet pointsInside = new BitSet();
  private final BitSet pointsUsed = new BitSet();
  private final BitSet polygonsUsed = new BitSet();
  private long contradictions;

  /**
   * @param attribute that tells the cover, if the user names one
   * @param origin a path, or how messages call it
   * @throws InputException if a place is neither point nor polygon, or none tells a cover
   */
  PlaceReference(Places places, Optional<String> attribute, Object origin) {
    this.origin = origin;
    this.name = origin instanceof Path file ? file.getFileName().toString() : "the reference";
    this.attribute = CoverAttribute.of(places, attribute, origin);
    this.crs = places.crs();
    int number = 0;
    for (Places.Place place : places.all()) {
      number++;
      String cover = place.properties().getOrDefault(this.attribute, "");
      if (cover.isEmpty()) {
        without++;
      } else {
        add(place.geometry(), new CoverKey(OptionalInt.empty(), cover), number);
      }
    }
    if (points.isEmpty() && polygons.isEmpty()) {
      throw new InputException(
          origin, " has no place with a value of '" + this.attribute + "', which tells the cover.");
    }
  }

  private void add(Geometry geometry, CoverKey cover, int number) {
    Problem what = Problem.of("Place " + number + " in ", origin);
    if (geometry instanceof Puntal && !geometry.isEmpty()) {
      for (Coordinate point : geometry.getCoordinates()) {
        points.add(point);
        coversOfPoints.add(cover);
      }
    } else if (geometry instanceof Polygonal) {
      polygons.add(new AreaOfInterest(geometry, Optional.of(crs), what));
      coversOfPolygons.add(cover);
    } else {
      throw new InputException(
          what,
          " is "
              + (geometry.isEmpty() ? "an empty " : "a ")
              + geometry.getGeometryType()
              + "; give points and polygons.");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OnMap on(ClassifiedMap map) {
    Grid grid = map.scene().grid();
    if (grid.crs().isEmpty()) {
      throw new InputException(
          "The map '"
              + map.name()
              + "' "
              + (grid.isOfUnknownCrs()
                  ? "names a reference system that is not known here"
                  : "has no reference system")
              + ", so that places can't be found on it; give it one with gdal_edit.py -a_srs.");
    }
    try {
      grid.transformFrom(Optional.of(crs));
    } catch (FactoryException e) {
      throw new InputException(
          Problem.of(
              origin,
              " can't be brought into the reference system of the map '"
                  + map.name()
                  + "' ("
                  + e.getMessage()
                  + "); give it in that of the map."),
          e);
    }
    return new Placed(grid);
  }

  /** All places on one map. */
  private final class Placed implements OnMap {
    private final double[] pixels = new double[2 * points.size()];
    private final List<Optional<AreaOfInterest.OnGrid>> areas = new ArrayList<>();

    Placed(Grid grid) {
      for (int i = 0; i < points.size(); i++) {
        pixels[2 * i] = points.get(i).x;
        pixels[2 * i + 1] = points.get(i).y;
      }
      GridPoints.toPixels(pixels, Optional.of(crs), grid);
      for (int i = 0; i < points.size(); i++) {
        double x = pixels[2 * i];
        double y = pixels[2 * i + 1];
        if (x >= 0 && y >= 0 && x < grid.width() && y < grid.height()) {
          pointsInside.set(i);
        }
      }
      polygons.forEach(polygon -> areas.add(on(polygon, grid)));
    }

    /** Empty for one so far away that it has no place in the reference system of the grid. */
    private static Optional<AreaOfInterest.OnGrid> on(AreaOfInterest polygon, Grid grid) {
      try {
        return Optional.of(polygon.on(grid));
      } catch (InputException e) { // what else could be wrong was seen before
        return Optional.empty();
      }
    }

    @Override
    public void count(Rectangle window, byte[] labels, LabelTable table) {
      for (int i = 0; i < points.size(); i++) {
        if (window.contains(pixels[2 * i], pixels[2 * i + 1])) {
          int x = (int) pixels[2 * i] - window.x;
          int y = (int) pixels[2 * i + 1] - window.y;
          count(labels[y * window.width + x], coversOfPoints.get(i), table);
          if (labels[y * window.width + x] != 0) {
            pointsUsed.set(i);
          }
        }
      }
      countPolygons(window, labels, table);
    }

    private void countPolygons(Rectangle window, byte[] labels, LabelTable table) {
      CoverKey[] covers = null;
      BitSet contradicting = new BitSet();
      for (int p = 0; p < areas.size(); p++) {
        Rectangle part =
            areas.get(p).map(area -> area.bounds().intersection(window)).orElse(new Rectangle());
        if (part.isEmpty()) {
          continue;
        }
        covers = covers == null ? new CoverKey[labels.length] : covers;
        BitSet cells = PixelSource.all(part.width * part.height);
        areas.get(p).orElseThrow().clip(part, cells);
        for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
          int x = part.x - window.x + i % part.width;
          int y = part.y - window.y + i / part.width;
          int at = y * window.width + x;
          if (labels[at] == 0) {
            continue;
          }
          polygonsUsed.set(p);
          CoverKey cover = coversOfPolygons.get(p);
          if (covers[at] != null && !covers[at].equals(cover)) {
            contradicting.set(at);
          }
          covers[at] = cover;
        }
      }
      for (int at = 0; covers != null && at < covers.length; at++) {
        if (covers[at] != null && !contradicting.get(at)) {
          count(labels[at], covers[at], table);
        }
      }
      contradictions += contradicting.cardinality();
    }

    private void count(byte label, CoverKey cover, LabelTable table) {
      if (label != 0) {
        table.of(cover, origin)[label & 0xFF]++;
      }
    }
  }

  @Override
  public void check(LabelTable counted) {
    if (pointsUsed.isEmpty() && polygonsUsed.isEmpty()) {
      int all = points.size() + polygons.size();
      throw new InputException(
          origin,
          pointsInside.isEmpty() && polygons.isEmpty()
              ? ": all "
                  + all
                  + " points lie outside the maps; see whether their reference system"
                  + " is the right one, and x and y are not exchanged."
              : ": none of its "
                  + all
                  + " places lies where the maps have classes; see whether"
                  + " their reference system is the right one.");
    }
    if (counted.counts().isEmpty()) {
      throw new InputException(
          origin,
          " has polygons of different covers on the same ground, and no pixel in one alone.");
    }
  }

  @Override
  public Optional<ComparisonReport.Places> places() {
    BitSet withoutClass = (BitSet) pointsInside.clone();
    withoutClass.andNot(pointsUsed);
    return Optional.of(
        new ComparisonReport.Places(
            attribute,
            points.size(),
            points.size() - pointsInside.cardinality(),
            withoutClass.cardinality(),
            polygons.size(),
            polygons.size() - polygonsUsed.cardinality()));
  }

  @Override
  public List<String> notes() {
    ComparisonReport.Places places = places().orElseThrow();
    List<String> notes = new ArrayList<>();
    notes.add("Covers are told by '" + attribute + "' in " + name + ".");
    note(notes, places.pointsOutside(), " of " + points.size() + " points lie outside the maps");
    note(
        notes,
        places.pointsWithoutClass(),
        " of " + points.size() + " points lie where the maps have no data");
    note(
        notes,
        places.polygonsWithoutPixel(),
        " of " + polygons.size() + " polygons hold the centre of no pixel with a class");
    note(notes, contradictions, " pixels lie in polygons of different covers and are left out");
    note(notes, without, " places tell no cover and are left out");
    return notes;
  }

  private static void note(List<String> notes, long number, String what) {
    if (number > 0) {
      notes.add(number + what + ".");
    }
  }
}
