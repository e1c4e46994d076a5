/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.raster.style.Palette;
import org.iikmc.testing.ReferenceKMeans;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusteringJobTest {
  private static final int K = 6;
  private static final int BANDS = 4;

  @TempDir static Path series;
  @TempDir Path out;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(4, 90, BANDS, 5));
    for (int s = 0; s < 4; s++) {
      SimulatedScene scene = simulator.scene(s);
      new SimulatedTiff(scene).writeBands(series.resolve(scene.name() + ".tif"));
    }
  }

  @BeforeEach
  void open() {
    readers = new RasterReaders();
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private List<SceneSource> scenes() throws IOException {
    return new SceneFinder(readers).find(series);
  }

  private static AssignmentBackend backend() {
    return new ForkJoinBackend(
        KernelChoice.probe(),
        2,
        1 << 28,
        SampleMemory.ofHeap(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static KMeansSettings clustering() {
    return KMeansSettings.of(K).withChangeThreshold(0.002);
  }

  private static PixelRules noMask() {
    return new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
  }

  private static ClusterRequest settings(PixelRules rules, double sample, boolean compare) {
    return new ClusterRequest(
        ClassSearch.of(clustering()),
        Harmonizer.Wishes.none(),
        Optional.empty(),
        BandSelection.defaults(),
        rules,
        sample,
        1,
        false,
        compare,
        Palette.CATEGORICAL,
        Optional.empty(),
        MapWishes.NONE,
        Map.of("k", "6"));
  }

  private static ClusteringJob job(ClusterRequest settings) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    return new ClusteringJob(settings, PixelLimit.NONE, backend(), clock);
  }

  /** Bands of all pixels, read by GeoTools and not by the code under test. */
  private static double[][] pixels(SceneSource scene) throws IOException {
    Raster raster = raster(series.resolve(scene.name() + ".tif"));
    double[][] pixels = new double[raster.getWidth() * raster.getHeight()][BANDS];
    for (int i = 0; i < pixels.length; i++) {
      for (int b = 0; b < BANDS; b++) {
        pixels[i][b] = raster.getSample(i % raster.getWidth(), i / raster.getWidth(), b);
      }
    }
    return pixels;
  }

  private static Raster raster(Path file) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    Raster raster = reader.read(null).getRenderedImage().getData();
    reader.dispose();
    return raster;
  }

  private int[] map(String scene) throws IOException {
    return map(out, scene);
  }

  private static int[] map(Path folder, String scene) throws IOException {
    Raster raster = raster(folder.resolve(scene + "_classes.tif"));
    return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
  }

  private static boolean isValid(double[] pixel) {
    return Arrays.stream(pixel).allMatch(v -> v != 0);
  }

  @Test
  void mapsAndSignaturesAreThoseOfTheReference() throws IOException {
    RunReport report = job(settings(noMask(), 1, false)).run(scenes(), out, Progress.NONE);

    List<double[]> pool = new ArrayList<>();
    for (SceneSource scene : scenes()) {
      Arrays.stream(pixels(scene)).filter(ClusteringJobTest::isValid).forEach(pool::add);
    }
    double[][] valid = pool.toArray(double[][]::new);
    ReferenceKMeans expected =
        new ReferenceKMeans(valid, ReferenceKMeans.midpoints(valid, K), 100, 0.002, 0);
    assertThat(report.signatures().means()).isDeepEqualTo(expected.signatures);
    assertThat(report.fit().orElseThrow().iterations()).hasSameSizeAs(expected.changed);
    assertThat(report.quality().inertia())
        .isCloseTo(expected.inertia, within(1e-9 * expected.inertia));
    int next = 0;
    for (SceneSource scene : scenes()) {
      int[] map = map(scene.name());
      double[][] pixels = pixels(scene);
      for (int i = 0; i < map.length; i++) {
        int label = isValid(pixels[i]) ? expected.labels[next++] + 1 : 0;
        assertThat(map[i]).as("pixel %d of %s", i, scene.name()).isEqualTo(label);
      }
    }
    assertThat(next).isEqualTo(valid.length);
    double silhouette =
        Arrays.stream(expected.simplifiedSilhouettes(valid)).average().orElseThrow();
    assertThat(report.quality().simplifiedSilhouette()).isCloseTo(silhouette, within(1e-4));
  }

  @Test
  void theReportNamesTheMapsThatThereAre() throws IOException {
    job(settings(noMask(), 1, false)).run(scenes(), out, MapNaming.BY_DATE, Progress.NONE);
    List<JsonReport.SceneEntry> scenes = JsonReport.read(out.resolve(JsonReport.FILE)).scenes();
    assertThat(scenes.get(0).map()).isEqualTo("2024-01-15_sim_20240115_classes.tif");
    assertThat(scenes)
        .hasSize(4)
        .allSatisfy(scene -> assertThat(out.resolve(scene.map())).exists());
  }

  @Test
  void theReportAddsUp() throws IOException {
    RunReport report =
        job(settings(PixelRules.standard(), 1, true)).run(scenes(), out, Progress.NONE);
    assertThat(report.scenes()).hasSize(4);
    assertThat(report.scenes().get(0).date()).contains(LocalDate.of(2024, 1, 15));
    assertThat(report.scenes().get(0).crs()).contains("EPSG:32642");
    for (RunReport.SceneReport scene : report.scenes()) {
      int[] map = map(scene.name());
      for (int c = 0; c < K; c++) {
        int label = c + 1;
        long count = Arrays.stream(map).filter(l -> l == label).count();
        assertThat(scene.counts()[c]).isEqualTo(count);
        assertThat(scene.areas().orElseThrow()[c])
            .isCloseTo(count * 0.0009 / 0.9996 / 0.9996, within(1e-5)); // near the meridian
      }
    }
    assertThat(report.signatures().classes().stream().mapToLong(c -> c.pixels()).sum())
        .isEqualTo(report.pixels());
    RunReport.Consistency consistency = report.consistency().orElseThrow();
    RunReport.Comparison comparison = report.comparison().orElseThrow();
    assertThat(consistency.comparedPixels()).isEqualTo(comparison.comparedPixels());
    assertThat(consistency.agreement()).isEqualTo(comparison.jointAgreement());
    assertThat(comparison.scenes()).hasSize(4);
    assertThat(comparison.comparedPixels()).isPositive();
    assertThat(comparison.jointDrift()).isLessThan(comparison.perSceneDrift());
    // Plain k-means of a scene fits that scene better than signatures of the whole series can.
    double alone = comparison.scenes().stream().mapToDouble(s -> s.inertia()).sum();
    assertThat(alone).isLessThan(report.quality().inertia());
    assertThat(out)
        .isDirectoryContaining("glob:**/report.json")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/signatures.csv")
        .isDirectoryContaining("glob:**/classes.sld");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(".")))
          .isEmpty();
    }
  }

  @Test
  void aLegendChangesAllThatIsShownAndNoPixel() throws IOException {
    Legend legend =
        CsvLegend.parse(
            "class,name,color,group\n2,deep,#0000c8,water\n5,shallow,#00ffff,water\n3,Wald,,\n",
            "legend.csv");
    ClusterRequest plain = settings(noMask(), 1, false);
    ClusterRequest named =
        new ClusterRequest(
            plain.search(),
            plain.wishes(),
            plain.given(),
            plain.bands(),
            plain.rules(),
            1,
            1,
            false,
            false,
            plain.palette(),
            Optional.of(legend),
            MapWishes.NONE,
            Map.of());
    Path without = out.resolve("without");
    RunReport before = job(plain).run(scenes(), without, Progress.NONE);
    RunReport report = job(named).run(scenes(), out.resolve("named"), Progress.NONE);
    ClassifyRequest again =
        new ClassifyRequest(
            JsonFormat.read(without.resolve("signatures.json")).with(legend),
            "signatures.json",
            BandSelection.defaults(),
            noMask(),
            false,
            MapWishes.NONE,
            Map.of());
    new ClassificationJob(again, PixelLimit.NONE, backend(), Clock.systemUTC())
        .run(scenes(), out.resolve("classified"), Progress.NONE);
    String scene = scenes().get(0).name();
    for (String folder : List.of("named", "classified")) {
      Path there = out.resolve(folder);
      assertThat(map(there, scene)).isEqualTo(map(without, scene));
      IndexColorModel colors =
          (IndexColorModel)
              ImageIO.read(there.resolve(scene + "_classes.tif").toFile()).getColorModel();
      assertThat(new Color(colors.getRGB(5))).isEqualTo(new Color(0, 0, 200));
      assertThat(Files.readString(there.resolve(scene + "_classes.tif.aux.xml")))
          .containsSubsequence("Class 1", "water", "Wald", "Class 4", "water", "Class 6");
      assertThat(Files.readString(there.resolve(scene + "_classes.qml")))
          .contains("value=\"5\" label=\"water\" color=\"#0000c8\"");
      assertThat(Files.readString(there.resolve("classes.sld")))
          .contains("color=\"#0000c8\" quantity=\"5\" label=\"water\"");
      assertThat(Files.readString(there.resolve("classify.sld")))
          .contains("color=\"#0000c8\" quantity=\"5\" label=\"water\"");
      assertThat(Files.readString(there.resolve("signatures.csv")))
          .contains("\r\n5,shallow,#00ffff,water,");
      Legend written = LegendFormat.read(there.resolve("legend.csv"));
      assertThat(written).isEqualTo(legend.over(before.signatures().legend()));
      assertThat(LegendFormat.read(there.resolve("legend.json"))).isEqualTo(written);
      assertThat(JsonFormat.read(there.resolve("signatures.json")).legend()).isEqualTo(written);
      JsonReport json = JsonReport.read(there.resolve(JsonReport.FILE));
      assertThat(json.covers())
          .extracting(JsonReport.CoverEntry::name)
          .containsExactly("Class 1", "water", "Wald", "Class 4", "Class 6");
      assertThat(json.covers().get(1).classes()).containsExactly(2, 5);
      JsonReport.SceneEntry first = json.scenes().get(0);
      assertThat(first.pixelsOfCover().get(1))
          .isEqualTo(first.pixelsOfClass().get(1) + first.pixelsOfClass().get(4));
      assertThat(first.squareKilometresOfCover().get(1))
          .isCloseTo(
              first.squareKilometresOfClass().get(1) + first.squareKilometresOfClass().get(4),
              within(1e-9));
      assertThat(Files.readString(there.resolve("report.html")))
          .contains("water = 2 + 5", "5 shallow (water)", "3 Wald");
    }
    assertThat(report.signatures().means()).isDeepEqualTo(before.signatures().means());
    assertThat(JsonReport.read(without.resolve(JsonReport.FILE)).covers()).isNull();
    assertThat(LegendFormat.read(without.resolve("legend.csv")))
        .isEqualTo(before.signatures().legend());
  }

  @Test
  void classifyingWithSavedSignaturesGivesTheSameMaps() throws IOException {
    job(settings(PixelRules.standard(), 1, false)).run(scenes(), out, Progress.NONE);
    Path again = out.resolve("again");
    SignatureSet saved = JsonFormat.read(out.resolve("signatures.json"));
    RunReport report =
        new ClassificationJob(
                new ClassifyRequest(
                    saved,
                    "signatures.json",
                    BandSelection.defaults(),
                    PixelRules.standard(),
                    false,
                    MapWishes.NONE,
                    Map.of()),
                PixelLimit.NONE,
                backend(),
                Clock.systemUTC())
            .run(scenes(), again, Progress.NONE);
    assertThat(report.fit()).isEmpty();
    for (SceneSource scene : scenes()) {
      assertThat(map(again, scene.name())).isEqualTo(map(scene.name()));
    }
  }

  @Test
  void aNewSceneClusteredWithFixedSignaturesIsClassifiedWithThem() throws IOException {
    List<SceneSource> scenes = scenes();
    job(settings(PixelRules.standard(), 1, false)).run(scenes.subList(0, 3), out, Progress.NONE);
    SignatureSet saved = JsonFormat.read(out.resolve("signatures.json"));
    new ClassificationJob(
            new ClassifyRequest(
                saved,
                "signatures.json",
                BandSelection.defaults(),
                PixelRules.standard(),
                false,
                MapWishes.NONE,
                Map.of()),
            PixelLimit.NONE,
            backend(),
            Clock.systemUTC())
        .run(scenes.subList(3, 4), out, Progress.NONE);
    int[] map = map(scenes.get(3).name());
    double[][] pixels = pixels(scenes.get(3));
    double[][] means = saved.means();
    for (int i = 0; i < map.length; i++) {
      if (map[i] != 0) {
        assertThat(map[i] - 1).isEqualTo(firstNearest(pixels[i], means));
      }
    }
  }

  private static int firstNearest(double[] pixel, double[][] means) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < means.length; c++) {
      double d = 0;
      for (int b = 0; b < pixel.length; b++) {
        d += (pixel[b] - means[c][b]) * (pixel[b] - means[c][b]);
      }
      if (d < least) {
        least = d;
        best = c;
      }
    }
    return best;
  }

  @Test
  void aSampleFindsTheSignaturesAndAllPixelsAreClassified() throws IOException {
    RunReport report = job(settings(noMask(), 0.1, true)).run(scenes(), out, Progress.NONE);
    long valid = 0;
    for (SceneSource scene : scenes()) {
      int[] map = map(scene.name());
      double[][] pixels = pixels(scene);
      for (int i = 0; i < map.length; i++) {
        int label =
            isValid(pixels[i]) ? 1 + firstNearest(pixels[i], report.signatures().means()) : 0;
        assertThat(map[i]).isEqualTo(label);
        valid += label > 0 ? 1 : 0;
      }
    }
    assertThat(report.pixels()).isEqualTo(valid);
    double share = (double) report.fit().orElseThrow().pixels() / valid;
    assertThat(share).isCloseTo(0.1, within(0.01));
    assertThat(report.comparison().orElseThrow().scenes()).hasSize(4);
  }

  @Test
  void aSampleWithoutEnoughPixelsSaysSo() {
    assertThatThrownBy(
            () -> job(settings(noMask(), 0.00001, false)).run(scenes(), out, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("raise sample");
  }

  @Test
  void mapsAmongTheirScenesAreNotScenes() throws IOException {
    Path both = Files.createDirectory(out.resolve("both"));
    Path scene = series.resolve(scenes().get(0).name() + ".tif");
    Files.copy(scene, both.resolve(scene.getFileName()));
    job(settings(noMask(), 1, false)).run(new SceneFinder(readers).find(both), both, Progress.NONE);
    assertThat(new SceneFinder(readers).find(both)).hasSize(1);
  }

  @Test
  void aWarmStartFromTheResultChangesAlmostNothing() throws IOException {
    RunReport first = job(settings(noMask(), 1, false)).run(scenes(), out, Progress.NONE);
    ClusterRequest warm =
        new ClusterRequest(
            ClassSearch.of(
                clustering()
                    .withSeeding(
                        new GivenSignatures(first.signatures().means(), "signatures.json"))),
            Harmonizer.Wishes.none(),
            Optional.empty(),
            BandSelection.defaults(),
            noMask(),
            1,
            1,
            false,
            false,
            Palette.NATURAL,
            Optional.empty(),
            MapWishes.NONE,
            Map.of("k", "6"));
    RunReport second = job(warm).run(scenes(), out, Progress.NONE);
    assertThat(second.fit().orElseThrow().iterations()).hasSize(2);
  }

  @Test
  void anAreaOutsideEveryScenesIsRefusedAndNothingWritten() throws IOException {
    PixelRules rules = area("SRID=32642;POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))");
    Path fresh = out.resolve("a/b");
    assertThatThrownBy(() -> job(settings(rules, 1, false)).run(scenes(), fresh, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lies outside every scene");
    assertThat(out.resolve("a")).doesNotExist();
  }

  @Test
  void anAreaKeepsTheRestOut() throws IOException {
    // 20 x 10 pixels well within the scenes; each is shifted by whole pixels.
    PixelRules rules =
        area(
            "POLYGON((501000 3549000, 501600 3549000, 501600 3548700, 501000 3548700, 501000 3549000))");
    RunReport report = job(settings(rules, 1, false)).run(scenes(), out, Progress.NONE);
    for (RunReport.SceneReport scene : report.scenes()) {
      assertThat(scene.pixels()).isLessThanOrEqualTo(200);
    }
    assertThat(report.pixels()).isGreaterThan(400);
  }

  private static PixelRules area(String wkt) throws IOException {
    return new PixelRules(
        OptionalDouble.empty(), true, Optional.empty(), Optional.of(new AreaReader().read(wkt)));
  }

  @Test
  void moreClassesThanPixelsAreRefused() throws IOException {
    PixelRules tiny =
        area(
            "POLYGON((501000 3549000, 501060 3549000, 501060 3548970, 501000 3548970, 501000 3549000))");
    ClusterRequest settings =
        new ClusterRequest(
            ClassSearch.of(KMeansSettings.of(200)),
            Harmonizer.Wishes.none(),
            Optional.empty(),
            BandSelection.defaults(),
            tiny,
            1,
            1,
            true,
            false,
            Palette.CATEGORICAL,
            Optional.empty(),
            MapWishes.NONE,
            Map.of("k", "6"));
    assertThatThrownBy(() -> job(settings).run(scenes(), out, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageMatching("k is 200, but there are only [0-9]+ valid pixels; lower k\\.");
    assertThat(out).isEmptyDirectory();
  }

  /** Percentiles and random choices are drawn in the order of the pixels. */
  @Test
  void theOrderInWhichScenesAreNamedChangesNothing() throws IOException {
    for (Seeding seeding :
        List.of(new MidpointSeeding(), new PercentileSeeding(), new KMeansPlusPlusSeeding(7))) {
      ClusterRequest settings =
          new ClusterRequest(
              ClassSearch.of(new KMeansSettings(K, seeding, 20, 0, 0)),
              Harmonizer.Wishes.none(),
              Optional.empty(),
              BandSelection.defaults(),
              PixelRules.standard(),
              0.5,
              1,
              false,
              false,
              Palette.CATEGORICAL,
              Optional.empty(),
              MapWishes.NONE,
              Map.of("k", "6"));
      List<String> signatures = new ArrayList<>();
      List<int[]> maps = new ArrayList<>();
      for (int turn = 0; turn < 4; turn++) {
        List<SceneSource> scenes = new ArrayList<>(scenes());
        Collections.rotate(scenes, turn);
        Path folder = out.resolve(seeding.getClass().getSimpleName() + turn);
        job(settings).run(scenes, folder, Progress.NONE);
        signatures.add(Files.readString(folder.resolve("signatures.json")));
        maps.add(map(folder, scenes().get(2).name()));
      }
      assertThat(signatures).containsOnly(signatures.get(0));
      assertThat(maps).allSatisfy(map -> assertThat(map).isEqualTo(maps.get(0)));
    }
  }

  private List<SceneSource> written(TestTiffs tiff, String... names) throws IOException {
    List<SceneSource> sources = new ArrayList<>();
    for (String name : names) {
      sources.addAll(new SceneFinder(readers).find(tiff.write(out.resolve(name + ".tif"))));
    }
    return sources;
  }

  @Test
  void bandsOfOneAcquisitionAreNoSeries() throws IOException {
    TestTiffs band = TestTiffs.of(9, 7).values((b, x, y) -> x * y);
    List<SceneSource> bands = written(band, "B02", "B03", "B04");
    assertThatThrownBy(
            () -> job(settings(noMask(), 1, false)).run(bands, out.resolve("o"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("B02, B03, B04")
        .hasMessageContaining("gdal_merge.py -separate");
    assertThat(out.resolve("o")).doesNotExist();
    List<SceneSource> dates = written(band, "B02_20200101", "B02_20200201");
    job(settings(noMask(), 1, false)).run(dates, out.resolve("dates"), Progress.NONE);
    assertThat(out.resolve("dates/B02_20200201_classes.tif")).exists();
  }

  @Test
  void aQualityBandIsNoScene() throws IOException {
    List<SceneSource> scenes =
        written(TestTiffs.of(9, 7).values((b, x, y) -> x * y), "a", "a_udm2");
    assertThatThrownBy(
            () -> job(settings(noMask(), 1, false)).run(scenes, out.resolve("o"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a_udm2 is the quality band");
  }

  @Test
  void scalesThatDifferAreSaidFirst() throws IOException {
    String scaled = "<Item name=\"OFFSET\" sample=\"0\" role=\"offset\">%s</Item>";
    TestTiffs tiff = TestTiffs.of(9, 7).values((b, x, y) -> x * y);
    List<SceneSource> scenes = new ArrayList<>(written(tiff.metadata(scaled.formatted("0")), "a"));
    scenes.addAll(written(tiff.metadata(scaled.formatted("-0.1")), "b"));
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void note(String text) {
            told.add(text);
          }

          @Override
          public void report(Stage stage, long done, long total) {
            told.add(stage.toString());
          }
        };
    RunReport report = job(settings(noMask(), 1, false)).run(scenes, out.resolve("o"), progress);
    assertThat(told.get(0)).contains("1 and 0 in a; 1 and -0.1 in b");
    assertThat(report.notes()).containsExactly(told.get(0));
    assertThat(Files.readString(out.resolve("o/report.json"))).contains("1 and -0.1 in b");
  }

  private static final String OLI = "LC08_L1TP_014032_20180405_20180417_01_T1";
  private static final String TM = "LT05_L1TP_014032_19880405_20200101_02_T1";

  private SceneSource stack(String name, String... bands) throws IOException {
    return written(
            TestTiffs.of(9, 7).bands(bands.length, (b, x, y) -> 1 + x * y + b).descriptions(bands),
            name)
        .get(0);
  }

  /** Its B6 is thermal, where that of the signatures is short-wave infrared. */
  @Test
  void signaturesOfAnotherSensorAreNotApplied() throws IOException {
    SceneSource oli = stack(OLI, "B5", "B6");
    SignatureSet signatures =
        job(settings(noMask(), 1, false)).signatures(List.of(oli), Progress.NONE);
    assertThat(signatures.sensor()).contains("Landsat 8-9 OLI/TIRS");
    assertThat(signatures.wavelengths()).containsExactly(865.0, 1608.5);
    SignatureSet read = JsonFormat.parse(JsonFormat.text(signatures), "s");
    assertThat(read.wavelengths()).isEqualTo(signatures.wavelengths());
    assertThatThrownBy(() -> classify(read, BandSelection.defaults(), stack(TM, "B5", "B6")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("B5 of Landsat 4-5 TM lies at 1650 nm")
        .hasMessageContaining("865 nm");
    classify(read, BandSelection.parse("B4,B5"), stack(TM, "B4", "B5"));
  }

  private SceneSource named(String name, List<String> bands) throws IOException {
    TestTiffs tiff =
        TestTiffs.of(9, 7)
            .bands(
                bands.size(),
                (b, x, y) ->
                    switch (bands.get(b)) {
                      case "red" -> x;
                      case "nir" -> 200 - 20 * y;
                      default -> 100;
                    })
            .descriptions(bands.toArray(String[]::new));
    return written(tiff, name).get(0);
  }

  @Test
  void bandsInAnotherOrderAreFoundByTheirNames() throws IOException {
    SceneSource first = named("a_20200101", List.of("red", "nir"));
    SceneSource other = named("b_20200201", List.of("nir", "red"));
    job(settings(noMask(), 1, false)).run(List.of(first, other), out.resolve("o"), Progress.NONE);
    assertThat(map(out.resolve("o"), "b_20200201")).isEqualTo(map(out.resolve("o"), "a_20200101"));
    SceneSource more = named("c_20200301", List.of("swir16", "nir", "red"));
    assertThatThrownBy(
            () ->
                job(settings(noMask(), 1, false))
                    .run(List.of(first, more), out.resolve("p"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("both have red,nir");
  }

  /** B8A of Sentinel-2 and B5 of Landsat 8 are both of 865 nm, as in HLS. */
  @Test
  void bandsOfOtherNamesGoTogetherIfTheyLieTogetherInTheSpectrum() throws IOException {
    SceneSource oli = stack("HLS.L30.T18TWL.2020122T153941.v2.0", "B04", "B05");
    SceneSource msi = stack("HLS.S30.T18TWL.2020123T153941.v2.0", "B04", "B8A");
    job(settings(noMask(), 1, false)).run(List.of(oli, msi), out.resolve("o"), Progress.NONE);
    assertThat(map(out.resolve("o"), msi.name())).isEqualTo(map(out.resolve("o"), oli.name()));
    SceneSource red = stack("HLS.S30.T18TWL.2020124T153941.v2.0", "B04", "B05");
    assertThatThrownBy(
            () ->
                job(settings(noMask(), 1, false))
                    .run(List.of(oli, red), out.resolve("p"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("705 nm");
  }

  private void classify(SignatureSet signatures, BandSelection bands, SceneSource scene)
      throws IOException {
    new ClassificationJob(
            new ClassifyRequest(
                signatures, "s.json", bands, noMask(), false, MapWishes.NONE, Map.of()),
            PixelLimit.NONE,
            backend(),
            Clock.systemUTC())
        .run(List.of(scene), out.resolve("classified"), Progress.NONE);
  }

  @Test
  void bandsChosenByNameMustLieTogetherInTheSpectrum() throws IOException {
    ClusterRequest named =
        new ClusterRequest(
            ClassSearch.of(clustering()),
            Harmonizer.Wishes.none(),
            Optional.empty(),
            BandSelection.parse("B4"),
            noMask(),
            1,
            1,
            false,
            false,
            Palette.CATEGORICAL,
            Optional.empty(),
            MapWishes.NONE,
            Map.of("k", "6"));
    List<SceneSource> scenes = List.of(stack(OLI, "B4", "B5"), stack(TM, "B4", "B5"));
    assertThatThrownBy(() -> job(named).run(scenes, out.resolve("o"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("B4 of Landsat")
        .hasMessageContaining("with bands.");
  }

  @Test
  void twoScenesOfOneNameAreRefused() throws IOException {
    List<SceneSource> twice = List.of(scenes().get(0), scenes().get(0));
    assertThatThrownBy(() -> job(settings(noMask(), 1, false)).run(twice, out, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Two scenes are called sim_20240115");
  }

  @Test
  void cancelingAtAnyStageLeavesNothing() throws IOException {
    for (Progress.Stage stage : Progress.Stage.values()) {
      Path folder = out.resolve(stage.name());
      Progress progress =
          new Progress() {
            private volatile boolean reached;

            @Override
            public void report(Stage now, long done, long total) {
              reached |= now == stage;
            }

            @Override
            public boolean isCanceled() {
              return reached;
            }
          };
      assertThatThrownBy(() -> job(settings(noMask(), 1, true)).run(scenes(), folder, progress))
          .as("canceled while %s", stage)
          .isInstanceOf(CancellationException.class);
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void anOutputThatIsAFolderIsNamedAndNothingReplaced() throws IOException {
    Files.createDirectories(out.resolve("report.json/x"));
    assertThatThrownBy(() -> job(settings(noMask(), 1, false)).run(scenes(), out, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("report.json can't be replaced");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void twoJobsWithDifferentSettingsRunAtOnce() throws Exception {
    Path one = out.resolve("one");
    Path two = out.resolve("two");
    List<SceneSource> scenes = scenes();
    CompletableFuture<RunReport> first =
        CompletableFuture.supplyAsync(() -> runJob(settings(noMask(), 1, false), scenes, one));
    CompletableFuture<RunReport> second =
        CompletableFuture.supplyAsync(
            () -> runJob(settings(PixelRules.standard(), 0.5, true), scenes, two));
    assertThat(first.get().signatures().means())
        .isDeepEqualTo(runJob(settings(noMask(), 1, false), scenes, one).signatures().means());
    assertThat(second.get().signatures().means())
        .isDeepEqualTo(
            runJob(settings(PixelRules.standard(), 0.5, true), scenes, two).signatures().means());
  }

  private static RunReport runJob(ClusterRequest settings, List<SceneSource> scenes, Path folder) {
    try {
      return job(settings).run(scenes, folder, Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
