/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Reads places: GeoJSON, whose properties tell of them, or a table of points (CSV with a head) with
 * the columns {@code x} and {@code y}, or {@code lon} and {@code lat} (also {@code longitude} and
 * {@code latitude}), in any order and case.
 */
public final class PlaceReader {
  private static final List<List<String>> COORDINATES =
      List.of(List.of("x", "y"), List.of("lon", "lat"), List.of("longitude", "latitude"));

  private final Optional<String> crs;
  private final String crsOption;

  /**
   * @param crs code of the reference system of the coordinates; empty for what the document says:
   *     GeoJSON is in longitude and latitude (RFC 7946) unless it has the older {@code crs} member,
   *     a table in degrees if its columns are called longitude and latitude
   * @param crsOption name of the option that gives it, for messages
   */
  public PlaceReader(Optional<String> crs, String crsOption) {
    this.crs = crs;
    this.crsOption = crsOption;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is neither, or its reference system is not known
   */
  public Places read(Path file) throws IOException {
    return parse(
        TextFile.read(file, "give fewer places", "give a GeoJSON, CSV or GeoTIFF file"), file);
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it is neither, or its reference system is not known
   */
  public Places parse(String document, Object origin) {
    String text = TextFile.stripped(document);
    if (text.startsWith("{")) {
      GeometryText.GeoJson read = GeometryText.geoJson(text, origin);
      return new Places(read.places(), decode(crs.or(read::crs).orElse("CRS:84"), origin));
    }
    return table(CsvTable.parse(text, origin), origin);
  }

  private CoordinateReferenceSystem decode(String code, Object origin) {
    return AreaReader.decode(code, origin);
  }

  private Places table(CsvTable table, Object origin) {
    List<String> names =
        table.head().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> pair =
        COORDINATES.stream()
            .filter(names::containsAll)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        origin,
                        " has the columns "
                            + String.join(", ", table.head())
                            + ", but neither x and y nor lon and lat; name those of the"
                            + " coordinates so in its first line."));
    if (pair.get(0).equals("x") && crs.isEmpty()) {
      throw new InputException(
          origin,
          " has coordinates x and y, but does not say in which reference system; give it with ",
          Problem.option(crsOption, "EPSG:…"),
          ".");
    }
    int x = names.indexOf(pair.get(0));
    int y = names.indexOf(pair.get(1));
    GeometryFactory factory = new GeometryFactory();
    List<Places.Place> places = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      Coordinate at = new Coordinate(number(row, x, table, origin), number(row, y, table, origin));
      Map<String, String> properties = new LinkedHashMap<>();
      for (int c = 0; c < table.head().size(); c++) {
        if (c != x && c != y) {
          properties.put(table.head().get(c), row.cells().get(c));
        }
      }
      places.add(new Places.Place(factory.createPoint(at), properties));
    }
    return new Places(places, decode(crs.orElse("EPSG:4326"), origin));
  }

  private static double number(CsvTable.Row row, int column, CsvTable table, Object origin) {
    String text = row.cells().get(column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InputException(
        origin,
        " has '"
            + text
            + "' in line "
            + row.line()
            + " where "
            + table.head().get(column)
            + " should be a number; mend or remove that line.");
  }
}
