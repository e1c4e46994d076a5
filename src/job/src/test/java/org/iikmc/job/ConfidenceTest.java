/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of confidence, and maps without the pixels that are too far from their signature. */
class ConfidenceTest {
  private static final int BANDS = 4;

  @TempDir static Path series;
  @TempDir Path work;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(3, 90, BANDS, 5));
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

  private static final RequestThings NOTHING =
      new RequestThings() {
        @Override
        public Optional<Start> start(Given given) {
          return Optional.empty();
        }

        @Override
        public Optional<Legend> legend(Given given) {
          return Optional.empty();
        }

        @Override
        public MaskRaster mask(String name) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AreaOfInterest> area(Given given) {
          return Optional.empty();
        }
      };

  private static Given given(Door door, String... namesAndValues) {
    Map<String, String> texts = new HashMap<>(Map.of("out", "unused", "signatures", "unused"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Given(door, texts);
  }

  private static AssignmentBackend threads(int threads) {
    return new ForkJoinBackend(
        KernelChoice.probe(),
        threads,
        1 << 28,
        SampleMemory.ofHeap(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  private List<SceneSource> scenes(Path place) throws IOException {
    return new SceneFinder(readers).find(place);
  }

  private RunReport cluster(
      Path place, AssignmentBackend backend, String out, String... namesAndValues)
      throws IOException {
    ClusterRequest request =
        ClusterRequest.of(given(Door.CLUSTER_COMMAND, namesAndValues), NOTHING);
    return new ClusteringJob(request, PixelLimit.NONE, backend, Clock.systemUTC())
        .run(scenes(place), work.resolve(out), Progress.NONE);
  }

  private RunReport cluster(String out, String... namesAndValues) throws IOException {
    return cluster(series, threads(2), out, namesAndValues);
  }

  private RunReport classify(String signatures, String out, String... namesAndValues)
      throws IOException {
    ClassifyRequest request =
        ClassifyRequest.of(
            given(Door.CLASSIFY_COMMAND, namesAndValues),
            NOTHING,
            JsonFormat.read(work.resolve(signatures).resolve("signatures.json")),
            "signatures.json");
    return new ClassificationJob(request, PixelLimit.NONE, threads(2), Clock.systemUTC())
        .run(scenes(series), work.resolve(out), Progress.NONE);
  }

  /** Read by GeoTools and not by the code under test. */
  private static Raster raster(Path file) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    Raster raster = reader.read(null).getRenderedImage().getData();
    reader.dispose();
    return raster;
  }

  private int[] band(String out, String file, int band) throws IOException {
    Raster raster = raster(work.resolve(out).resolve(file));
    return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
  }

  private byte[] bytes(String out, String file) throws IOException {
    return Files.readAllBytes(work.resolve(out).resolve(file));
  }

  /** Margin, and distance in standard deviations; null where there is no label. */
  private double[][] expected(SignatureSet signatures, SceneSource source, int[] labels)
      throws IOException {
    SpectralSpace space =
        signatures
            .harmonization()
            .space(signatures.harmonization().mapByName(source.open(source.bandNames())).get());
    Raster raster = raster(series.resolve(source.name() + ".tif"));
    double[][] means = signatures.means();
    double[][] whitened = space.whitened(means);
    double[][] found = new double[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        continue;
      }
      double[] x = new double[BANDS];
      for (int b = 0; b < BANDS; b++) {
        x[b] = raster.getSampleDouble(i % raster.getWidth(), i / raster.getWidth(), b);
      }
      double[] h = space.harmonization(0).of(x);
      double[] w = space.whitened(new double[][] {h})[0];
      int own = labels[i] - 1;
      double nearest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < means.length; c++) {
        nearest = c == own ? nearest : Math.min(nearest, distance(w, whitened[c]));
      }
      double sum = 0;
      for (int b = 0; b < BANDS; b++) {
        double away = (h[b] - means[own][b]) / signatures.classes().get(own).spread()[b];
        sum += away * away;
      }
      found[i] = new double[] {1 - distance(w, whitened[own]) / nearest, Math.sqrt(sum / BANDS)};
    }
    return found;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void bothBandsAreThoseOfAPlainLoop() throws IOException {
    RunReport report = cluster("out", "k", "6", "confidence", "true");
    for (SceneSource source : scenes(series)) {
      int[] labels = band("out", source.name() + "_classes.tif", 0);
      double[][] expected = expected(report.signatures(), source, labels);
      int[] margins = band("out", source.name() + "_confidence.tif", 0);
      int[] distances = band("out", source.name() + "_confidence.tif", 1);
      assertThat(labels).contains(0).doesNotContain(-1);
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == 0) {
          assertThat(margins[i] + distances[i]).isZero();
          continue;
        }
        assertThat((double) margins[i])
            .isCloseTo(Math.max(1, 255 * expected[i][0]), within(0.5 + 1e-6));
        assertThat((double) distances[i])
            .isCloseTo(Math.max(1, Math.min(255, 10 * expected[i][1])), within(0.5 + 1e-6));
      }
    }
    assertThat(report.scenes())
        .allSatisfy(
            scene -> {
              assertThat(scene.confidence()).contains(scene.name() + "_confidence.tif");
              assertThat(scene.unclassified()).isZero();
            });
    JsonReport json = JsonReport.read(work.resolve("out/report.json"));
    assertThat(json.scenes().get(0).confidence())
        .isEqualTo(json.scenes().get(0).name() + "_confidence.tif");
    assertThat(json.scenes().get(0).unclassifiedPixels()).isNull();
  }

  @Test
  void classifyingWithTheSignaturesOfARunGivesItsBytes() throws IOException {
    cluster("first", "k", "6", "confidence", "true", "maxDistance", "1.2");
    classify("first", "second", "confidence", "true", "maxDistance", "1.2");
    cluster("sampled", "k", "6", "confidence", "true", "sample", "0.3");
    classify("sampled", "again", "confidence", "true");
    for (SceneSource source : scenes(series)) {
      for (String ending : List.of("_confidence.tif", "_classes.tif", "_confidence.qml")) {
        assertThat(bytes("second", source.name() + ending))
            .isEqualTo(bytes("first", source.name() + ending));
        assertThat(bytes("again", source.name() + ending))
            .isEqualTo(bytes("sampled", source.name() + ending));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void anyNumberOfThreadsGivesTheSame(int threads) throws IOException {
    String[] options = {"k", "5", "confidence", "true", "maxDistance", "1.5"};
    RunReport two = cluster("two", options);
    RunReport many = cluster(series, threads(threads), "many", options);
    for (SceneSource source : scenes(series)) {
      for (String ending : List.of("_confidence.tif", "_classes.tif")) {
        assertThat(bytes("many", source.name() + ending))
            .isEqualTo(bytes("two", source.name() + ending));
      }
    }
    assertThat(many.quality().inertia()).isEqualTo(two.quality().inertia());
    assertThat(many.quality().simplifiedSilhouette())
        .isEqualTo(two.quality().simplifiedSilhouette());
  }

  @Test
  void pixelsThatAreTooFarHaveNoClassAndAreCounted() throws IOException {
    RunReport all = cluster("all", "k", "6");
    RunReport near = cluster("near", "k", "6", "maxDistance", "1.5");
    assertThat(near.settings()).containsEntry("max-distance", "1.5");
    assertThat(all.settings()).containsEntry("max-distance", "none");
    long unclassified = 0;
    for (int s = 0; s < all.scenes().size(); s++) {
      RunReport.SceneReport before = all.scenes().get(s);
      RunReport.SceneReport after = near.scenes().get(s);
      SceneSource source = scenes(series).get(s);
      int[] labels = band("all", before.map(), 0);
      int[] left = band("near", after.map(), 0);
      double[][] expected = expected(all.signatures(), source, labels);
      long far = 0;
      long[] counts = new long[6];
      for (int i = 0; i < labels.length; i++) {
        boolean isFar = labels[i] > 0 && expected[i][1] > 1.5;
        assertThat(left[i]).isEqualTo(isFar ? 0 : labels[i]);
        far += isFar ? 1 : 0;
        if (left[i] > 0) {
          counts[left[i] - 1]++;
        }
      }
      assertThat(far).isBetween(1L, before.pixels() - 1);
      assertThat(after.unclassified()).isEqualTo(far);
      assertThat(after.counts()).containsExactly(counts);
      assertThat(after.pixels()).isEqualTo(before.pixels() - far);
      assertThat(Arrays.stream(after.areas().orElseThrow()).sum())
          .isCloseTo(after.pixels() * 0.0009, withinPercentage(0.2)); // on the ellipsoid
      assertThat(Arrays.stream(after.inertia()).sum())
          .isLessThan(Arrays.stream(before.inertia()).sum());
      assertThat(after.silhouette()).isGreaterThan(before.silhouette());
      assertThat(after.confidence()).isEmpty();
      unclassified += far;
    }
    assertThat(near.pixels()).isEqualTo(all.pixels() - unclassified);
    assertThat(near.signatures().classes().stream().mapToLong(c -> c.pixels()).sum())
        .isEqualTo(near.pixels());
    assertThat(near.notes())
        .anyMatch(
            note ->
                note.matches(
                    "Unclassified: [0-9]+ pixels \\([0-9.]+ %\\), which lie farther than 1.5 standard"
                        + " deviations from their signature\\."))
        .anyMatch(
            note ->
                note.startsWith(
                    "Unclassified: "
                        + near.scenes().stream()
                            .mapToLong(RunReport.SceneReport::unclassified)
                            .sum()
                        + " pixels"));
    JsonReport json = JsonReport.read(work.resolve("near/report.json"));
    assertThat(json.scenes().stream().mapToLong(JsonReport.SceneEntry::unclassifiedPixels).sum())
        .isEqualTo(unclassified);
    try (Stream<Path> files = Files.list(work.resolve("near"))) {
      assertThat(files).noneMatch(file -> file.toString().contains("_confidence"));
    }
  }

  @Test
  void aMapOfWhichNothingIsLeftIsWrittenAndTold() throws IOException {
    RunReport report = cluster("none", "k", "4", "maxDistance", "1e-9", "comparePerScene", "true");
    assertThat(report.pixels()).isZero();
    assertThat(report.skipped()).isEmpty();
    for (RunReport.SceneReport scene : report.scenes()) {
      assertThat(band("none", scene.map(), 0)).containsOnly(0);
      assertThat(report.notes())
          .contains(
              "All valid pixels of " + scene.name() + " are among them: its map has no class.");
    }
    assertThat(Files.readString(work.resolve("none/report.html"))).doesNotContain("NaN");
    RunReport again = classify("none", "again", "maxDistance", "1e-9", "confidence", "true");
    assertThat(again.pixels()).isZero();
    assertThat(
            Arrays.stream(band("again", again.scenes().get(0).confidence().orElseThrow(), 1)).sum())
        .isPositive();
  }

  /** Blocks with odd ends, floats with NaN, one band that is the same everywhere, one class. */
  @Test
  void uglyScenes() throws IOException {
    Path folder = Files.createDirectories(work.resolve("ugly"));
    TestTiffs.of(37, 21)
        .type(Type.FLOAT32)
        .tiles(16, 16)
        .bands(2, (band, x, y) -> band == 1 ? 0.25 : x == y ? Double.NaN : x < 20 ? x : 1000 + x)
        .write(folder.resolve("a.tif"));
    cluster(folder, threads(2), "two", "k", "2", "confidence", "true", "harmonize", "none");
    int[] labels = band("two", "a_classes.tif", 0);
    int[] margins = band("two", "a_confidence.tif", 0);
    int[] distances = band("two", "a_confidence.tif", 1);
    for (int i = 0; i < labels.length; i++) {
      boolean valid = i % 37 != i / 37;
      assertThat(labels[i] > 0).isEqualTo(valid);
      assertThat(margins[i] > 0).isEqualTo(valid);
      assertThat(distances[i] > 0).isEqualTo(valid);
      // Steps of a class from end to end are evenly spaced: none is √3 deviations away.
      assertThat(distances[i]).isLessThan(19);
    }
    cluster(folder, threads(2), "one", "k", "1", "confidence", "true", "harmonize", "none");
    assertThat(Arrays.stream(band("one", "a_confidence.tif", 0)).distinct()).containsOnly(0, 255);
  }

  /** All pixels are their signature, so that none is far from it. */
  @Test
  void aConstantScene() throws IOException {
    Path folder = Files.createDirectories(work.resolve("constant"));
    TestTiffs.of(5, 4).type(Type.UINT16).values((band, x, y) -> 7).write(folder.resolve("a.tif"));
    RunReport report =
        cluster(
            folder,
            threads(1),
            "out",
            "k",
            "1",
            "confidence",
            "true",
            "maxDistance",
            "0.001",
            "metric",
            "euclidean",
            "harmonize",
            "none");
    assertThat(report.scenes().get(0).unclassified()).isZero();
    assertThat(band("out", "a_confidence.tif", 0)).containsOnly(255);
    assertThat(band("out", "a_confidence.tif", 1)).containsOnly(1);
    assertThatThrownBy(() -> classify("out", "again", "maxDistance", "2"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "maxDistance needs the standard deviations of the classes, but signatures.json has none"
                + " (\"spread\"); leave maxDistance out, or take the signatures.json of a run.");
    assertThat(work.resolve("again")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "far"})
  void aDistanceThatIsNone(String text) {
    assertThatThrownBy(() -> cluster("out", "maxDistance", text))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "maxDistance is '" + text + "', but must be a number of standard deviations, above 0.");
  }

  @Test
  void namesThatSomebodyElseHasAreRefusedBeforeAnythingIsComputed() throws IOException {
    String scene = scenes(series).get(0).name();
    Path out = Files.createDirectories(work.resolve("taken"));
    Files.writeString(out.resolve(scene + "_confidence.tif"), "mine");
    cluster("taken", "k", "2"); // does not want that name
    assertThatThrownBy(() -> cluster("taken", "k", "2", "confidence", "true"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(scene + "_confidence.tif");
    assertThat(out.resolve(scene + "_confidence.tif")).hasContent("mine");
    assertThatThrownBy(
            () ->
                JobOutputs.refuseInputs(
                    out,
                    scenes(series),
                    new org.iikmc.job.confidence.ConfidenceWishes(true, Optional.empty()),
                    Cleaning.NONE,
                    List.of(out.resolve(scene + "_confidence.tif"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("would take the place of a file that is read");
  }

  @Test
  void gdalAgrees() throws Exception {
    cluster("out", "k", "3", "confidence", "true");
    String scene = scenes(series).get(0).name();
    List<String> command = new ArrayList<>(List.of("gdalinfo"));
    command.add(work.resolve("out").resolve(scene + "_confidence.tif").toString());
    String said;
    try {
      Process gdalinfo = new ProcessBuilder(command).redirectErrorStream(true).start();
      said = new String(gdalinfo.getInputStream().readAllBytes());
      assertThat(gdalinfo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } catch (IOException e) {
      Assumptions.abort("gdalinfo is not installed");
      return;
    }
    assertThat(said)
        .contains("LAYOUT=COG")
        .contains("Band 1 Block=512x512 Type=Byte, ColorInterp=Gray")
        .contains("Band 2 Block=512x512 Type=Byte, ColorInterp=Undefined")
        .contains("Description = margin")
        .contains("Description = distance")
        .doesNotContain("Warning")
        .doesNotContain("ERROR");
    assertThat(said.split("NoData Value=0", -1)).hasSize(3);
  }
}
