/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.iikmc.raster.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

class RegionTracerTest {
  @Test
  void onePixelIsASquareAgainstTheClock() {
    List<RegionPolygon> polygons = LabelMap.of("7").polygons();

    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).label()).isEqualTo(7);
    assertThat(polygons.get(0).pixels()).isOne();
    assertThat(polygons.get(0).squareKilometres()).isNaN();
    assertThat(wkt(polygons)).containsExactly("7 POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))");
  }

  @Test
  void aRowIsCutWhereClassesChange() {
    assertThat(wkt(LabelMap.of("11.22.").polygons()))
        .containsExactly(
            "1 POLYGON ((0 0, 0 1, 2 1, 2 0, 0 0))", "2 POLYGON ((3 0, 3 1, 5 1, 5 0, 3 0))");
  }

  @Test
  void nothingButNoDataMakesNoPolygon() {
    assertThat(LabelMap.of("...", "...").polygons()).isEmpty();
  }

  @Test
  void aDonutHasAHole() {
    assertThat(wkt(LabelMap.of("111", "121", "111").polygons()))
        .containsExactly(
            "2 POLYGON ((1 1, 1 2, 2 2, 2 1, 1 1))",
            "1 POLYGON ((0 0, 0 3, 3 3, 3 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))");
  }

  @Test
  void donutsLieInDonuts() {
    List<RegionPolygon> polygons =
        LabelMap.of("1111111", "1.....1", "1.222.1", "1.2.2.1", "1.222.1", "1.....1", "1111111")
            .polygons();

    assertThat(wkt(polygons))
        .containsExactly(
            "2 POLYGON ((2 2, 2 5, 5 5, 5 2, 2 2), (3 3, 4 3, 4 4, 3 4, 3 3))",
            "1 POLYGON ((0 0, 0 7, 7 7, 7 0, 0 0), (1 1, 6 1, 6 6, 1 6, 1 1))");
  }

  @Test
  void pixelsThatTouchAtACornerAreTwoRegions() {
    assertThat(wkt(LabelMap.of("1.", ".1").polygons()))
        .containsExactly(
            "1 POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))", "1 POLYGON ((1 1, 1 2, 2 2, 2 1, 1 1))");
  }

  /** The region touches itself at (2, 1): the hole has that corner from the border. */
  @Test
  void aHoleMayTouchTheBorder() {
    assertThat(wkt(LabelMap.of("11.", "1.1", "111").polygons()))
        .containsExactly(
            "1 POLYGON ((0 0, 0 3, 3 3, 3 1, 2 1, 2 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))");
  }

  @Test
  void holesThatTouchAreTwo() {
    assertThat(wkt(LabelMap.of("1111", "1.11", "11.1", "1111").polygons()))
        .containsExactly(
            "1 POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1), (2 2, 3 2, 3 3, 2 3, 2"
                + " 2))");
  }

  /** Class 1 has a straight border below, but 2 and 3 meet there. */
  @Test
  void aStraightBorderHasAVertexWhereTwoOthersMeet() {
    assertThat(wkt(LabelMap.of("1111", "2233").polygons()))
        .containsExactly(
            "1 POLYGON ((0 0, 0 1, 2 1, 4 1, 4 0, 0 0))",
            "2 POLYGON ((0 1, 0 2, 2 2, 2 1, 0 1))",
            "3 POLYGON ((2 1, 2 2, 4 2, 4 1, 2 1))");
  }

  @Test
  void aCheckerboardIsItsSquares() {
    LabelMap board =
        new LabelMap(
            IntStream.range(0, 8)
                .mapToObj(y -> IntStream.range(0, 8).map(x -> 1 + (x + y) % 2).toArray())
                .toArray(int[][]::new));
    List<RegionPolygon> polygons = board.polygons();

    assertThat(polygons).hasSize(64);
    assertThat(polygons).allMatch(p -> p.pixels() == 1 && p.rings().get(0).length == 8);
    check(board);
  }

  @Test
  void polygonsComeWhenNoRowCanAddToThem() {
    assertThat(wkt(LabelMap.of("12.4", "12.4", "1..4", ".3.4").polygons()))
        .extracting(text -> text.substring(0, 1))
        .containsExactly("2", "1", "3", "4");
  }

  static Stream<LabelMap> drawings() {
    return Stream.of(
        LabelMap.of("1"),
        LabelMap.of("1", "1", "2", ".", "2"),
        LabelMap.of("1.1.1.1", "1.1.1.1", "1111111"),
        LabelMap.of("1111111", "1.1.1.1", "1.1.1.1"),
        LabelMap.of("1212121", "1212121", "1111111"),
        LabelMap.of(
            "111111111",
            "1.......1",
            "1.11111.1",
            "1.1...1.1",
            "1.1.1.1.1",
            "1.1.111.1",
            "1.1.....1",
            "1.1111111"),
        LabelMap.of("1.1", ".1.", "1.1"),
        LabelMap.of("111111", "1.11.1", "11..11", "1.11.1", "111111"),
        LabelMap.of("11111", "1.1.1", "11.11", "1.1.1", "11111"),
        LabelMap.of("1111111", "1222221", "12.1.21", "121.121", "12.1.21", "1222221", "1111111"),
        // the 255 labels, twice
        new LabelMap(
            IntStream.range(0, 30)
                .mapToObj(y -> IntStream.range(0, 17).map(x -> 1 + (y * 17 + x) % 255).toArray())
                .toArray(int[][]::new)));
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void polygonsAreTheRegions(LabelMap map) {
    check(map);
  }

  @Test
  void polygonsOfNoiseAreTheRegions() {
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      int width = 1 + random.nextInt(12);
      int height = 1 + random.nextInt(12);
      int k = 1 + random.nextInt(4);
      int least = random.nextInt(2);
      check(
          new LabelMap(
              IntStream.range(0, height)
                  .mapToObj(
                      y ->
                          IntStream.range(0, width)
                              .map(x -> least + random.nextInt(k + 1 - least))
                              .toArray())
                  .toArray(int[][]::new)));
    }
  }

  /** See {@code polygons.py}. */
  @Test
  void polygonsAreThoseOfGdal() throws IOException, ParseException {
    int maps = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(RegionTracerTest.class.getResourceAsStream("polygons.txt.gz")),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LabelMap map =
            new LabelMap(
                Stream.of(line.split(","))
                    .map(
                        row ->
                            IntStream.range(0, row.length() / 2)
                                .map(x -> Integer.parseInt(row, 2 * x, 2 * x + 2, 16))
                                .toArray())
                    .toArray(int[][]::new));
        List<String> expected = new ArrayList<>();
        for (String each = lines.readLine(); !each.isEmpty(); each = lines.readLine()) {
          String[] parts = each.split(" ", 2);
          expected.add(parts[0] + " " + normalized(new WKTReader().read(parts[1])));
        }
        List<String> found = new ArrayList<>();
        for (RegionPolygon polygon : map.polygons()) {
          found.add(
              polygon.label() + " " + normalized(PolygonPlaces.of(map.grid()).polygon(polygon)));
        }
        assertThat(found).as(line).containsExactlyInAnyOrderElementsOf(expected);
        maps++;
      }
    }
    assertThat(maps).isGreaterThan(150);
  }

  /** Without vertices on straight sides, and each ring from its own first vertex. */
  private static String normalized(Geometry polygon) {
    Geometry simple = TopologyPreservingSimplifier.simplify(polygon, 0);
    return simple.norm().toText();
  }

  /**
   * What must hold of the polygons of any map, by means that have nothing in common with theirs.
   */
  private static void check(LabelMap map) {
    Grid grid = map.grid();
    PolygonPlaces places = PolygonPlaces.of(grid);
    List<RegionPolygon> polygons = map.polygons();
    int[][] regions = regions(map);
    int count = Arrays.stream(regions).flatMapToInt(Arrays::stream).max().orElse(0);
    assertThat(polygons).as("regions of\n%s", Arrays.deepToString(map.labels())).hasSize(count);
    Map<List<Coordinate>, Integer> edges = new HashMap<>();
    for (RegionPolygon each : polygons) {
      Polygon polygon = places.polygon(each);
      assertThat(new IsValidOp(polygon).getValidationError()).isNull();
      assertThat(polygon.getArea()).isEqualTo(each.pixels());
      Set<Integer> inside = new HashSet<>();
      for (int y = 0; y < map.height(); y++) {
        for (int x = 0; x < map.width(); x++) {
          if (polygon.contains(
              polygon.getFactory().createPoint(new Coordinate(x + 0.5, y + 0.5)))) {
            assertThat(map.labels()[y][x]).isEqualTo(each.label());
            inside.add(regions[y][x]);
          }
        }
      }
      assertThat(inside).hasSize(1);
      addEdges(polygon.getExteriorRing(), edges);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        addEdges(polygon.getInteriorRingN(i), edges);
      }
    }
    assertThat(edges.values()).allMatch(times -> times == 1);
    edges.keySet().forEach(edge -> checkOtherSide(edge, edges, map));
  }

  private static void addEdges(LinearRing ring, Map<List<Coordinate>, Integer> edges) {
    Coordinate[] vertices = ring.getCoordinates();
    for (int i = 1; i < vertices.length; i++) {
      edges.merge(List.of(vertices[i - 1], vertices[i]), 1, Integer::sum);
    }
  }

  /** An edge is one of the neighbour's too, or there is no data behind all of it. */
  private static void checkOtherSide(
      List<Coordinate> edge, Map<List<Coordinate>, Integer> edges, LabelMap map) {
    Coordinate from = edge.get(0);
    Coordinate to = edge.get(1);
    if (edges.containsKey(List.of(to, from))) {
      return;
    }
    int dx = (int) Math.signum(to.x - from.x);
    int dy = (int) Math.signum(to.y - from.y);
    int length = (int) from.distance(to);
    for (int i = 0; i < length; i++) {
      // The map is upside down on the ground, so that the region is to the left of a side.
      int x = (int) Math.floor(from.x + (i + 0.5) * dx + 0.5 * dy);
      int y = (int) Math.floor(from.y + (i + 0.5) * dy - 0.5 * dx);
      boolean within = x >= 0 && y >= 0 && x < map.width() && y < map.height();
      assertThat(within && map.labels()[y][x] != 0).isFalse();
    }
  }

  /** Regions by flooding, from 1; 0 where there is no data. */
  private static int[][] regions(LabelMap map) {
    int[][] regions = new int[map.height()][map.width()];
    int count = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        if (map.labels()[y][x] != 0 && regions[y][x] == 0) {
          count++;
          Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {x, y}));
          while (!open.isEmpty()) {
            int[] at = open.pop();
            boolean within =
                at[0] >= 0 && at[1] >= 0 && at[0] < map.width() && at[1] < map.height();
            if (within
                && regions[at[1]][at[0]] == 0
                && map.labels()[at[1]][at[0]] == map.labels()[y][x]) {
              regions[at[1]][at[0]] = count;
              open.push(new int[] {at[0] + 1, at[1]});
              open.push(new int[] {at[0] - 1, at[1]});
              open.push(new int[] {at[0], at[1] + 1});
              open.push(new int[] {at[0], at[1] - 1});
            }
          }
        }
      }
    }
    return regions;
  }

  /** Rings from their first vertex by row, then column. */
  private static List<String> wkt(List<RegionPolygon> polygons) {
    List<String> texts = new ArrayList<>();
    for (RegionPolygon polygon : polygons) {
      List<String> rings =
          polygon.rings().stream().map(RegionTracerTest::fromFirst).sorted().toList();
      // Exteriors have the upper left corner, and so come first.
      texts.add(polygon.label() + " POLYGON (" + String.join(", ", rings) + ")");
    }
    return texts;
  }

  private static String fromFirst(int[] ring) {
    int first = 0;
    for (int i = 0; i < ring.length; i += 2) {
      boolean before =
          ring[i + 1] < ring[first + 1] || ring[i + 1] == ring[first + 1] && ring[i] < ring[first];
      first = before ? i : first;
    }
    List<String> vertices = new ArrayList<>();
    for (int i = 0; i <= ring.length; i += 2) {
      int at = (first + i) % ring.length;
      vertices.add(ring[at] + " " + ring[at + 1]);
    }
    return "(" + String.join(", ", vertices) + ")";
  }
}
