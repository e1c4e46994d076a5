/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps of 4 × 3 pixels of 30 m, from (500000, 4500000) south-east in EPSG:32618. */
class ComparisonJobTest {
  private static final int[][] LABELS = {{1, 1, 2, 2}, {1, 0, 2, 2}, {3, 3, 3, 0}};

  @TempDir Path folder;
  private Path map;

  private static TestTiffs tiff(int[][] values) {
    return TestTiffs.of(values[0].length, values.length).values((b, x, y) -> values[y][x]);
  }

  private Path write(String name, TestTiffs tiff) {
    return tiff.write(folder.resolve(name));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @BeforeEach
  void writeMap() {
    map = write("a_classes.tif", tiff(LABELS));
  }

  private ComparisonReport compare(List<Path> maps, Path reference, String... options)
      throws IOException {
    Map<String, String> texts = new HashMap<>(Map.of("reference", reference.toString()));
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    Given given = new Given(Door.COMPARE_COMMAND, texts);
    try (RasterReaders readers = new RasterReaders()) {
      SceneFinder finder = new SceneFinder(readers);
      MapFiles files = MapFiles.find(maps, finder);
      return new ComparisonJob(given, PixelLimit.NONE, Clock.systemUTC())
          .compare(
              files.maps(),
              References.ofPath(reference, given, finder),
              files.signatures(),
              Progress.NONE);
    }
  }

  private ComparisonReport compare(Path reference, String... options) throws IOException {
    return compare(List.of(map), reference, options);
  }

  private void refused(Path reference, String... words) {
    assertThatThrownBy(() -> compare(reference))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
  }

  private static void assertConfusion(ComparisonReport report, long[]... rows) {
    assertThat(report.pooled().confusion().toArray(long[][]::new)).isDeepEqualTo(rows);
  }

  @Test
  void aRasterOnTheGridOfTheMap() throws IOException {
    Path truth =
        write("t.tif", tiff(new int[][] {{5, 5, 7, 5}, {7, 7, 7, 7}, {0, 5, 9, 9}}).nodata("9"));
    ComparisonReport report = compare(truth);
    // 0 and nodata is no cover, label 0 no class
    assertConfusion(report, new long[] {2, 1}, new long[] {1, 3}, new long[] {1, 0});
    assertThat(report.covers())
        .containsExactly(
            new ComparisonReport.Cover(5, "5", 4), new ComparisonReport.Cover(7, "7", 4));
    assertThat(report.classes().get(2).manyToOne()).isEqualTo("5");
    assertThat(report.classes().get(2).oneToOne()).isNull();
    assertThat(report.classes().get(0).name()).isEqualTo("Class 1");
    assertThat(report.pooled().manyToOne().overall().value()).isEqualTo(6 / 8.0);
    assertThat(report.maps().get(0).name()).isEqualTo("a");
    assertThat(report.maps().get(0).areas()).isNull();
  }

  @Test
  void namesAreProposedAndClassesOfOneCoverAreAGroup() throws IOException {
    Path truth = write("t.tif", tiff(new int[][] {{1, 1, 2, 2}, {2, 1, 2, 2}, {1, 1, 1, 1}}));
    write(
        "t.tif.aux.xml",
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category/><Category>open\n water"
            + "</Category><Category>forest</Category></CategoryNames></PAMRasterBand></PAMDataset>");
    write(
        "signatures.json",
        "{\"format\":\"iikmc-signatures\",\"version\":1,\"bands\":[\"a\"],\"classes\":["
            + "{\"mean\":[1]},{\"mean\":[2],\"group\":\"old\"},{\"mean\":[3],\"color\":\"#0000c8\"},"
            + "{\"mean\":[4],\"name\":\"open  water\"}]}");
    Given given = new Given(Door.COMPARE_COMMAND, Map.of("reference", truth.toString()));
    Path out = folder.resolve("out");
    try (RasterReaders readers = new RasterReaders()) {
      SceneFinder finder = new SceneFinder(readers);
      MapFiles files = MapFiles.find(List.of(map), finder);
      new ComparisonJob(given, PixelLimit.NONE, Clock.systemUTC())
          .write(
              files.maps(),
              References.ofPath(truth, given, finder),
              files.signatures(),
              out,
              Progress.NONE);
    }
    assertThat(Files.readString(out.resolve("legend.csv")))
        .isEqualTo(
            "class,name,color,group,description\r\n"
                + "1,open  water,#808080,open  water,67 % of 3 pixels compared are open  water\r\n"
                + "2,forest,#808080,,100 % of 4 pixels compared are forest\r\n"
                + "3,open  water,#0000c8,open  water,100 % of 3 pixels compared are open  water\r\n"
                + "4,Class 4 without a cover,#808080,,\r\n");
    assertThat(LegendFormat.read(out.resolve("legend.csv")))
        .isEqualTo(LegendFormat.read(out.resolve("legend.json")))
        .isEqualTo(JsonFormat.read(out.resolve("signatures.json")).legend());
    assertThat(Files.readString(out.resolve("names.csv")))
        .startsWith("class,name,pixels,one_to_one,many_to_one,agreement\r\n")
        .contains(",0.6667\r\n", ",1.0000\r\n")
        .endsWith(",0,,,\r\n");
  }

  /** Two by two pixels of the map in each, and one more column to the west. */
  @Test
  void aCoarserRasterOfSixteenBits() throws IOException {
    Path truth =
        write(
            "t.tif",
            tiff(new int[][] {{1, 300, 2}, {1, 300, 2}})
                .type(Type.UINT16)
                .at(499_940, 4_500_000, 60, 60));
    assertConfusion(compare(truth), new long[] {0, 3}, new long[] {4, 0}, new long[] {1, 2});
  }

  @Test
  void namesOfCoversAndClassesComeFromBesideTheFiles() throws IOException {
    Path truth = write("t.tif", tiff(new int[][] {{1, 1, 2, 2}, {1, 1, 2, 2}, {2, 2, 2, 2}}));
    String names =
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category>none</Category>"
            + "<Category>%s</Category><Category>%s</Category>"
            + "</CategoryNames></PAMRasterBand></PAMDataset>";
    write("t.tif.aux.xml", names.formatted("water", "forest"));
    write("a_classes.tif.aux.xml", names.formatted("dark", "green"));
    ComparisonReport report = compare(truth);
    assertThat(report.covers())
        .extracting(ComparisonReport.Cover::name)
        .containsExactly("water", "forest");
    assertThat(report.classes())
        .extracting(ComparisonReport.ClassEntry::name)
        .containsExactly("dark", "green", "Class 3");
    write("t.tif.aux.xml", names.formatted("water", ""));
    refused(truth, "t.tif", "legend does not name", "2 (7 pixels)", ".aux.xml");
  }

  @Test
  void pointsTakeThePixelThatTheyLieIn() throws IOException {
    Path points =
        write(
            "p.csv",
            "x,y,class\n"
                + "500000,4500000,w\n" // the outer corner of the first pixel
                + "500029.9,4499970.1,w\n"
                + "500030,4499999,f\n"
                + "500100,4499950,f\n"
                + "500040,4499950,f\n" // no data
                + "500120,4499999,w\n" // the first that is outside
                + "400000,4499999,w\n"
                + "500001,4499920,\n");
    ComparisonReport report = compare(points, "referenceCrs", "EPSG:32618");
    // f before w
    assertConfusion(report, new long[] {1, 2}, new long[] {1, 0}, new long[] {0, 0});
    assertThat(report.reference().places())
        .isEqualTo(new ComparisonReport.Places("class", 7, 2, 1, 0, 0));
    assertThat(report.notes())
        .contains(
            "2 of 7 points lie outside the maps.",
            "1 of 7 points lie where the maps have no data.",
            "1 places tell no cover and are left out.")
        .anyMatch(note -> note.contains("'Class 2' (label 2) there are 1 places"));
  }

  /** Row 0 but its last pixel, and of row 1 the first: L-shaped; and one that contradicts. */
  @Test
  void polygonsTakeThePixelsWhoseCentreTheyHold() throws IOException {
    String polygon =
        "{\"type\":\"Feature\",\"properties\":{\"n\":%d,\"cover\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}";
    Path polygons =
        write(
            "p.geojson",
            "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32618\"}},\"features\":["
                + polygon.formatted(
                    1,
                    "w",
                    "[500000,4500000],[500090,4500000],[500090,4499970],[500030,4499970],[500030,4499940],[500000,4499940],[500000,4500000]")
                + ","
                + polygon.formatted(
                    2,
                    "w",
                    "[500000,4500000],[500020,4500000],[500020,4499980],[500000,4499980],[500000,4500000]")
                + ","
                + polygon.formatted(
                    3,
                    "f",
                    "[500060,4500000],[500120,4500000],[500120,4499970],[500060,4499970],[500060,4500000]")
                + ","
                + polygon.formatted(
                    4, "f", "[500000,4499920],[500001,4499920],[500001,4499919],[500000,4499920]")
                + "]}");
    ComparisonReport report = compare(polygons);
    // w: three pixels of class 1, one of 2 that is f as well; f: one more of class 2
    assertConfusion(report, new long[] {0, 3}, new long[] {1, 0}, new long[] {0, 0});
    assertThat(report.reference().places())
        .isEqualTo(new ComparisonReport.Places("cover", 0, 0, 0, 4, 1));
    assertThat(report.notes())
        .contains("1 pixels lie in polygons of different covers and are left out.");
  }

  @Test
  void areasComeFromASampleOfEachClass() throws IOException {
    StringBuilder csv = new StringBuilder("x,y,class\n");
    for (int[] point :
        new int[][] {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}, {3, 0, 1}, {0, 2, 2}, {1, 2, 2}}) {
      csv.append(500_015 + 30 * point[0]).append(',').append(4_499_985 - 30 * point[1]);
      csv.append(",c").append(point[2]).append('\n');
    }
    ComparisonReport.AreaEstimates areas =
        compare(write("p.csv", csv.toString()), "referenceCrs", "EPSG:32618").maps().get(0).areas();
    // classes of 3, 4 and 3 of 10 pixels; of the second, half of the places are c1
    double pixel = 900e-6 / 0.9996 / 0.9996; // on the ellipsoid, at the meridian of its zone
    assertThat(areas.squareKilometres()).isCloseTo(10 * pixel, within(1e-8));
    assertThat(areas.covers().get(0).share().value()).isCloseTo(0.3 + 0.4 / 2, within(1e-6));
    double error = 0.4 * Math.sqrt(0.5 * 0.5 / (2 - 1));
    assertThat(areas.covers().get(0).share().high())
        .isCloseTo(0.5 + 1.959963984540054 * error, within(1e-6));
    assertThat(areas.covers().get(1).squareKilometres().value())
        .isCloseTo(0.5 * 10 * pixel, within(1e-8));
    assertThat(areas.overall().value()).isCloseTo(0.3 + 0.2 + 0.3, within(1e-6));
  }

  @Test
  void eachMapHasItsReferenceInAFolder() throws IOException {
    write("b_c_classes.tif", tiff(new int[][] {{2, 2}}));
    Path truth = Files.createDirectory(folder.resolve("truth"));
    tiff(LABELS).write(truth.resolve("a_truth.tif"));
    tiff(new int[][] {{1, 2}}).write(truth.resolve("b_c_2020_truth.tif"));
    tiff(new int[][] {{9, 9}}).write(truth.resolve("b_truth.tif"));
    ComparisonReport report = compare(List.of(folder), folder);
    assertThat(report.reference().names()).containsExactly("a_truth.tif", "b_c_2020_truth.tif");
    assertConfusion(report, new long[] {3, 0, 0}, new long[] {1, 5, 0}, new long[] {0, 0, 3});
    assertThat(report.maps().get(1).figures().pixels()).isEqualTo(2);
    // with the assignment of both maps, class 2 is cover 2 in the second as well
    assertThat(report.maps().get(1).figures().manyToOne().overall().value()).isEqualTo(0.5);
    tiff(LABELS).write(truth.resolve("b_c-truth.tif"));
    assertThatThrownBy(() -> compare(List.of(folder), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("b_c", "keep one");
    Files.delete(truth.resolve("a_truth.tif"));
    refused(folder, "no reference of the map 'a'", "a_truth.tif");
  }

  @Test
  void aMapWithoutReferencePixelsIsSaid() throws IOException {
    write("far_classes.tif", tiff(LABELS).at(900_000, 4_500_000, 30, 30));
    ComparisonReport report =
        compare(List.of(folder), write("t.tif", tiff(new int[][] {{1, 1, 2, 2}})));
    assertThat(report.notes()).containsExactly("The map 'far' has no pixel to compare.");
    assertThat(report.maps().get(1).figures().purity()).isNull();
    assertThat(report.maps().get(1).figures().manyToOne().overall().value()).isNull();
  }

  @Test
  void mapsThatAreNone() throws IOException {
    Path truth = write("t.tif", tiff(LABELS));
    map = write("f_classes.tif", tiff(LABELS).type(Type.FLOAT32));
    refused(truth, "'f'", "no classified map", "no whole numbers");
    map = write("f_classes.tif", tiff(LABELS).type(Type.UINT16));
    refused(truth, "'f'", "more than 8 bits");
    map = write("f_classes.tif", TestTiffs.of(2, 2).bands(3, (b, x, y) -> 1));
    refused(truth, "'f'", "has 3 bands");
  }

  @Test
  void rastersThatAreNoReference() throws IOException {
    refused(write("t.tif", tiff(LABELS).at(900_000, 4_500_000, 30, 30)), "t.tif overlaps no map");
    refused(write("t.tif", tiff(new int[3][4])), "t.tif has no valid pixel");
    refused(write("t.tif", TestTiffs.of(4, 3).bands(2, (b, x, y) -> 1)), "t.tif has 2 bands");
    refused(
        write("t.tif", TestTiffs.of(4, 3).type(Type.FLOAT32).values((b, x, y) -> 0.25)),
        "t.tif holds 0.25");
    refused(
        write(
            "t.tif",
            TestTiffs.of(40, 30)
                .type(Type.UINT16)
                .at(500_000, 4_500_000, 3, 3)
                .values((b, x, y) -> 40 * y + x + 1)
                .epsg(0)),
        "t.tif has no reference system",
        "referenceCrs=EPSG:…");
    refused(folder.resolve("missing.tif"), "missing.tif does not exist");
  }

  @Test
  void aRasterGetsTheSystemThatIsGiven() throws IOException {
    Path truth = write("t.tif", tiff(LABELS).epsg(0));
    assertThat(compare(truth, "referenceCrs", "EPSG:32618").pooled().pixels()).isEqualTo(10);
    assertThatThrownBy(() -> compare(truth, "referenceCrs", "Mars"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("t.tif", "'Mars'");
  }

  @Test
  void moreCoversThanAnybodyTellsApart() throws IOException {
    map = write("w_classes.tif", TestTiffs.of(40, 30).values((b, x, y) -> 1));
    Path truth =
        write("t.tif", TestTiffs.of(40, 30).type(Type.UINT16).values((b, x, y) -> 40 * y + x + 1));
    refused(truth, "t.tif has more than 1000 covers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lon,lat,class\\n10,50,a; all 1 points lie outside the maps",
        "lon,lat\\n-75,40.6; tells nothing of its places",
        "lon,lat,class,cover\\n-75,40.6,,a; no place with a value of 'class'",
        "lon,lat,soil,owner\\n-75,40.6,a,b; has the properties soil, owner; say with attribute",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}; tells nothing of its places",
        "{\"type\":\"Feature\",\"properties\":{\"class\":\"a\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}}; Place 1 in",
        "{\"type\":\"Feature\",\"properties\":{\"class\":\"a\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}; is not a valid polygon",
        "{\"type\":\"Feature\",\"properties\":{\"class\":\"a\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,0]]]}}; none of its 1 places lies where",
      })
  void placesThatAreNoReference(String document, String words) throws IOException {
    refused(write("p.txt", document.replace("\\n", "\n")), "p.txt", words.split(";")[0]);
  }

  @Test
  void anAttributeThatIsMissing() throws IOException {
    Path points = write("p.csv", "lon,lat,kind,id\n-75,40.6,a,1\n");
    assertThatThrownBy(() -> compare(points, "attribute", "class"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("p.csv has no property 'class'; it has kind, id.");
  }

  /** The only one with texts, though it is not called as usual. */
  @Test
  void theAttributeOfTexts() throws IOException {
    Path points = write("p.csv", "x,y,id,soil\n500001,4499999,1,peat\n500001,4499999,2,7\n");
    ComparisonReport report = compare(points, "referenceCrs", "EPSG:32618");
    assertThat(report.notes()).contains("Covers are told by 'soil' in p.csv.");
    assertThat(report.pooled().pixels()).isEqualTo(2);
  }

  @Test
  void placesNeedAMapWithASystem() throws IOException {
    map = write("n_classes.tif", tiff(LABELS).epsg(0));
    refused(
        write("p.csv", "lon,lat,class\n-75,40.6,a"),
        "The map 'n' has no reference system",
        "-a_srs");
  }

  @Test
  void mapsOfDifferentClasses() throws IOException {
    write("b_classes.tif", tiff(LABELS));
    String names =
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames>%s</CategoryNames></PAMRasterBand></PAMDataset>";
    String category = "<Category>c</Category>";
    write("a_classes.tif.aux.xml", names.formatted(category.repeat(5)));
    write("b_classes.tif.aux.xml", names.formatted(category.repeat(4)));
    Path truth = write("t.tif", tiff(LABELS));
    assertThatThrownBy(() -> compare(List.of(folder), truth))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'a' and 'b' have 4 and 3 classes");
  }
}
