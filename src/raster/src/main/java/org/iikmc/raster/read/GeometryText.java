/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * Geometries in text that comes from outside. Readers of geometries call themselves for each level
 * of nesting, so what nests deeper than any area does is refused before.
 */
public final class GeometryText {
  /** A polygon in a collection of collections is at five. */
  private static final int MOST_DEPTH = 100;

  private static final Pattern EWKT = Pattern.compile("(?is)\\s*SRID=(?:EPSG:)?([0-9]+)\\s*;(.*)");

  /** Where Jackson has seen the beginning, in its own words. */
  private static final String MARKER = " \\(start marker at .*\\)";

  private GeometryText() {}

  /**
   * GeoJSON, which may be several objects one after the other.
   *
   * @param places geometries of all features, with the properties of these, in their order
   * @param crs name in the {@code crs} member of older GeoJSON
   */
  public record GeoJson(List<Places.Place> places, Optional<String> crs) {
    /** Without the properties. */
    public List<Geometry> geometries() {
      return places.stream().map(Places.Place::geometry).toList();
    }
  }

  /**
   * Reads WKT, without an SRID.
   *
   * @param origin what holds it, for messages
   * @throws InputException if it is no WKT, or nests too deep
   */
  private static Geometry wkt(String text, Object origin) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth > MOST_DEPTH) {
        throw new InputException(
            origin, " nests more than " + MOST_DEPTH + " parentheses; give a plain polygon.");
      }
    }
    try {
      return new WKTReader().read(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new InputException(Problem.of(origin, " is not valid WKT: " + firstLine(e)), e);
    }
  }

  /**
   * Reads WKT that may have {@code SRID=32618;} before it.
   *
   * @param origin what holds it, for messages
   * @return with that number as its SRID; 0 without one
   * @throws InputException if it is no geometry
   */
  public static Geometry ewkt(String text, Object origin) {
    Matcher ewkt = EWKT.matcher(text);
    if (!ewkt.matches()) {
      return wkt(text, origin);
    }
    if (!ewkt.group(1).matches("0*[1-9][0-9]{0,8}")) {
      throw new InputException(
          origin, " is in EPSG:" + ewkt.group(1) + ", which is not a known reference system.");
    }
    Geometry geometry = wkt(ewkt.group(2), origin);
    geometry.setSRID(Integer.parseInt(ewkt.group(1)));
    return geometry;
  }

  /**
   * Reads GeoJSON: a geometry, a feature, a collection of features, or any number of them one after
   * the other, as in a file with one feature a line or a sequence after RFC 8142.
   *
   * @param origin what holds it, for messages
   * @throws InputException if any of it is no GeoJSON, or its objects are in different systems
   */
  public static GeoJson geoJson(String text, Object origin) {
    List<Places.Place> found = new ArrayList<>();
    Set<String> systems = new LinkedHashSet<>();
    int objects = 0;
    // The separator of RFC 8142 can't stand within JSON.
    try (MappingIterator<JsonNode> all =
        new ObjectMapper().readerFor(JsonNode.class).readValues(text.replace('\u001E', '\n'))) {
      while (all.hasNextValue()) {
        JsonNode root = all.nextValue();
        if (!root.isObject()) {
          throw new InputException(
              origin,
              " has '"
                  + shortened(root.toString())
                  + "' after its "
                  + objects
                  + (objects == 1 ? " GeoJSON object" : " GeoJSON objects")
                  + "; only further objects may stand there.");
        }
        collect(root, Map.of(), found);
        systems.add(root.path("crs").path("properties").path("name").asText(""));
        objects++;
      }
    } catch (ParseException | JsonProcessingException | IllegalArgumentException e) {
      throw new InputException(
          Problem.of(
              origin,
              " is not valid GeoJSON: "
                  + (objects == 0 ? "" : "after its first " + objects + " objects: ")
                  + firstLine(e)),
          e);
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      // JTS takes the members of a geometry for granted
      throw new InputException(
          Problem.of(
              origin,
              " is not valid GeoJSON: a geometry has other members than its type asks for."),
          e);
    } catch (IOException e) {
      throw new IllegalStateException(e); // text in memory
    }
    if (systems.size() > 1) {
      throw new InputException(
          origin, " has objects in different reference systems; bring all into one.");
    }
    return new GeoJson(found, systems.stream().filter(name -> !name.isEmpty()).findFirst());
  }

  private static void collect(
      JsonNode node, Map<String, String> properties, List<Places.Place> found)
      throws ParseException {
    switch (node.path("type").asText()) {
      case "FeatureCollection" -> {
        for (JsonNode feature : node.path("features")) {
          collect(feature, Map.of(), found);
        }
      }
      case "Feature" -> collect(node.path("geometry"), texts(node.path("properties")), found);
      default -> {
        if (node.isObject()) {
          found.add(
              new Places.Place(
                  new GeoJsonReader(new GeometryFactory()).read(node.toString()), properties));
        }
      }
    }
  }

  /** Those that are a text, a number or a truth value. */
  private static Map<String, String> texts(JsonNode properties) {
    Map<String, String> texts = new LinkedHashMap<>();
    properties
        .fields()
        .forEachRemaining(
            each -> {
              if (each.getValue().isValueNode()) {
                texts.put(each.getKey(), each.getValue().asText("").strip());
              }
            });
    return texts;
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String firstLine(Exception e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return String.valueOf(message).replaceFirst(MARKER, "").lines().findFirst().orElse("") + ".";
  }
}
