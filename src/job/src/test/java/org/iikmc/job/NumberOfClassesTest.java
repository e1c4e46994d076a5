/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.options.ClassOrder;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.choice.KTrial;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.raster.style.Palette;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of runs that choose the number of classes themselves. */
class NumberOfClassesTest {
  private static final Seeding DRAWN = new KMeansPlusPlusSeeding(1);

  @TempDir static Path series;
  @TempDir Path out;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(3, 90, 4, 5));
    for (int s = 0; s < 3; s++) {
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

  private static Harmonizer.Wishes wishes(HarmonizeMethod method) {
    return new Harmonizer.Wishes(method, Optional.empty(), Optional.empty());
  }

  private static ClusterRequest request(
      String k, Seeding seeding, Harmonizer.Wishes wishes, double sample, boolean compare) {
    ClassCounts counts = ClassCounts.parse(k);
    return new ClusterRequest(
        new ClassSearch(
            KMeansSettings.of(counts.last()).withSeeding(seeding),
            counts,
            Optional.empty(),
            ClassOrder.NONE),
        wishes,
        Optional.empty(),
        BandSelection.defaults(),
        PixelRules.standard(),
        sample,
        1,
        false,
        compare,
        Palette.CATEGORICAL,
        Optional.empty(),
        MapWishes.NONE,
        Map.of("k", k));
  }

  private static ClusteringJob job(ClusterRequest request) {
    AssignmentBackend backend =
        new ForkJoinBackend(
            KernelChoice.probe(),
            2,
            1 << 28,
            SampleMemory.ofHeap(),
            Path.of(System.getProperty("java.io.tmpdir")));
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    return new ClusteringJob(request, PixelLimit.NONE, backend, clock);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** All but the report, which has times in it, and sums of it. */
  private static void assertSameFiles(Path actual, Path expected) throws IOException {
    assertThat(names(actual)).isEqualTo(names(expected));
    for (String name : names(expected)) {
      if (!name.startsWith("report.") && !name.endsWith(".sha256")) {
        assertThat(actual.resolve(name)).as(name).hasSameBinaryContentAs(expected.resolve(name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = HarmonizeMethod.class,
      names = {"AUTO", "NONE", "ROBUST", "RELATIVE"})
  void theOutputsAreThoseOfARunWithTheNumberThatIsTaken(HarmonizeMethod method) throws IOException {
    Path all = out.resolve("all");
    RunReport report =
        job(request("2..6:2", DRAWN, wishes(method), 1, false)).run(scenes(), all, Progress.NONE);

    int k = report.choice().orElseThrow().suggestion().k();
    Path one = out.resolve("one");
    RunReport expected =
        job(request(Integer.toString(k), DRAWN, wishes(method), 1, false))
            .run(scenes(), one, Progress.NONE);
    assertThat(report.choice().orElseThrow().trials())
        .extracting(KTrial::k)
        .containsExactly(2, 4, 6);
    assertSameFiles(all, one);
    assertThat(expected.choice()).isEmpty();
    assertThat(report.notes()).isEqualTo(expected.notes());
    assertThat(report.quality()).isEqualTo(expected.quality());
    assertThat(report.fit().orElseThrow().iterations())
        .extracting(Iteration::changed)
        .isEqualTo(
            expected.fit().orElseThrow().iterations().stream().map(Iteration::changed).toList());
  }

  @Test
  void figuresAreThoseOfTheMapsOfSingleRuns() throws IOException {
    RunReport report =
        job(request("1..4", new MidpointSeeding(), Harmonizer.Wishes.none(), 1, false))
            .run(scenes(), out.resolve("all"), Progress.NONE);
    for (KTrial trial : report.choice().orElseThrow().trials()) {
      Path one = out.resolve("k" + trial.k());
      RunReport single =
          job(request(
                  Integer.toString(trial.k()),
                  new MidpointSeeding(),
                  Harmonizer.Wishes.none(),
                  1,
                  false))
              .run(scenes(), one, Progress.NONE);
      double inertia = inertia(one, trial.k());
      assertThat(trial.validity().inertia()).isCloseTo(inertia, within(1e-9 * inertia));
      assertThat(trial.iterations()).isEqualTo(single.fit().orElseThrow().iterations().size());
      if (trial.k() == 1) {
        assertThat(trial.validity().simplifiedSilhouette()).isNaN();
        assertThat(trial.validity().calinskiHarabasz()).isNaN();
        assertThat(trial.validity().daviesBouldin()).isNaN();
      } else {
        // About the means of the labels, which the signatures come near.
        assertThat(trial.validity().simplifiedSilhouette())
            .isCloseTo(single.quality().simplifiedSilhouette(), within(2e-2));
        assertThat(trial.validity().calinskiHarabasz()).isPositive();
        assertThat(trial.validity().daviesBouldin()).isPositive();
      }
      assertThat(trial.stability()).isBetween(0.0, 1.0);
    }
  }

  /** About the class means of the labels of maps, read by GeoTools. */
  private double inertia(Path maps, int k) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (SceneSource scene : scenes()) {
      Raster bands = raster(series.resolve(scene.name() + ".tif"));
      Raster map = raster(maps.resolve(scene.name() + "_classes.tif"));
      for (int y = 0; y < map.getHeight(); y++) {
        for (int x = 0; x < map.getWidth(); x++) {
          if (map.getSample(x, y, 0) > 0) {
            double[] row = new double[4];
            for (int b = 0; b < 4; b++) {
              row[b] = bands.getSample(x, y, b);
            }
            rows.add(row);
            labels.add(map.getSample(x, y, 0) - 1);
          }
        }
      }
    }
    double[][] means = new double[k][4];
    int[] counts = new int[k];
    for (int i = 0; i < rows.size(); i++) {
      counts[labels.get(i)]++;
      for (int b = 0; b < 4; b++) {
        means[labels.get(i)][b] += rows.get(i)[b];
      }
    }
    double inertia = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (int b = 0; b < 4; b++) {
        double difference = rows.get(i)[b] - means[labels.get(i)][b] / counts[labels.get(i)];
        inertia += difference * difference;
      }
    }
    return inertia;
  }

  private static Raster raster(Path file) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    Raster raster = reader.read(null).getRenderedImage().getData();
    reader.dispose();
    return raster;
  }

  @Test
  void aSampleIsEnough() throws IOException {
    Path all = out.resolve("all");
    RunReport report =
        job(request("2..3", DRAWN, wishes(HarmonizeMethod.AUTO), 0.3, false))
            .run(scenes(), all, Progress.NONE);
    String k = Integer.toString(report.choice().orElseThrow().suggestion().k());
    Path one = out.resolve("one");
    job(request(k, DRAWN, wishes(HarmonizeMethod.AUTO), 0.3, false))
        .run(scenes(), one, Progress.NONE);
    assertSameFiles(all, one);
  }

  @Test
  void eachSceneForItselfHasTheNumberThatIsTaken() throws IOException {
    RunReport report =
        job(request("2..4", DRAWN, wishes(HarmonizeMethod.AUTO), 1, true))
            .run(scenes(), out.resolve("all"), Progress.NONE);
    String k = Integer.toString(report.choice().orElseThrow().suggestion().k());
    RunReport single =
        job(request(k, DRAWN, wishes(HarmonizeMethod.AUTO), 1, true))
            .run(scenes(), out.resolve("one"), Progress.NONE);
    assertThat(report.comparison().orElseThrow()).isEqualTo(single.comparison().orElseThrow());
  }

  @Test
  void signaturesAloneAreTheSame() throws IOException {
    ClusterRequest request = request("2..4", DRAWN, wishes(HarmonizeMethod.AUTO), 1, false);
    RunReport report = job(request).run(scenes(), out.resolve("all"), Progress.NONE);
    assertThat(JsonFormat.text(job(request).signatures(scenes(), Progress.NONE)))
        .isEqualTo(JsonFormat.text(report.signatures()));
  }

  @Test
  void progressSaysWhichNumberRuns() throws IOException {
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void trial(int k, int number, int of) {
            told.add(k + ": " + number + " of " + of);
          }
        };
    job(request("2..6:2", new MidpointSeeding(), Harmonizer.Wishes.none(), 1, false))
        .signatures(scenes(), progress);
    assertThat(told).containsExactly("2: 1 of 3", "4: 2 of 3", "6: 3 of 3");
  }

  private RunReport ofOneScene(TestTiffs tiff, String k, Seeding seeding) throws IOException {
    Path file = tiff.write(out.resolve("one.tif"));
    return job(request(k, seeding, wishes(HarmonizeMethod.AUTO), 1, false))
        .run(new SceneFinder(readers).find(file), out.resolve("maps"), Progress.NONE);
  }

  @Test
  void pixelsOfOneValueAreOneClass() throws IOException {
    RunReport report =
        ofOneScene(TestTiffs.of(9, 7).values((b, x, y) -> 40), "1..3", new MidpointSeeding());
    assertThat(report.choice().orElseThrow().suggestion().k()).isEqualTo(1);
    for (KTrial trial : report.choice().orElseThrow().trials()) {
      assertThat(trial.validity().inertia()).isZero();
      assertThat(trial.validity().simplifiedSilhouette()).isNaN();
      assertThat(trial.stability()).isEqualTo(1);
    }
  }

  @Test
  void moreClassesThanHalfThePixelsHaveNoStability() throws IOException {
    RunReport report =
        ofOneScene(TestTiffs.of(3, 2).values((b, x, y) -> 10 + 20 * x + 70 * y), "2..6:4", DRAWN);
    List<KTrial> trials = report.choice().orElseThrow().trials();
    assertThat(trials.get(0).stability()).isFinite();
    assertThat(trials.get(1).stability()).isNaN();
    assertThat(trials.get(1).validity().calinskiHarabasz()).isNaN();
  }

  @Test
  void aRangeBeyondThePixelsIsRefused() {
    assertThatThrownBy(
            () -> ofOneScene(TestTiffs.of(3, 2).values((b, x, y) -> 10 + x + y), "4..16", DRAWN))
        .isInstanceOf(InputException.class)
        .hasMessage("k is 4..16, but there are only 6 valid pixels; lower k.");
    assertThat(out.resolve("maps")).doesNotExist();
  }

  @Test
  void aRangeBeyondTheSampleIsRefused() {
    assertThatThrownBy(
            () ->
                job(request("4..250", DRAWN, wishes(HarmonizeMethod.AUTO), 0.001, false))
                    .run(scenes(), out.resolve("maps"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "k is 4\\.\\.250, but the sample has only [0-9]+ pixels; raise sample\\.");
  }
}
