/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.Difference;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.testing.TestArchives;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series whose dates differ in light, gain and haze, and what users can ask for wrongly. */
class HarmonizedSeriesTest {
  @TempDir static Path series;
  @TempDir Path work;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator =
        new SeriesSimulator(
            new SimulationSettings(
                4, 110, 6, 3, EnumSet.complementOf(EnumSet.of(Difference.SEASON))));
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

  /**
   * Options as the command line has them; a start is read from the file that {@code init} names.
   */
  private ClusterRequest request(String... namesAndValues) throws IOException {
    Map<String, String> texts = new HashMap<>(Map.of("out", "unused", "mask", "none"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    String start = texts.remove("start");
    return ClusterRequest.of(
        new Given(Door.CLUSTER_COMMAND, texts),
        new RequestThings() {
          @Override
          public Optional<Start> start(Given given) throws IOException {
            return start == null
                ? Optional.empty()
                : Optional.of(new Start(JsonFormat.read(Path.of(start)), "old.json"));
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
        });
  }

  private RunReport cluster(List<SceneSource> scenes, String out, String... namesAndValues)
      throws IOException {
    return new ClusteringJob(request(namesAndValues), PixelLimit.NONE, backend(), Clock.systemUTC())
        .run(scenes, work.resolve(out), Progress.NONE);
  }

  private RunReport classify(List<SceneSource> scenes, SignatureSet signatures, String out)
      throws IOException {
    ClassifyRequest request =
        new ClassifyRequest(
            signatures,
            "test",
            org.iikmc.raster.BandSelection.defaults(),
            request().rules(),
            false,
            MapWishes.NONE,
            Map.of());
    return new ClassificationJob(request, PixelLimit.NONE, backend(), Clock.systemUTC())
        .run(scenes, work.resolve(out), Progress.NONE);
  }

  @Test
  void labelsKeepTheirGround() throws IOException {
    RunReport none = cluster(scenes(), "none", "paper", "true");
    RunReport auto = cluster(scenes(), "auto");
    assertThat(none.consistency().orElseThrow().kappa()).isLessThan(0.5);
    assertThat(auto.consistency().orElseThrow().kappa()).isGreaterThan(0.7);
    assertThat(auto.signatures().harmonization().method()).isEqualTo(HarmonizeMethod.RELATIVE);
    assertThat(auto.signatures().harmonization().metric()).isEqualTo(MetricKind.WITHIN);
    assertThat(auto.notes().get(0)).contains("same ground", "(relative)");
    assertThat(none.signatures().harmonization().isNone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "none, within, 1",
    "robust, euclidean, 1",
    "robust, within, 1",
    "relative, change, 1",
    "relative, within, 1",
    "relative, within, 0.3",
  })
  void classifyingAgainGivesTheVeryMaps(String way, String metric, String sample)
      throws IOException {
    cluster(scenes(), "run", "harmonize", way, "metric", metric, "sample", sample, "k", "5");
    SignatureSet saved = JsonFormat.read(work.resolve("run/signatures.json"));
    classify(scenes(), saved, "again");
    for (SceneSource scene : scenes()) {
      String map = scene.name() + "_classes.tif";
      assertThat(work.resolve("again").resolve(map))
          .hasSameBinaryContentAs(work.resolve("run").resolve(map));
    }
  }

  @Test
  void anotherSceneIsBroughtInByItsOwnStatistics() throws IOException {
    List<SceneSource> three = scenes().subList(0, 3);
    RunReport run = cluster(three, "run");
    classify(three, run.signatures(), "old");
    RunReport all = classify(scenes(), run.signatures(), "all");
    for (SceneSource scene : three) {
      String map = scene.name() + "_classes.tif";
      assertThat(work.resolve("all").resolve(map))
          .hasSameBinaryContentAs(work.resolve("old").resolve(map));
    }
    assertThat(all.consistency().orElseThrow().kappa()).isGreaterThan(0.5);
  }

  @Test
  void theOrderOfTheScenesDoesNotMatter() throws IOException {
    List<SceneSource> reversed = new ArrayList<>(scenes());
    Collections.reverse(reversed);
    cluster(scenes(), "one");
    cluster(reversed, "other");
    assertThat(work.resolve("other/signatures.json"))
        .hasSameBinaryContentAs(work.resolve("one/signatures.json"));
  }

  /** Each in an archive of another kind, named so that they have another order. */
  @Test
  void scenesInArchivesGiveTheVeryRun() throws IOException {
    List<String> kinds = List.of("d.zip", "c.tar", "b.tgz", "a.tar.gz");
    Path archives = Files.createDirectory(work.resolve("archives"));
    int next = 0;
    for (SceneSource scene : scenes()) {
      String file = scene.name() + ".tif";
      TestArchives.write(
          archives.resolve(kinds.get(next++)),
          Map.of(file, Files.readAllBytes(series.resolve(file))));
    }
    cluster(scenes(), "unpacked");
    cluster(new SceneFinder(readers).find(archives), "packed");
    List<Path> outputs = outputs("unpacked");
    assertThat(outputs("packed")).isEqualTo(outputs).hasSizeGreaterThan(8);
    for (Path output : outputs) {
      if (!output.toString().matches("report\\..*|iikmc\\.sha256")) { // which tell the time
        assertThat(work.resolve("packed").resolve(output))
            .hasSameBinaryContentAs(work.resolve("unpacked").resolve(output));
      }
    }
  }

  private List<Path> outputs(String folder) throws IOException {
    try (Stream<Path> all = Files.list(work.resolve(folder))) {
      return all.map(Path::getFileName).sorted().toList();
    }
  }

  @Test
  void theReferenceKeepsItsValues() throws IOException {
    String last = scenes().get(3).name();
    RunReport run = cluster(scenes(), "run", "harmonize", "relative", "harmonizeTo", last);
    assertThat(run.signatures().harmonization().reference()).contains(last);
    assertThat(run.signatures().harmonization().scenes().get(3).gain()).containsOnly(1);
    assertThat(run.signatures().harmonization().scenes().get(3).offset()).containsOnly(0);
    assertThatThrownBy(
            () -> cluster(scenes(), "x", "harmonize", "relative", "harmonizeTo", "yesterday"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("harmonizeTo is yesterday, but there is no such scene");
  }

  @Test
  void aStartIsInTheValuesThatItSays() throws IOException {
    RunReport first = cluster(scenes(), "run", "k", "4");
    String file = work.resolve("run/signatures.json").toString();
    RunReport second = cluster(scenes(), "second", "start", file, "changeThreshold", "0");
    assertThat(second.signatures().harmonization().metric()).isEqualTo(MetricKind.WITHIN);
    assertThat(second.signatures().k()).isEqualTo(first.signatures().k());
    assertThatThrownBy(() -> request("start", file, "harmonize", "none"))
        .hasMessage(
            "harmonize is none, but the signatures of old.json are of relative; leave harmonize out,"
                + " or begin without them.");
    assertThatThrownBy(() -> request("start", file, "paper", "true"))
        .hasMessageContaining("the signatures of old.json are of relative");
    assertThatThrownBy(() -> request("start", file, "metric", "change"))
        .hasMessageContaining("metric is change, but the signatures of old.json are of within");
  }

  @Test
  void thePaperStandsForThreeOptions() throws IOException {
    cluster(scenes(), "paper", "paper", "true");
    cluster(scenes(), "three", "harmonize", "none", "metric", "euclidean", "init", "midpoint");
    assertThat(work.resolve("three/signatures.json"))
        .hasSameBinaryContentAs(work.resolve("paper/signatures.json"))
        .content()
        .contains("\"version\" : 1")
        .doesNotContain("harmonization");
    assertThatThrownBy(() -> request("paper", "true", "metric", "within"))
        .hasMessage(
            "paper stands for metric euclidean, but that is within; leave one of them out.");
    assertThat(request("paper", "true", "harmonize", "none").wishes().method())
        .isEqualTo(HarmonizeMethod.NONE);
  }

  private List<SceneSource> written(String name, TestTiffs tiff) throws IOException {
    Path folder = Files.createDirectories(work.resolve("in"));
    tiff.write(folder.resolve(name + ".tif"));
    return new SceneFinder(readers).find(folder.resolve(name + ".tif"));
  }

  private static int noise(int b, int x, int y) {
    return 100 + Math.floorMod((x * 7919 + y * 104729 + b * 1299709) * 31 >> 3, 50) + 20 * (x / 8);
  }

  @Test
  void withoutMetadataThereIsNoReflectance() throws IOException {
    assertThatThrownBy(() -> cluster(scenes(), "x", "harmonize", "reflectance"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(scenes().get(0).name())
        .hasMessageContaining("choose another way with harmonize");
    assertThat(work.resolve("x")).doesNotExist();
  }

  @Test
  void aFlatBandCannotBeScaled() throws IOException {
    List<SceneSource> flat =
        written(
            "flat",
            TestTiffs.of(40, 40).bands(2, (b, x, y) -> b == 1 && x > 3 ? 9 : noise(b, x, y)));
    assertThatThrownBy(() -> cluster(flat, "x", "harmonize", "robust"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Half of the valid pixels of scene flat have one value in band 2");
  }

  @Test
  void bandsThatAreCopiesHaveNoMetricOfTheirOwn() throws IOException {
    List<SceneSource> copies =
        written("copies", TestTiffs.of(40, 40).bands(3, (b, x, y) -> noise(b == 2 ? 0 : b, x, y)));
    assertThatThrownBy(() -> cluster(copies, "x", "metric", "within"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("constant or copies of each other");
    assertThat(work.resolve("x")).doesNotExist();
    RunReport plain = cluster(copies, "plain");
    assertThat(plain.signatures().harmonization().metric()).isEqualTo(MetricKind.EUCLIDEAN);
    assertThat(plain.notes()).anyMatch(note -> note.contains("distances are Euclidean"));
  }

  @Test
  void scenesApartHaveNoCommonGround() throws IOException {
    List<SceneSource> apart =
        new ArrayList<>(
            written("west", TestTiffs.of(40, 40).bands(2, HarmonizedSeriesTest::noise)));
    apart.addAll(
        written(
            "east",
            TestTiffs.of(40, 40)
                .at(900_000, 4_000_000, 30, 30)
                .bands(2, HarmonizedSeriesTest::noise)));
    assertThatThrownBy(() -> cluster(apart, "x", "harmonize", "relative"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too little ground in common")
        .hasMessageContaining("0 of ");
    assertThatThrownBy(() -> cluster(apart, "x", "metric", "change"))
        .hasMessageContaining("No two scenes have enough ground in common");
    RunReport auto = cluster(apart, "auto");
    assertThat(auto.signatures().harmonization().method()).isEqualTo(HarmonizeMethod.NONE);
    assertThat(auto.notes().get(0)).contains("too little ground in common");
  }

  /** One reflectance in two encodings: by scale and offset of the files it has one label. */
  @Test
  void oneReflectanceInTwoScalesHasOneLabel() throws IOException {
    String item =
        "<Item name=\"SCALE\" sample=\"%1$d\" role=\"scale\">0.0001</Item>"
            + "<Item name=\"OFFSET\" sample=\"%1$d\" role=\"offset\">%2$s</Item>";
    String before = item.formatted(0, "0") + item.formatted(1, "0");
    String after = item.formatted(0, "-0.1") + item.formatted(1, "-0.1");
    List<SceneSource> both =
        new ArrayList<>(
            written(
                "before",
                TestTiffs.of(60, 50)
                    .type(TestTiffs.Type.UINT16)
                    .bands(2, (b, x, y) -> 10 * noise(b, x, y))
                    .metadata(before)));
    both.addAll(
        written(
            "after",
            TestTiffs.of(60, 50)
                .type(TestTiffs.Type.UINT16)
                .bands(2, (b, x, y) -> 1000 + 10 * noise(b, x, y))
                .metadata(after)));
    RunReport run = cluster(both, "both", "k", "4");
    assertThat(run.signatures().harmonization().method())
        .as("%s", run.notes())
        .isEqualTo(HarmonizeMethod.REFLECTANCE);
    assertThat(run.consistency().orElseThrow().agreement()).isEqualTo(1);
  }
}
