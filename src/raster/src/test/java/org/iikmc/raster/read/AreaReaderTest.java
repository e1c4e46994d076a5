/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaReaderTest {
  /** West of the meridian 10, south of the parallel 50, a degree each way: lopsided on purpose. */
  private static final String RING = "[[[9,49],[10,49],[10,50],[9,50],[9,49]]]";

  private static final String POLYGON = "{\"type\":\"Polygon\",\"coordinates\":" + RING + "}";

  @TempDir Path folder;

  private AreaOfInterest read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("area.json"), content);
    return new AreaReader().read(file.toString());
  }

  /** Cells of a grid of 4 x 4 half degrees around 10 E, 50 N that lie within. */
  private static BitSet cells(AreaOfInterest area) throws Exception {
    return cells(area, 4326, 9, 51, 0.5);
  }

  private static BitSet cells(AreaOfInterest area, int epsg, double left, double top, double pixel)
      throws Exception {
    Grid grid =
        new Grid(
            4,
            4,
            new AffineTransform2D(new AffineTransform(pixel, 0, 0, -pixel, left, top)),
            Optional.of(CRS.decode("EPSG:" + epsg, true)));
    BitSet cells = new BitSet();
    cells.set(0, 16);
    area.on(grid).clip(new Rectangle(4, 4), cells);
    return cells;
  }

  private static BitSet southWest() {
    return BitSet.valueOf(new long[] {0b0011_0011_0000_0000});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON((9 49, 10 49, 10 50, 9 50, 9 49))",
        "  polygon ((9 49, 10 49, 10 50, 9 50, 9 49))\n",
        "MULTIPOLYGON(((9 49, 10 49, 10 50, 9 50, 9 49)))",
        "SRID=4326;POLYGON((9 49, 10 49, 10 50, 9 50, 9 49))",
        "srid=EPSG:4326; POLYGON((9 49, 10 49, 10 50, 9 50, 9 49))",
      })
  void wkt(String text) throws Exception {
    AreaOfInterest area = new AreaReader().read(text);
    assertThat(area.hasCrs()).isEqualTo(text.toUpperCase(java.util.Locale.ROOT).contains("SRID"));
    assertThat(cells(area)).isEqualTo(southWest());
    assertThat(cells(read(text))).isEqualTo(southWest());
  }

  @Test
  void geoJsonOfEveryShape() throws Exception {
    String feature = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" + POLYGON + "}";
    assertThat(cells(read(POLYGON))).isEqualTo(southWest());
    assertThat(cells(read(feature))).isEqualTo(southWest());
    assertThat(cells(read("\n {\"type\":\"FeatureCollection\",\"features\":[" + feature + "]}")))
        .isEqualTo(southWest());
    assertThat(cells(read("{\"type\":\"MultiPolygon\",\"coordinates\":[" + RING + "]}")))
        .isEqualTo(southWest());
    assertThat(read(POLYGON).hasCrs()).isTrue();
  }

  @Test
  void featuresAreJoined() throws Exception {
    String north = POLYGON.replace("50", "51").replace("49", "50");
    AreaOfInterest area =
        read(
            "{\"type\":\"FeatureCollection\",\"features\":["
                + "{\"type\":\"Feature\",\"geometry\":"
                + POLYGON
                + "},{\"type\":\"Feature\",\"geometry\":null},{\"type\":\"Feature\",\"geometry\":"
                + north
                + "}]}");
    assertThat(cells(area)).isEqualTo(BitSet.valueOf(new long[] {0b0011_0011_0011_0011}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " ", "\n\u001E"})
  void oneFeatureALine(String between) throws Exception {
    String north = POLYGON.replace("50", "51").replace("49", "50");
    String lines =
        "{\"type\":\"Feature\",\"geometry\":" + POLYGON + "}" + between + north + between.strip();
    assertThat(cells(read(lines))).isEqualTo(BitSet.valueOf(new long[] {0b0011_0011_0011_0011}));
    assertThat(cells(read("\u001E" + lines)))
        .isEqualTo(BitSet.valueOf(new long[] {0b0011_0011_0011_0011}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[]", "null", "some text", "}", "POINT(1 2)", "{"})
  void whatFollowsAGeoJsonObjectMustBeOneToo(String more) {
    assertThatThrownBy(() -> read(POLYGON + "\n" + more))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("area.json");
  }

  @Test
  void objectsInDifferentSystemsAreRefused() {
    assertThatThrownBy(() -> read(POLYGON + "\n" + withCrs("EPSG:3035", RING)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("different reference systems");
  }

  @Test
  void collectionsInCollectionsDoNotExhaustTheStack() {
    String wkt = "GEOMETRYCOLLECTION(".repeat(20_000);
    assertThatThrownBy(() -> new AreaReader().read(wkt))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nests more than 100 parentheses");
    String json = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(20_000);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("area.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4978", "4979", "5773"})
  void aSystemThatIsNotOneOfMaps(String code) {
    assertThatThrownBy(() -> new AreaReader().read("SRID=" + code + ";POLYGON((0 0,1 0,1 1,0 0))"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no reference system of maps");
  }

  private static String withCrs(String name, String ring) {
    return "{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\""
        + name
        + "\"}},\"coordinates\":"
        + ring
        + "}";
  }

  /** As GDAL and GeoServer wrote them before RFC 7946: east first, whatever the authority says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "urn:x-ogc:def:crs:EPSG:4326",
      })
  void theOlderCrsMemberOfAGeographicSystem(String name) throws Exception {
    assertThat(cells(read(withCrs(name, RING)))).isEqualTo(southWest());
  }

  /** EPSG:3035 is defined north first. */
  @ParameterizedTest
  @ValueSource(strings = {"EPSG:3035", "urn:ogc:def:crs:EPSG::3035"})
  void theOlderCrsMemberOfAProjectedSystem(String name) throws Exception {
    String ring =
        "[[[4000000,3000000],[4000050,3000000],[4000050,3000050],[4000000,3000050],[4000000,3000000]]]";
    assertThat(cells(read(withCrs(name, ring)), 3035, 4_000_000, 3_000_100, 25))
        .isEqualTo(southWest());
  }

  @Test
  void aBowTieIsRefusedWithThePlaceWhereItCrosses() {
    assertThatThrownBy(() -> new AreaReader().read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a valid polygon")
        .hasMessageContaining("1.0 1.0")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aBowTieAmongOtherFeaturesIsRefusedToo() {
    String bow = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}";
    assertThatThrownBy(
            () ->
                read(
                    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                        + bow
                        + "},{\"type\":\"Feature\",\"geometry\":"
                        + POLYGON
                        + "}]}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a valid polygon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON EMPTY",
        "POINT(1 2)",
        "LINESTRING(0 0, 1 1)",
        "GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 0)))",
        "MULTIPOINT((1 2))",
        "MULTIPOLYGON EMPTY",
      })
  void whatIsNoAreaIsRefused(String text) {
    assertThatThrownBy(() -> new AreaReader().read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("must be a Polygon or a MultiPolygon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POLYGON((0 0, 1 0, 1 1))",
        "POLYGON((0 0, 1 0, 1 1, 0 0)",
        "POLYGON((0 0, 1 zero, 1 1, 0 0))",
        "POLYGON((0 0, 0 0))",
        "MULTIPOLYGON((0 0, 1 0, 1 1, 0 0))",
      })
  void brokenWkt(String text) {
    assertThatThrownBy(() -> new AreaReader().read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not valid WKT")
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POLYGON((NaN 0, 1 0, 1 1, NaN 0))", "POLYGON((0 0, Inf 0, 1 1, 0 0))"})
  void coordinatesThatAreNoNumbers(String text) {
    assertThatThrownBy(() -> new AreaReader().read(text)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "32699", "0"})
  void anUnknownReferenceSystem(String code) {
    assertThatThrownBy(() -> new AreaReader().read("SRID=" + code + ";POLYGON((0 0,1 0,1 1,0 0))"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("EPSG:" + code)
        .hasMessageContaining("not a known reference system");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none.geojson",
        "polygon.geojson",
        "points of interest.wkt",
        "multipolygon.wkt",
        "linestrings/area.json",
      })
  void aFileThatIsNotThereIsNoWktWhateverItsName(String path) {
    assertThatThrownBy(() -> new AreaReader().read(path))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'" + path + "' is neither WKT nor a file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"type\":\"Polygon\",\"coordinates\":7}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,\"a\"],[1,1],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0]]]}",
        "{\"type\":\"Circle\",\"coordinates\":[]}",
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
        "{\"type\":\"FeatureCollection\"}",
        "{\"type\":\"Feature\",\"geometry\":null}",
        "{\"coordinates\":[]}",
        "{}",
        "",
        "some text",
      })
  void malformedFilesAreNamed(String content) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("area.json")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Path shape = folder.resolve("area.shp");
    Files.write(shape, new byte[] {0, 0, 0x27, 0x0A, (byte) 0xE8, 3, 0, (byte) 0xFF, (byte) 0xFE});
    assertThatThrownBy(() -> new AreaReader().read(shape.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("area.shp");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws Exception {
    assertThat(cells(read("\uFEFF" + POLYGON))).isEqualTo(southWest());
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> new AreaReader().read(folder.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("neither WKT nor a file");
  }

  @Test
  void deepNestingDoesNotExhaustTheStack() throws IOException {
    String deep = "{\"type\":\"Polygon\",\"coordinates\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> read(deep))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("area.json");
    assertThat(deep.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(100_000);
  }
}
