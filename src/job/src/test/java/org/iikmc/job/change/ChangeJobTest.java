/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of 4 × 3 pixels of 30 m, from (500000, 4500000) south-east in EPSG:32618. */
class ChangeJobTest {
  private static final int[][] FIRST = {{1, 1, 2, 2}, {1, 0, 2, 2}, {3, 3, 3, 0}};
  private static final int[][] SECOND = {{1, 2, 2, 2}, {3, 1, 0, 2}, {3, 3, 1, 0}};
  private static final double PIXEL = 900e-6 / 0.9996 / 0.9996;

  @TempDir Path folder;

  private static TestTiffs tiff(int[][] values) {
    return TestTiffs.of(values[0].length, values.length).values((b, x, y) -> values[y][x]);
  }

  private Path map(String name, TestTiffs tiff) {
    return tiff.write(folder.resolve(name + "_classes.tif"));
  }

  private void names(String map, String... names) throws IOException {
    Files.writeString(
        folder.resolve(map + "_classes.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category/><Category>"
            + String.join("</Category><Category>", names)
            + "</Category></CategoryNames></PAMRasterBand></PAMDataset>");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private ChangeReport change(List<Path> paths, String... options) throws IOException {
    Map<String, String> texts = new HashMap<>(Map.of("out", out().toString()));
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    Given given = new Given(Door.CHANGE_COMMAND, texts);
    try (RasterReaders readers = new RasterReaders()) {
      MapFiles files = MapFiles.find(paths, new SceneFinder(readers));
      boolean ordered = paths.stream().noneMatch(Files::isDirectory);
      return new ChangeJob(given, PixelLimit.NONE, Clock.systemUTC(), 2)
          .write(files.maps(), ordered, files.signatures(), out(), Progress.NONE);
    }
  }

  private void refused(List<Path> paths, String... words) {
    assertThatThrownBy(() -> change(paths))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
    assertThat(out()).doesNotExist();
  }

  /** Values of a raster of changes, row by row. */
  private int[] raster(String name) throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      SceneSource source = new SceneFinder(readers).maps(out().resolve(name)).get(0);
      ClassifiedMap map = ClassifiedMap.open(source);
      Rectangle all = map.scene().grid().bounds();
      byte[] labels = map.labels(all);
      int[] values = new int[labels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = labels[i] & 0xFF;
      }
      return values;
    }
  }

  private static List<List<Long>> table(ChangeReport.PairEntry pair) {
    return pair.transitions().stream()
        .map(each -> List.of((long) each.from(), (long) each.to(), each.pixels()))
        .toList();
  }

  @Test
  void twoMapsByHand() throws IOException {
    ChangeReport report = change(List.of(map("a", tiff(FIRST)), map("b", tiff(SECOND))));
    ChangeReport.PairEntry pair = report.pairs().get(0);
    assertThat(table(pair))
        .containsExactly(
            List.of(1L, 1L, 1L),
            List.of(1L, 2L, 1L),
            List.of(1L, 3L, 1L),
            List.of(2L, 2L, 3L),
            List.of(3L, 1L, 1L),
            List.of(3L, 3L, 2L));
    assertThat(pair.pixels()).isEqualTo(9);
    assertThat(pair.changedPixels()).isEqualTo(3);
    assertThat(pair.beforeOnlyPixels()).isEqualTo(1);
    assertThat(pair.afterOnlyPixels()).isEqualTo(1);
    assertThat(pair.squareKilometres()).isCloseTo(9 * PIXEL, within(1e-7));
    assertThat(pair.changedSquareKilometres()).isCloseTo(3 * PIXEL, within(1e-7));
    assertThat(pair.transitions().get(3).share()).isEqualTo(3 / 9.0);
    assertThat(report.values())
        .extracting(ChangeReport.ValueEntry::name)
        .containsExactly(
            "no change", "Class 1 → Class 2", "Class 1 → Class 3", "Class 3 → Class 1");
    assertThat(raster("a_b_change.tif")).containsExactly(1, 2, 1, 1, 3, 0, 0, 1, 1, 1, 4, 0);
    try (Stream<Path> all = Files.list(out())) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .contains(
              "a_b_change.tif",
              "a_b_change.tif.aux.xml",
              "a_b_change.qml",
              "changes.json",
              "changes.csv",
              "changes.html",
              "changes.sld");
    }
    assertThat(Files.readAllLines(out().resolve("changes.csv")))
        .hasSize(7)
        .contains(
            "from_map,from_date,to_map,to_date,from_class,from_name,to_class,to_name,pixels,km2,share,value",
            "a,,b,,1,Class 1,2,Class 2,1,0.000901,0.11111111,2",
            "a,,b,,3,Class 3,3,Class 3,2,0.001801,0.22222222,1");
    assertThat(
            new ObjectMapper()
                .readTree(Files.readString(out().resolve("changes.json")))
                .at("/pairs/0/transitions/1/value")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void namesAndColoursOfWhatItBecomes() throws IOException {
    List<Path> maps = List.of(map("a", tiff(FIRST).palette()), map("b", tiff(SECOND).palette()));
    names("a", "sea", "wood", "field");
    names("b", "sea", "wood", "field");
    ChangeReport report = change(maps);
    assertThat(report.values())
        .extracting(each -> each.name() + " " + each.color())
        .containsExactly(
            "no change #d9d9d9",
            "sea → wood #020202",
            "sea → field #030303",
            "field → sea #010101");
    try (RasterReaders readers = new RasterReaders()) {
      assertThat(new SceneFinder(readers).maps(out().resolve("a_b_change.tif")).get(0).categories())
          .containsEntry(2, "sea → wood");
    }
  }

  /** Two pixels of 60 m, of which the second is no data, and a third beside the first map. */
  @Test
  void anotherGridIsReadByTheNearestPixel() throws IOException {
    Path coarse = map("b", tiff(new int[][] {{1, 0, 2}}).at(500_000, 4_500_000, 60, 60));
    ChangeReport report = change(List.of(map("a", tiff(FIRST)), coarse));
    assertThat(table(report.pairs().get(0))).containsExactly(List.of(1L, 1L, 3L));
    assertThat(report.pairs().get(0).beforeOnlyPixels()).isEqualTo(7);
    assertThat(report.notes()).singleElement().asString().contains("'a' and 'b'", "other grids");
    assertThat(raster("a_b_change.tif")).containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The same pixels in the zone beside, where a corner of the map lies under class 7. */
  @Test
  void anotherReferenceSystem() throws IOException {
    int[][] sevens = new int[300][300];
    for (int[] row : sevens) {
      java.util.Arrays.fill(row, 7);
    }
    Path other = map("b", tiff(sevens).epsg(4326).at(-75.02, 40.67, 0.0002, 0.0002));
    ChangeReport report = change(List.of(map("a", tiff(FIRST)), other));
    assertThat(table(report.pairs().get(0)))
        .containsExactly(List.of(1L, 7L, 3L), List.of(2L, 7L, 4L), List.of(3L, 7L, 3L));
  }

  @Test
  void allNeighboursInTheOrderOfTheirDates() throws IOException {
    map("s_2019-07-01", tiff(new int[][] {{2, 2}}));
    map("s_2018-04-05", tiff(new int[][] {{1, 1}}));
    map("s_2020-01-01", tiff(new int[][] {{2, 1}}));
    ChangeReport report = change(List.of(folder));
    assertThat(report.pairs())
        .extracting(ChangeReport.PairEntry::title)
        .containsExactly("2018-04-05 → 2019-07-01", "2019-07-01 → 2020-01-01");
    assertThat(report.values())
        .extracting(ChangeReport.ValueEntry::name)
        .containsExactly("no change", "Class 1 → Class 2", "Class 2 → Class 1");
    assertThat(raster("2018-04-05_2019-07-01_change.tif")).containsExactly(2, 2);
    assertThat(raster("2019-07-01_2020-01-01_change.tif")).containsExactly(1, 3);
  }

  @Test
  void twoDatesOfMany() throws IOException {
    map("s_2019-07-01", tiff(new int[][] {{2, 2}}));
    map("s_2018-04-05", tiff(new int[][] {{1, 1}}));
    map("s_2020-01-01", tiff(new int[][] {{2, 1}}));
    ChangeReport report = change(List.of(folder), "from", "2018-04-05");
    assertThat(report.pairs())
        .extracting(ChangeReport.PairEntry::raster)
        .containsExactly("2018-04-05_2020-01-01_change.tif");
    assertThat(report.settings()).containsEntry("from", "2018-04-05");
    assertThatThrownBy(() -> change(List.of(folder), "from", "2018-04-06"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("from", "2018-04-06", "no map", "2019-07-01");
    assertThatThrownBy(() -> change(List.of(folder), "from", "2019-07-01", "to", "2019-07-01"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("not before");
    assertThatThrownBy(() -> change(List.of(folder), "from", "July"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("from", "July", "a date such as");
  }

  /** As members of a group of a legend have. */
  @Test
  void classesOfOneNameAreOne() throws IOException {
    List<Path> maps = List.of(map("a", tiff(FIRST)), map("b", tiff(SECOND)));
    names("a", "water", "wood", "water");
    names("b", "water", "wood", "water");
    ChangeReport report = change(maps);
    assertThat(table(report.pairs().get(0)))
        .containsExactly(List.of(1L, 1L, 5L), List.of(1L, 2L, 1L), List.of(2L, 2L, 3L));
    assertThat(report.pairs().get(0).transitions().get(0).squareKilometres())
        .isCloseTo(5 * PIXEL, within(1e-7));
    assertThat(report.classes()).hasSize(2);
    assertThat(report.classes().get(0).labels()).containsExactly(1, 3);
    assertThat(raster("a_b_change.tif")).containsExactly(1, 2, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0);
  }

  /** 255 classes of which each becomes three others: 765 changes, too many for a byte. */
  @Test
  void moreChangesThanAByteHolds() throws IOException {
    TestTiffs before = TestTiffs.of(255, 5).values((b, x, y) -> x + 1);
    TestTiffs after = TestTiffs.of(255, 5).values((b, x, y) -> (x + (y < 3 ? 1 : y - 1)) % 255 + 1);
    ChangeReport report = change(List.of(map("a", before), map("b", after)));
    assertThat(report.values()).hasSize(255);
    ChangeReport.ValueEntry others = report.values().get(254);
    assertThat(others.value()).isEqualTo(255);
    assertThat(others.name()).isEqualTo("other changes");
    // 253 of the 255 changes of three pixels have values of their own
    assertThat(others.pixels()).isEqualTo(2 * 3 + 2 * 255);
    assertThat(report.pairs().get(0).transitions()).hasSize(765);
    assertThat(java.util.Arrays.stream(raster("a_b_change.tif")).filter(v -> v == 255).count())
        .isEqualTo(2 * 3 + 2 * 255);
  }

  @Test
  void withoutAReferenceSystemThereAreNoAreas() throws IOException {
    List<Path> maps =
        List.of(
            map("a", tiff(FIRST).notGeoreferenced()), map("b", tiff(SECOND).notGeoreferenced()));
    ChangeReport report = change(maps);
    assertThat(report.pairs().get(0).squareKilometres()).isNull();
    assertThat(report.pairs().get(0).transitions().get(0).squareKilometres()).isNull();
    assertThat(Files.readString(out().resolve("changes.csv")))
        .contains("1,Class 1,2,Class 2,1,,0.11111111,2");
  }

  @Test
  void mapsThatDoNotBelongTogether() throws IOException {
    Path first = map("a", tiff(FIRST));
    refused(List.of(first), "'a'", "only one", "needs two");
    refused(
        List.of(first, map("far", tiff(SECOND).at(900_000, 4_500_000, 30, 30))),
        "'a' and 'far'",
        "no ground in common");
    refused(List.of(first, map("n", tiff(new int[3][4]))), "No pixel has a class in both");
    refused(
        List.of(first, map("u", tiff(new int[][] {{1}}).notGeoreferenced())), "'u'", "no place");
    refused(List.of(first, map("c", tiff(new int[][] {{1}}).epsg(0))), "'c'", "-a_srs");
    refused(List.of(first, map("w", tiff(SECOND).type(Type.UINT16))), "'w'", "no classified map");
    refused(List.of(folder), "No date is known of the map");
    refused(
        List.of(map("s_2018-04-05", tiff(FIRST)), map("t_2018-04-05", tiff(SECOND))),
        "'s_2018-04-05' and 't_2018-04-05'",
        "same date");
    refused(List.of(first, folder.resolve("s_2018-04-05_classes.tif")), "'a'", "no place in time");
    Path other = map("b", tiff(SECOND));
    names("a", "sea", "wood", "field");
    names("b", "sea", "city", "field");
    refused(List.of(first, other), "'wood' and 'city'", "mean different things");
  }
}
