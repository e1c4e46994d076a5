/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.polygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.iikmc.job.ClassAreas;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of pixels of 30 m, from (500000, 4500000) south-east in EPSG:32618. */
class PolygoniseJobTest {
  private static final int[][] LABELS = {{1, 1, 2, 2}, {1, 0, 2, 2}, {3, 3, 3, 0}};

  @TempDir Path folder;
  private Path maps;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    maps = Files.createDirectory(folder.resolve("maps"));
    out = folder.resolve("out");
  }

  private static TestTiffs tiff(int[][] values) {
    return TestTiffs.of(values[0].length, values.length).values((b, x, y) -> values[y][x]);
  }

  private Path map(String name, TestTiffs tiff) {
    return tiff.write(maps.resolve(name + "_classes.tif"));
  }

  private List<PolygoniseJob.Written> run(String format, List<Path> paths, Progress progress)
      throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      MapFiles found = MapFiles.find(paths, new SceneFinder(readers));
      PolygoniseJob job =
          new PolygoniseJob(
              new Given(Door.POLYGONISE_COMMAND, Map.of("format", format, "out", out.toString())),
              Clock.systemUTC());
      List<PolygoniseJob.Written> written =
          job.write(found.maps(), found.signatures(), out, progress);
      assertThat(written)
          .extracting(PolygoniseJob.Written::name)
          .isEqualTo(job.outputs(found.maps()));
      return written;
    }
  }

  private List<PolygoniseJob.Written> run(String format) throws IOException {
    return run(format, List.of(maps), Progress.NONE);
  }

  private void refused(String format, List<Path> paths, String... words) {
    assertThatThrownBy(() -> run(format, paths, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
    assertThat(out).doesNotExist();
  }

  private JsonNode features(String name) throws IOException {
    return new ObjectMapper()
        .readTree(out.resolve(name + "_classes.geojson").toFile())
        .get("features");
  }

  @Test
  void eachMapHasAFile() throws IOException {
    map("a", tiff(LABELS));
    map("b_20180405", tiff(new int[][] {{7}}));

    assertThat(run("gpkg"))
        .containsExactly(
            new PolygoniseJob.Written("a_classes.gpkg", 3, 10),
            new PolygoniseJob.Written("b_20180405_classes.gpkg", 1, 1));
    assertThat(out).isDirectoryContaining("glob:**/a_classes.gpkg");
    assertThat(Files.readAllBytes(out.resolve("b_20180405_classes.gpkg")))
        .startsWith("SQLite format 3".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void namesAndColoursAreThoseOfTheSignaturesBesideTheMap() throws IOException {
    map("a", tiff(LABELS));
    double[] one = {1};
    Files.writeString(
        maps.resolve("signatures.json"),
        JsonFormat.text(
            new SignatureSet(
                List.of("B1"),
                List.of(
                    new SignatureSet.ClassSignature("water", Color.BLUE, 3, one, one),
                    new SignatureSet.ClassSignature("wood", Color.GREEN, 4, one, one),
                    new SignatureSet.ClassSignature("rock", Color.GRAY, 3, one, one)))));
    run("geojson");

    assertThat(features("a"))
        .extracting(f -> f.at("/properties/name").asText() + f.at("/properties/color").asText())
        .containsExactly("water#0000ff", "wood#00ff00", "rock#808080");
    assertThat(features("a")).noneMatch(f -> f.get("properties").has("date"));
  }

  @Test
  void namesOfTheMapServeWithoutSignatures() throws IOException {
    Path map = map("a", tiff(LABELS).nodata("3"));
    Files.writeString(
        maps.resolve("a_classes.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category/><Category>dark</Category>"
            + "</CategoryNames></PAMRasterBand></PAMDataset>");
    run("geojson", List.of(map), Progress.NONE);

    assertThat(features("a"))
        .extracting(f -> f.at("/properties/name").asText())
        .containsExactly("dark", "Class 2");
  }

  /** Several strips and tiles, in degrees, where each row has its own area of a pixel. */
  @Test
  void areasOfPolygonsComeToThoseOfTheReport() throws IOException {
    map(
        "a",
        TestTiffs.of(300, 700)
            .tiles(64, 64)
            .epsg(4326)
            .at(10, 60, 0.01, 0.01)
            .values((b, x, y) -> (x * 7919 + y * 104729 >> 7) % 4));
    run("geojson");
    double[] areas = new double[4];
    long pixels = 0;
    for (JsonNode feature : features("a")) {
      areas[feature.at("/properties/class").asInt()] +=
          feature.at("/properties/area_km2").asDouble();
      pixels += feature.at("/properties/pixels").asLong();
    }
    try (RasterReaders readers = new RasterReaders()) {
      ClassifiedMap map =
          ClassifiedMap.open(MapFiles.find(List.of(maps), new SceneFinder(readers)).maps().get(0));
      byte[] labels = map.labels(map.scene().grid().bounds());
      ClassAreas report = new ClassAreas(map.scene().grid(), 3);
      report.accept(0, 700, 300, labels);
      long valid = 0;
      for (byte label : labels) {
        valid += label == 0 ? 0 : 1;
      }
      assertThat(pixels).isEqualTo(valid);
      for (int c = 0; c < 3; c++) {
        assertThat(report.areas().orElseThrow()[c]).isCloseTo(areas[c + 1], within(1e-6));
      }
    }
  }

  @Test
  void aMapOfNoDataIsAnEmptyLayer() throws IOException {
    map("a", tiff(new int[][] {{0, 0}, {0, 0}}));

    assertThat(run("geojson"))
        .containsExactly(new PolygoniseJob.Written("a_classes.geojson", 0, 0));
    assertThat(features("a")).isEmpty();
  }

  @Test
  void whatIsNoMapIsRefused() {
    Path reflectance = map("a", tiff(LABELS).type(Type.UINT16));
    refused("gpkg", List.of(reflectance), "'a' is no classified map", "more than 8 bits");
    refused("gpkg", List.of(folder.resolve("none.tif")), "none.tif");
    refused("gpkg", List.of(folder), "holds no classified map");
  }

  @Test
  void geoJsonNeedsAReferenceSystemAndNothingIsLeftBehind() {
    map("a", tiff(LABELS));
    map("b", tiff(LABELS).notGeoreferenced());
    refused("geojson", List.of(maps), "'b' has no reference system", "GeoPackage");
  }

  @Test
  void mapsOfOneNameAreRefused() throws IOException {
    map("a", tiff(LABELS));
    Path other = Files.createDirectory(folder.resolve("other"));
    tiff(LABELS).write(other.resolve("a_classes.tif"));
    refused("gpkg", List.of(maps, other), "Two maps are called 'a'");
  }

  @Test
  void filesOfOthersAreNotReplaced() throws IOException {
    map("a", tiff(LABELS));
    out = maps;
    Path own = Files.writeString(maps.resolve("a_classes.gpkg"), "mine");
    assertThatThrownBy(() -> run("gpkg"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a_classes.gpkg");
    assertThat(own).hasContent("mine");
    run("geojson");
    run("geojson"); // once more, over its own
    assertThat(features("a")).hasSize(3);
  }

  @Test
  void aCanceledRunLeavesNothing() {
    map("a", tiff(LABELS));
    Progress canceled =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    assertThatThrownBy(() -> run("gpkg", List.of(maps), canceled))
        .isInstanceOf(CancellationException.class);
    assertThat(out).doesNotExist();
  }

  @Test
  void aFormatThatIsNoneIsRefused() {
    map("a", tiff(LABELS));
    assertThatThrownBy(() -> run("shp"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("format", "gpkg, geojson");
  }
}
