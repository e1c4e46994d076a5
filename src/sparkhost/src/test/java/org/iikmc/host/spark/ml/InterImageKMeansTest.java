/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterImageKMeansTest {
  private static final int TILES = 4;
  private static final List<String> BANDS = List.of("B2", "B3");
  private static final StructType SCHEMA =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

  private static SparkSession spark;

  @TempDir Path folder;

  private final List<Path> files = new ArrayList<>();

  @BeforeAll
  static void start() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** One of bytes among those of 16 bits. */
  @BeforeEach
  void tiles() throws IOException {
    for (int t = 0; t < TILES; t++) {
      files.add(
          TestTiles.write(
              folder.resolve("t" + t + ".tif"), t, BANDS, t == 1 ? 1 : 2, TestTiles.covers(t)));
    }
  }

  private static Row row(Path file) throws IOException {
    return RowFactory.create(file.toString(), Files.readAllBytes(file));
  }

  private static Dataset<Row> frame(List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** The tiles in their order, and a row without one. */
  private Dataset<Row> frame() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path file : files) {
      rows.add(row(file));
    }
    rows.add(2, RowFactory.create("none", null));
    return frame(rows);
  }

  private static InterImageKMeans estimator() {
    return new InterImageKMeans().setK(5).setTol(0);
  }

  /** What the same classes are on the cores of one machine, and its labels of each file. */
  private record Expected(Clustering clustering, List<byte[]> labels) {}

  private Expected expected(Seeding seeding) throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      List<Scene> scenes = new ArrayList<>();
      for (Path file : files) {
        SceneSource source = new SceneFinder(readers).find(file).get(0);
        scenes.add(source.open(source.bandNames()));
      }
      SceneSamples source = new SceneSamples(scenes, PixelRules.standard(), 1, 0, List.of());
      ForkJoinBackend backend =
          new ForkJoinBackend(
              KernelChoice.probe(),
              2,
              1 << 20,
              new SampleMemory(1 << 20),
              folder.resolve("temporary"));
      KMeansSettings settings = KMeansSettings.of(5).withSeeding(seeding).withChangeThreshold(0);
      try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
        org.iikmc.kmeans.InterImageKMeans.Run run =
            new org.iikmc.kmeans.InterImageKMeans(settings).run(samples, Progress.NONE);
        return new Expected(run.clustering(), labels(source, run.assignment()));
      }
    }
  }

  private static List<byte[]> labels(SceneSamples source, Assignment assignment)
      throws IOException {
    List<byte[]> labels = new ArrayList<>();
    for (int i = 0; i < source.blocks().size(); i++) {
      byte[] cells = new byte[source.blocks().get(i).cells()];
      assignment.readLabels(i, cells);
      labels.add(cells); // a tile is one block
    }
    return labels;
  }

  private static Stream<Arguments> seedings() {
    return Stream.of(
        Arguments.of("midpoint", new MidpointSeeding()),
        Arguments.of("percentile", new PercentileSeeding()),
        Arguments.of("k-means++", new KMeansPlusPlusSeeding(7)));
  }

  @ParameterizedTest
  @MethodSource("seedings")
  void classesAreThoseOfTheCores(String mode, Seeding seeding) throws IOException {
    InterImageKMeansModel model = estimator().setInitMode(mode).setSeed(7).fit(frame());
    Clustering expected = expected(seeding).clustering();
    assertThat(model.signatures()).isDeepEqualTo(expected.signatures());
    assertThat(model.counts()).isEqualTo(expected.counts());
    assertThat(model.inertia()).isEqualTo(expected.inertia());
    assertThat(spark.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    InterImageKMeansSummary summary = model.summary();
    assertThat(summary.iterations()).isEqualTo(expected.iterations().size());
    assertThat(summary.stopReason()).isEqualTo(expected.stopReason().name());
    assertThat(Arrays.stream(summary.counts()).sum())
        .isEqualTo(TILES * (TestTiles.SIZE * TestTiles.SIZE - 15L));
  }

  /** Of several blocks each: as many as a file is opened for. */
  @Test
  void largeTilesAreReadInParts() throws IOException {
    files.add(TestTiles.writeLarge(folder.resolve("large.tif"), 600, BANDS));
    files.add(TestTiles.writeLarge(folder.resolve("larger.tif"), 700, BANDS));
    InterImageKMeansModel model = estimator().fit(frame());
    Clustering expected = expected(new KMeansPlusPlusSeeding(1)).clustering();
    assertThat(model.signatures()).isDeepEqualTo(expected.signatures());
    assertThat(model.counts()).isEqualTo(expected.counts());
    assertThat(model.inertia()).isEqualTo(expected.inertia());
    assertThatNoTileIsLeft();
  }

  private static void assertThatNoTileIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.filter(each -> each.getFileName().toString().startsWith("iikmc-tile")))
          .isEmpty();
    }
  }

  @Test
  void mapsAreOnTheGridsOfTheTiles() throws IOException {
    List<Row> rows = estimator().fit(frame()).transform(frame()).collectAsList();
    List<byte[]> expected = expected(new KMeansPlusPlusSeeding(1)).labels();
    assertThat(rows).hasSize(TILES + 1);
    assertThat(rows.get(2).isNullAt(2)).isTrue();
    for (int t = 0; t < TILES; t++) {
      Row row = rows.get(t < 2 ? t : t + 1);
      Path map = Files.write(folder.resolve("map.tif"), (byte[]) row.get(2));
      assertThat(row.getString(0)).isEqualTo(files.get(t).toString());
      try (RasterReaders readers = new RasterReaders()) {
        SceneSource source = new SceneFinder(readers).find(map).get(0);
        Scene scene = source.open(List.of("1"));
        assertThat(scene.grid().coincides(TestTiles.grid(t))).isTrue();
        int[] labels =
            scene
                .bands()
                .get(0)
                .pixels()
                .read(new Rectangle(TestTiles.SIZE, TestTiles.SIZE))
                .getSamples(0, 0, TestTiles.SIZE, TestTiles.SIZE, 0, (int[]) null);
        assertThat(labels).hasSameSizeAs(expected.get(t));
        for (int i = 0; i < labels.length; i++) {
          assertThat(labels[i]).isEqualTo(expected.get(t)[i]);
        }
      }
    }
  }

  @Test
  void filesAreReadBySparkItself() throws IOException {
    Dataset<Row> tiles =
        spark.read().format("binaryFile").option("pathGlobFilter", "*.tif").load(folder.toString());
    InterImageKMeansModel model = estimator().setInitMode("midpoint").fit(tiles);
    assertThat(model.transform(tiles).select("path", "classes").collectAsList())
        .hasSize(TILES)
        .allSatisfy(row -> assertThat(row.isNullAt(1)).isFalse());
  }

  @Test
  void stagesAreSavedWithTheirParameters() throws IOException {
    InterImageKMeans stage =
        estimator()
            .setBands(2, 1)
            .setNodata(7)
            .setInitMode("percentile")
            .setMaxIter(3)
            .setSeed(9)
            .setInputCol("content")
            .setOutputCol("map");
    String place = folder.resolve("stage").toString();
    stage.save(place);
    InterImageKMeans loaded = InterImageKMeans.load(place);
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(loaded.getBands()).containsExactly(2, 1);
    assertThat(loaded.getNodata()).hasValue(7);
    assertThat(loaded.explainParams())
        .contains("initMode", "current: percentile", "default: 8, current: 5");

    InterImageKMeansModel model = loaded.fit(frame());
    assertThat(model.parent()).isSameAs(loaded);
    assertThat(model.getBands()).containsExactly(2, 1);
    String modelPlace = folder.resolve("model").toString();
    model.write().overwrite().save(modelPlace);
    InterImageKMeansModel again = InterImageKMeansModel.load(modelPlace);
    assertThat(again.signatures()).isDeepEqualTo(model.signatures());
    assertThat(again.counts()).isEqualTo(model.counts());
    assertThat(again.inertia()).isEqualTo(model.inertia());
    assertThat(again.getBands()).containsExactly(2, 1);
    assertThat(again.getOutputCol()).isEqualTo("map");
    assertThat(maps(again.transform(frame()), "map"))
        .isDeepEqualTo(maps(model.transform(frame()), "map"));
    SignatureSet signatures = JsonFormat.read(Path.of(modelPlace, "signatures.json"));
    assertThat(signatures.bands()).containsExactly("B3", "B2");
    assertThat(signatures.numbers()).containsExactly(2, 1);
    assertThat(signatures.means()).isDeepEqualTo(model.signatures());
  }

  private static byte[][] maps(Dataset<Row> rows, String column) {
    return rows.select(column).collectAsList().stream()
        .map(row -> (byte[]) row.get(0))
        .toArray(byte[][]::new);
  }

  @Test
  void pipelinesAreSavedWithIt() throws IOException {
    String place = folder.resolve("pipeline").toString();
    PipelineModel model = new Pipeline().setStages(new PipelineStage[] {estimator()}).fit(frame());
    model.save(place);
    assertThat(maps(PipelineModel.load(place).transform(frame()), "classes"))
        .isDeepEqualTo(maps(model.transform(frame()), "classes"));
  }

  @Test
  void bandsAndNodataAreHeeded() throws IOException {
    double[][] whole = estimator().setInitMode("midpoint").fit(frame()).signatures();
    double[][] turned =
        estimator().setInitMode("midpoint").setBands(2, 1).fit(frame()).signatures();
    for (int c = 0; c < whole.length; c++) {
      assertThat(turned[c]).containsExactly(whole[c][1], whole[c][0]);
    }
    long[] fewer = estimator().setNodata(40).fit(frame()).counts();
    assertThat(Arrays.stream(fewer).sum())
        .isBetween(1L, TILES * (TestTiles.SIZE * TestTiles.SIZE - 15L) - 1);
  }

  @Test
  void columnsAreCheckedBeforeAnythingRuns() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setInputCol("tile").fit(frame()))
        .withMessage("There is no column tile, which inputCol names; there are path, content.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setInputCol("path").transformSchema(SCHEMA))
        .withMessageStartingWith("Column path is of type string, but must be binary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setOutputCol("path").transformSchema(SCHEMA))
        .withMessage("There is a column path already; give outputCol another name.");
    assertThat(estimator().transformSchema(SCHEMA).apply("classes").dataType())
        .isEqualTo(DataTypes.BinaryType);
  }

  @Test
  void valuesOfParametersAreChecked() {
    assertThatThrownBy(() -> estimator().setK(256)).hasMessageContaining("k given invalid value");
    assertThatThrownBy(() -> estimator().setInitMode("random")).hasMessageContaining("initMode");
    assertThatThrownBy(() -> estimator().setBands(1, 1)).hasMessageContaining("bands");
    assertThatThrownBy(() -> estimator().setTol(2)).hasMessageContaining("tol");
  }

  @Test
  void tilesThatDoNotGoTogetherAreNamed() throws IOException {
    Path other = TestTiles.write(folder.resolve("o.tif"), 0, List.of("B4"), 2, TestTiles.covers(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().fit(frame(List.of(row(files.get(0)), row(other)))))
        .withMessage(
            "tile %s has the bands B4, but tile %s has B2, B3; all must have the same, or the same"
                + " numbers of bands must be chosen of each.",
            other, files.get(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().setBands(3).fit(frame()))
        .withMessageStartingWith("Tile " + files.get(0) + " can't be used: ")
        .withMessageContaining("no band 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().fit(frame(List.of())))
        .withMessage("Column content holds no tile, which fitting needs.");
    Path empty = TestTiles.write(folder.resolve("e.tif"), 0, BANDS, 2, (b, x, y) -> 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().fit(frame(List.of(row(empty)))))
        .withMessageContaining("only 0 valid pixels");
  }

  @Test
  void damagedTilesAreNamedAndLeaveNoFile() throws IOException {
    Path text = Files.writeString(folder.resolve("text.tif"), "no picture");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().fit(frame(List.of(row(files.get(0)), row(text)))))
        .withMessageStartingWith("Tile " + text + " can't be used: it is not a TIFF");
    byte[] whole = Files.readAllBytes(files.get(3));
    Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> estimator().fit(frame(List.of(row(files.get(0)), row(cut)))))
        .hasMessageContaining("Tile " + cut + " can't be used: ");
    InterImageKMeansModel model = estimator().fit(frame());
    for (Path damaged : List.of(text, cut)) {
      assertThatThrownBy(() -> model.transform(frame(List.of(row(damaged)))).collectAsList())
          .hasStackTraceContaining("Tile " + damaged + " can't be used: ");
    }
    assertThatNoTileIsLeft();
  }
}
