/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import static org.iikmc.host.server.ows.XmlReader.attribute;
import static org.iikmc.host.server.ows.XmlReader.children;
import static org.iikmc.host.server.ows.XmlReader.name;
import static org.iikmc.host.server.ows.XmlReader.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.iikmc.host.server.ows.AxisOrder;
import org.iikmc.kmeans.problem.InputException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.w3c.dom.Element;

/**
 * Reads polygons in GML 2 and 3: Polygon, MultiPolygon, MultiSurface, Surface of polygon patches,
 * Envelope and Box, with rings of straight lines.
 */
final class GmlGeometry {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private GmlGeometry() {}

  /**
   * @return with its reference system as user data, east first, if it names one
   * @throws InputException if it can't be read
   */
  static Geometry read(Element element) {
    try {
      List<Polygon> polygons = new ArrayList<>();
      collect(element, polygons);
      if (polygons.isEmpty()) {
        throw new InputException("The GML holds no polygon.");
      }
      Geometry geometry =
          polygons.size() == 1
              ? polygons.get(0)
              : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
      Optional<String> srs = srsName(element);
      if (srs.isPresent()) {
        AxisOrder order = AxisOrder.of(srs.get());
        CoordinateReferenceSystem crs = order.eastNorth();
        if (order.isNorthFirst()) {
          geometry.apply(
              (org.locationtech.jts.geom.CoordinateFilter)
                  c -> {
                    double first = c.x;
                    c.x = c.y;
                    c.y = first;
                  });
          geometry.geometryChanged();
        }
        geometry.setUserData(crs);
      }
      return geometry;
    } catch (IllegalArgumentException e) {
      throw new InputException("The GML can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** The first in the document; a member may tell instead of the whole. */
  private static Optional<String> srsName(Element element) {
    Optional<String> own = attribute(element, "srsName");
    return own.isPresent()
        ? own
        : children(element).stream()
            .map(GmlGeometry::srsName)
            .flatMap(Optional::stream)
            .findFirst();
  }

  private static void collect(Element element, List<Polygon> polygons) {
    switch (name(element)) {
      case "Polygon", "PolygonPatch" -> polygons.add(polygon(element));
      case "Envelope", "Box" -> polygons.add(box(element));
      default -> children(element).forEach(child -> collect(child, polygons));
    }
  }

  private static Polygon polygon(Element element) {
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (Element boundary : children(element)) {
      switch (name(boundary)) {
        case "exterior", "outerBoundaryIs" -> shell = ring(boundary);
        case "interior", "innerBoundaryIs" -> holes.add(ring(boundary));
        default -> {
          // names and descriptions
        }
      }
    }
    if (shell == null) {
      throw new InputException("A polygon of the GML has no exterior.");
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  private static LinearRing ring(Element boundary) {
    Element ring =
        children(boundary, "LinearRing").stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException("A ring of the GML is no LinearRing; use straight lines."));
    return FACTORY.createLinearRing(coordinates(ring).toArray(Coordinate[]::new));
  }

  private static Polygon box(Element element) {
    Envelope envelope = new Envelope();
    List<Coordinate> corners = coordinates(element);
    corners.forEach(envelope::expandToInclude);
    if (corners.size() != 2) {
      throw new InputException("A box of the GML must have two corners.");
    }
    return (Polygon) FACTORY.toGeometry(envelope);
  }

  private static List<Coordinate> coordinates(Element parent) {
    List<Coordinate> found = new ArrayList<>();
    for (Element child : children(parent)) {
      switch (name(child)) {
        case "posList" -> {
          int dimension = attribute(child, "srsDimension").map(Integer::parseInt).orElse(2);
          double[] numbers = numbers(text(child), "\\s+");
          if (dimension < 2 || numbers.length % dimension != 0) {
            throw new InputException("A posList of the GML is not made of whole positions.");
          }
          for (int i = 0; i < numbers.length; i += dimension) {
            found.add(new Coordinate(numbers[i], numbers[i + 1]));
          }
        }
        case "pos", "lowerCorner", "upperCorner" ->
            found.add(position(numbers(text(child), "\\s+")));
        case "coordinates" -> {
          for (String tuple : text(child).split("\\s+")) {
            found.add(position(numbers(tuple, ",")));
          }
        }
        case "coord" -> {
          String x = org.iikmc.host.server.ows.XmlReader.text(child, "X").orElse("");
          String y = org.iikmc.host.server.ows.XmlReader.text(child, "Y").orElse("");
          found.add(position(numbers(x + "," + y, ",")));
        }
        default -> {
          // nothing that has coordinates
        }
      }
    }
    return found;
  }

  private static Coordinate position(double[] numbers) {
    if (numbers.length < 2) {
      throw new InputException("A position of the GML has fewer than two numbers.");
    }
    return new Coordinate(numbers[0], numbers[1]);
  }

  private static double[] numbers(String text, String separator) {
    String[] parts = text.strip().split(separator);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i]);
      } catch (NumberFormatException e) {
        throw new InputException("The GML has '" + parts[i] + "' where a number must be.", e);
      }
    }
    return numbers;
  }
}
