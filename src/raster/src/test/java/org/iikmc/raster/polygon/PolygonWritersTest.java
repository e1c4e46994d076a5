/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ClassStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.locationtech.jts.operation.valid.IsValidOp;

class PolygonWritersTest {
  private static final Instant NOW = Instant.parse("2026-11-30T14:00:00Z");
  private static final LabelMap DONUT = LabelMap.of("111.", "121.", "111.");
  private static final ClassStyle STYLE =
      new ClassStyle(
          List.of("water", "<forest> & \"heath\"", "spare"),
          List.of(Color.BLUE, new Color(0, 128, 1), Color.GRAY));

  @TempDir Path folder;

  private static CoordinateReferenceSystem crs(String code) {
    try {
      return CRS.decode(code, true);
    } catch (FactoryException e) {
      throw new AssertionError(e);
    }
  }

  private static Grid grid(LabelMap map, double[] affine, String crs) {
    return new Grid(
        map.width(),
        map.height(),
        new AffineTransform2D(affine[0], affine[1], affine[2], affine[3], affine[4], affine[5]),
        crs == null ? Optional.empty() : Optional.of(crs(crs)));
  }

  /** 30 m pixels in the zone of 9° east, from a place in the north. */
  private static Grid utm(LabelMap map) {
    return grid(map, new double[] {30, 0, 0, -30, 400_000, 6_600_000}, "EPSG:32632");
  }

  private static PolygonLayer layer(String name, Grid grid) {
    return new PolygonLayer(name, Optional.of(LocalDate.of(2018, 4, 5)), grid, STYLE, 2);
  }

  private Path geoPackage(LabelMap map, PolygonLayer layer) throws IOException {
    Path file = folder.resolve("a b?%23.gpkg");
    try (PolygonWriter writer = PolygonFormat.GPKG.write(file, layer, NOW)) {
      for (RegionPolygon polygon : map.polygons(layer.grid())) {
        writer.accept(polygon);
      }
      writer.finish();
    }
    return file;
  }

  private JsonNode geoJson(LabelMap map, PolygonLayer layer) throws IOException {
    Path file = folder.resolve("a.geojson");
    Files.deleteIfExists(file);
    try (PolygonWriter writer = PolygonFormat.GEOJSON.write(file, layer, NOW)) {
      for (RegionPolygon polygon : map.polygons(layer.grid())) {
        writer.accept(polygon);
      }
      writer.finish();
    }
    return new ObjectMapper().readTree(file.toFile());
  }

  private static List<List<Object>> query(Path file, String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void aGeoPackageHoldsTheLayer() throws IOException, SQLException {
    Path file = geoPackage(DONUT, layer("donut", utm(DONUT)));

    assertThat(query(file, "SELECT class, name, pixels, color, date FROM donut"))
        .containsExactly(
            List.of(2, "<forest> & \"heath\"", 1, "#008001", "2018-04-05"),
            List.of(1, "water", 8, "#0000ff", "2018-04-05"));
    assertThat((double) query(file, "SELECT sum(area_km2) FROM donut").get(0).get(0))
        .isCloseTo(9 * 0.0009, withinPercentage(0.1)); // as UTM has it
    assertThat(
            query(
                file,
                "SELECT data_type, last_change, min_x, min_y, max_x, max_y, srs_id FROM"
                    + " gpkg_contents WHERE table_name = 'donut'"))
        .containsExactly(
            List.of(
                "features",
                "2026-11-30T14:00:00.000Z",
                400_000.0,
                6_599_910.0,
                400_090.0,
                6_600_000.0,
                32632));
    assertThat(query(file, "SELECT * FROM gpkg_geometry_columns"))
        .containsExactly(List.of("donut", "geom", "POLYGON", 32632, 0, 0));
    assertThat(query(file, "SELECT srs_id, organization FROM gpkg_spatial_ref_sys ORDER BY 1"))
        .containsExactly(
            List.of(-1, "NONE"), List.of(0, "NONE"), List.of(4326, "EPSG"), List.of(32632, "EPSG"));
    assertThat(query(file, "SELECT rtreecheck('rtree_donut_geom')")).containsExactly(List.of("ok"));
    assertThat(query(file, "SELECT id FROM rtree_donut_geom WHERE maxx < 400080"))
        .containsExactly(List.of(1));
    assertThat(query(file, "PRAGMA integrity_check")).containsExactly(List.of("ok"));
    assertThat(query(file, "PRAGMA application_id")).containsExactly(List.of(0x47504B47));
    assertThat(query(file, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"))
        .containsExactly(List.of(6));
  }

  @Test
  void aGeometryIsAHeaderWithItsBoxAndWellKnownBinary()
      throws IOException, SQLException, ParseException {
    Path file = geoPackage(DONUT, layer("donut", utm(DONUT)));

    byte[] blob = (byte[]) query(file, "SELECT geom FROM donut WHERE class = 1").get(0).get(0);
    assertThat(Arrays.copyOf(blob, 4)).isEqualTo(new byte[] {'G', 'P', 0, 3});
    Geometry polygon = new WKBReader().read(Arrays.copyOfRange(blob, 40, blob.length));
    assertThat(polygon.norm())
        .isEqualTo(PolygonPlaces.of(utm(DONUT)).polygon(DONUT.polygons().get(1)).norm());
    assertThat(polygon.getArea()).isEqualTo(8 * 900);
  }

  /** A category for each class that the map may have, and none for what it can't. */
  @Test
  void qgisFindsItsStyleInAGeoPackage() throws IOException, SQLException {
    Path file = geoPackage(DONUT, layer("donut", utm(DONUT)));

    List<Object> style =
        query(file, "SELECT f_table_name, useAsDefault, styleQML FROM layer_styles").get(0);
    assertThat(style.subList(0, 2)).containsExactly("donut", 1);
    assertThat(style.get(2).toString())
        .contains(
            "attr=\"class\"", "label=\"&lt;forest&gt; &amp; &quot;heath&quot;\"", "0,128,1,255")
        .doesNotContain("spare");
  }

  @Test
  void aMapWithoutPolygonsIsAnEmptyLayer() throws IOException, SQLException {
    LabelMap none = LabelMap.of("..", "..");
    PolygonLayer layer = layer("none", utm(none));

    Path file = geoPackage(none, layer);
    assertThat(query(file, "SELECT * FROM none")).isEmpty();
    assertThat(query(file, "SELECT min_x, max_y FROM gpkg_contents WHERE table_name = 'none'"))
        .containsExactly(Arrays.asList(null, null));
    assertThat(geoJson(none, layer).get("features")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a \"b\" c's", "gpkg_contents", "sqlite_master", "LC08-x.y", "select", "$table"})
  void aLayerMayHaveAnyName(String name) throws IOException, SQLException {
    Path file = geoPackage(DONUT, layer(name, utm(DONUT)));

    assertThat(query(file, "SELECT identifier FROM gpkg_contents WHERE data_type = 'features'"))
        .containsExactly(List.of(name));
    String table =
        query(file, "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")
            .get(0)
            .get(0)
            .toString();
    assertThat(query(file, "SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + '"'))
        .containsExactly(List.of(2));
  }

  @Test
  void aMapWithoutReferenceSystemHasPlainCoordinates() throws IOException, SQLException {
    PolygonLayer layer = layer("plain", DONUT.grid());

    Path file = geoPackage(DONUT, layer);
    assertThat(query(file, "SELECT srs_id FROM gpkg_geometry_columns"))
        .containsExactly(List.of(-1));
    assertThat(query(file, "SELECT area_km2 FROM plain WHERE class = 2").get(0).get(0)).isNull();
    assertThatThrownBy(() -> geoJson(DONUT, layer))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'plain' has no reference system", "GeoPackage", "gdal_edit.py");
  }

  @Test
  void aReferenceSystemWithoutCodeIsSpelledOut() throws Exception {
    CoordinateReferenceSystem sinusoidal =
        CRS.parseWKT(
            "PROJCS[\"Sinusoidal\",GEOGCS[\"Sphere\",DATUM[\"Sphere\",SPHEROID[\"Sphere\",6371007.181,"
                + "0]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
                + "PROJECTION[\"Sinusoidal\"],PARAMETER[\"central_meridian\",0],PARAMETER["
                + "\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]");
    Grid grid =
        new Grid(4, 3, new AffineTransform2D(500, 0, 0, -500, 1e6, 5e6), Optional.of(sinusoidal));
    Path file = geoPackage(DONUT, layer("modis", grid));

    List<Object> system =
        query(file, "SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id > 32767").get(0);
    assertThat(system.get(2)).isEqualTo("NONE");
    assertThat(system.get(4).toString()).contains("PROJECTION[\"Sinusoidal\"]");
    assertThat(query(file, "SELECT srs_id FROM gpkg_geometry_columns"))
        .containsExactly(List.of(system.get(1)));
  }

  @Test
  void geoJsonIsInLongitudeAndLatitude() throws IOException, ParseException {
    Grid degrees = grid(DONUT, new double[] {0.5, 0, 0, -0.25, 10, 50}, "EPSG:4326");
    JsonNode json = geoJson(DONUT, layer("donut", degrees));

    assertThat(json.get("type").asText()).isEqualTo("FeatureCollection");
    JsonNode hole = json.get("features").get(0);
    assertThat(hole.get("type").asText()).isEqualTo("Feature");
    assertThat(hole.get("properties").get("class").asInt()).isEqualTo(2);
    assertThat(hole.get("properties").get("name").asText()).isEqualTo("<forest> & \"heath\"");
    assertThat(hole.get("properties").get("color").asText()).isEqualTo("#008001");
    assertThat(hole.get("properties").get("date").asText()).isEqualTo("2018-04-05");
    assertThat(hole.get("properties").get("area_km2").asDouble())
        .isCloseTo(
            json.at("/features/1/properties/area_km2").asDouble() / 8, withinPercentage(0.1));
    Geometry ring =
        new GeoJsonReader().read(json.get("features").get(1).get("geometry").toString());
    assertThat(ring.getEnvelopeInternal().toString()).isEqualTo("Env[10.0 : 11.5, 49.25 : 50.0]");
    assertThat(ring.getNumPoints()).isEqualTo(10);
  }

  /** PROJ's own answer (cs2cs) for the upper left corner. */
  @Test
  void geoJsonIsProjected() throws IOException {
    JsonNode json = geoJson(LabelMap.of("1"), layer("one", utm(LabelMap.of("1"))));

    assertThat(json.at("/features/0/geometry/coordinates/0"))
        .anySatisfy(
            place -> {
              assertThat(place.get(0).asDouble()).isCloseTo(7.232234634, within(1e-7));
              assertThat(place.get(1).asDouble()).isCloseTo(59.526408304, within(1e-7));
            });
  }

  /** Neither projection nor rounding makes gaps, although straight sides are none any more. */
  @ParameterizedTest
  @CsvSource({"30, 0", "0.02, 0", "5000, 0", "30, 17"})
  void sharedBordersStayIdentical(double pixel, double rotation)
      throws IOException, ParseException {
    Random random = new Random(3);
    LabelMap map =
        new LabelMap(
            IntStream.range(0, 70)
                .mapToObj(
                    y ->
                        IntStream.range(0, 90)
                            .map(x -> y % 23 < 20 ? 1 + y / 23 : 1 + random.nextInt(2))
                            .toArray())
                .toArray(int[][]::new));
    double cos = pixel * Math.cos(Math.toRadians(rotation));
    double sin = pixel * Math.sin(Math.toRadians(rotation));
    Grid grid = grid(map, new double[] {cos, sin, sin, -cos, 400_000, 6_600_000}, "EPSG:32632");
    JsonNode json = geoJson(map, new PolygonLayer("m", Optional.empty(), grid, STYLE4, 0));

    Map<List<Coordinate>, Integer> edges = new HashMap<>();
    Geometry all = null;
    double area = 0;
    for (JsonNode feature : json.get("features")) {
      Polygon polygon = (Polygon) new GeoJsonReader().read(feature.get("geometry").toString());
      assertThat(new IsValidOp(polygon).getValidationError()).isNull();
      assertThat(Orientation.isCCW(polygon.getExteriorRing().getCoordinates())).isTrue();
      addEdges(polygon.getExteriorRing().getCoordinates(), edges);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        assertThat(Orientation.isCCW(polygon.getInteriorRingN(i).getCoordinates())).isFalse();
        addEdges(polygon.getInteriorRingN(i).getCoordinates(), edges);
      }
      area += polygon.getArea();
      all = all == null ? polygon : all.union(polygon);
    }
    assertThat(edges.values()).allMatch(times -> times == 1);
    // What is no border of two polygons is the edge of the map.
    long outer =
        edges.keySet().stream()
            .filter(edge -> !edges.containsKey(List.of(edge.get(1), edge.get(0))))
            .count();
    assertThat(outer).isEqualTo(all.getNumPoints() - 1L);
    assertThat(all.getArea()).isCloseTo(area, within(1e-9 * area));
  }

  private static final ClassStyle STYLE4 =
      new ClassStyle(
          List.of("a", "b", "c", "d"), List.of(Color.RED, Color.BLUE, Color.CYAN, Color.PINK));

  private static void addEdges(Coordinate[] ring, Map<List<Coordinate>, Integer> edges) {
    for (int i = 1; i < ring.length; i++) {
      edges.merge(List.of(ring[i - 1], ring[i]), 1, Integer::sum);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30, 0, 0, -30",
    "30, 0, 0, 30",
    "-30, 0, 0, -30",
    "0, 30, 30, 0",
    "0, -30, 30, 0",
    "20, 9, 9, -20"
  })
  void exteriorsRunAgainstTheClockWhateverTheGrid(double a, double b, double c, double d) {
    Grid grid = grid(DONUT, new double[] {a, b, c, d, 400_000, 6_600_000}, "EPSG:32632");
    Polygon polygon = PolygonPlaces.of(grid).polygon(DONUT.polygons(grid).get(1));

    assertThat(Orientation.isCCW(polygon.getExteriorRing().getCoordinates())).isTrue();
    assertThat(Orientation.isCCW(polygon.getInteriorRingN(0).getCoordinates())).isFalse();
    assertThat(polygon.getArea()).isCloseTo(8 * Math.abs(a * d - b * c), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:3857, 20037000, 0", // across the 180th meridian
    "EPSG:4326, 179, 0",
    "EPSG:3413, -2000, 2000" // around the pole
  })
  void whatHasNoPlaceInDegreesIsRefused(String crs, double x, double y) {
    Grid grid = grid(DONUT, new double[] {1000, 0, 0, -1000, x, y}, crs);

    assertThatThrownBy(() -> geoJson(DONUT, layer("far", grid)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'far' goes across the 180th meridian", "GeoPackage");
  }

  @Test
  void aWholeGlobeIsNotRefused() throws IOException {
    Grid globe = grid(DONUT, new double[] {90, 0, 0, -60, -180, 90}, "EPSG:4326");

    assertThat(geoJson(DONUT, layer("globe", globe)).get("features")).hasSize(2);
  }
}
