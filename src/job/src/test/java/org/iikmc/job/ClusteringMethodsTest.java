/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods other than plain k-means, and the order of classes, from scenes to maps and reports. */
class ClusteringMethodsTest {
  private static final AssignmentBackend PARALLEL =
      new ForkJoinBackend(
          KernelChoice.probe(),
          2,
          1 << 28,
          SampleMemory.ofHeap(),
          Path.of(System.getProperty("java.io.tmpdir")));

  @TempDir static Path series;
  @TempDir Path work;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(3, 40, 4, 5));
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

  /** As options of the command line, {@code name=value}; start is a file of signatures. */
  private static ClusterRequest request(String options) throws IOException {
    Map<String, String> texts = new HashMap<>(Map.of("out", "unused", "mask", "none"));
    for (String option : options.isEmpty() ? new String[0] : options.split(" ")) {
      texts.put(option.split("=")[0], option.split("=")[1]);
    }
    Optional<String> start = Optional.ofNullable(texts.remove("start"));
    return ClusterRequest.of(
        new Given(Door.CLUSTER_COMMAND, texts),
        new RequestThings() {
          @Override
          public Optional<Start> start(Given given) throws IOException {
            return start.isEmpty()
                ? Optional.empty()
                : Optional.of(new Start(JsonFormat.read(Path.of(start.get())), "old.json"));
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

  private RunReport cluster(AssignmentBackend backend, String out, String options)
      throws IOException {
    return new ClusteringJob(request(options), PixelLimit.NONE, backend, Clock.systemUTC())
        .run(scenes(), work.resolve(out), Progress.NONE);
  }

  private void assertSameMaps(String first, String second) throws IOException {
    for (SceneSource scene : scenes()) {
      String map = scene.name() + "_classes.tif";
      assertThat(work.resolve(first).resolve(map))
          .hasSameBinaryContentAs(work.resolve(second).resolve(map));
    }
  }

  /** Whatever the values, the metric, the share of pixels and what computes. */
  @ParameterizedTest
  @CsvSource({
    "k=6 method=isodata paper=false harmonize=none metric=euclidean maxStd=200",
    "k=6 method=isodata harmonize=robust metric=within",
    "k=6 method=isodata harmonize=robust metric=euclidean sample=0.4",
    "k=7 order=brightness harmonize=robust metric=within",
    "k=7 order=brightness method=isodata init=percentile",
  })
  void classifyingAgainGivesTheVeryMaps(String options) throws IOException {
    RunReport report = cluster(PARALLEL, "run", options);
    cluster(new SequentialBackend(), "slowly", options);
    SignatureSet saved = JsonFormat.read(work.resolve("run/signatures.json"));
    ClassifyRequest again =
        new ClassifyRequest(
            saved,
            "test",
            BandSelection.defaults(),
            request("").rules(),
            false,
            MapWishes.NONE,
            Map.of());
    new ClassificationJob(again, PixelLimit.NONE, PARALLEL, Clock.systemUTC())
        .run(scenes(), work.resolve("again"), Progress.NONE);

    assertSameMaps("run", "again");
    assertSameMaps("run", "slowly");
    assertThat(report.signatures().k()).isEqualTo(saved.k());
    assertThat(report.fit().orElseThrow().rules().isPresent()).isEqualTo(options.contains("isoda"));
  }

  @Test
  void theReportTellsWhatBecameOfClasses() throws IOException {
    RunReport report =
        cluster(
            PARALLEL,
            "run",
            "k=4 method=isodata harmonize=none metric=euclidean minPixels=30 maxStd=150"
                + " minDistance=100 maxMerges=3 comparePerScene=true");
    JsonReport json = JsonReport.read(work.resolve("run/report.json"));

    assertThat(json.clustering().rules()).isEqualTo(new JsonReport.Rules(30, 150, 100, 3));
    assertThat(json.settings())
        .containsEntry("method", "isodata")
        .containsEntry("k", "4")
        .containsEntry("min-pixels", "30")
        .containsEntry("max-std", "150.0");
    List<JsonReport.Change> changes =
        json.clustering().iterations().stream()
            .flatMap(each -> each.changes() == null ? null : each.changes().stream())
            .toList();
    assertThat(changes).extracting(JsonReport.Change::kind).contains("split");
    assertThat(report.signatures().k()).isGreaterThan(4);
    assertThat(Files.readString(work.resolve("run/report.html")))
        .contains("a class of fewer than 30 pixels was dropped")
        .containsPattern("split [0-9]+ \\(axis ");
    // Clustered for itself, each scene has as many classes.
    assertThat(report.comparison().orElseThrow().scenes()).hasSize(3);
  }

  @Test
  void plainRunsAreAsTheyWere() throws IOException {
    cluster(PARALLEL, "run", "k=5");
    cluster(PARALLEL, "said", "k=5 method=kmeans order=none");
    assertSameMaps("run", "said");
    assertThat(JsonReport.read(work.resolve("run/report.json")).settings())
        .containsEntry("method", "kmeans")
        .containsEntry("order", "none")
        .doesNotContainKeys("min-pixels", "max-std", "min-distance", "max-merges");
    assertThat(JsonReport.read(work.resolve("run/report.json")).clustering().rules()).isNull();
  }

  @Test
  void orderedClassesAreTheSameUnderOtherNumbers() throws IOException {
    double[][] found = cluster(PARALLEL, "found", "k=6 harmonize=none").signatures().means();
    double[][] ordered =
        cluster(PARALLEL, "ordered", "k=6 harmonize=none order=brightness").signatures().means();

    assertThat(List.of(ordered)).containsExactlyInAnyOrder(found);
    List<Double> sums = new ArrayList<>();
    for (double[] signature : ordered) {
      sums.add(Arrays.stream(signature).sum());
    }
    // Bands of simulated covers rise together, so that the axis is about their sum.
    assertThat(sums.get(0)).isLessThan(sums.get(5));
    JsonReport first = JsonReport.read(work.resolve("found/report.json"));
    JsonReport second = JsonReport.read(work.resolve("ordered/report.json"));
    assertThat(second.quality()).isEqualTo(first.quality());
  }

  /** From three classes of an earlier run to about six. */
  @Test
  void beginsWithGivenSignatures() throws IOException {
    cluster(PARALLEL, "old", "k=3");
    Path old = work.resolve("old/signatures.json");
    RunReport report =
        cluster(PARALLEL, "new", "k=6 method=isodata comparePerScene=true start=" + old);
    assertThat(report.fit().orElseThrow().iterations().get(0).classes()).isEqualTo(3);
    assertThat(report.settings()).containsEntry("k", "6");
    assertThat(report.comparison().orElseThrow().scenes()).hasSize(3);

    assertThatThrownBy(() -> request("order=brightness start=" + old))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "order is brightness, but the signatures of old.json have their numbers already; leave"
                + " order out, or begin without them.");
    assertThatThrownBy(() -> request("k=6 start=" + old)).hasMessageContaining("leave k out");
  }

  @ParameterizedTest
  @CsvSource({"minPixels=5", "maxStd=5", "minDistance=5", "maxMerges=5"})
  void whatIsForIsodataIsRefusedElsewhere(String option) {
    String name = option.split("=")[0];
    assertThatThrownBy(() -> request(option))
        .isInstanceOf(InputException.class)
        .hasMessage(name + " is for the method isodata; leave it out, or choose method=isodata.");
  }

  @Test
  void thePaperHasOneMethod() {
    assertThatThrownBy(() -> request("paper=true method=isodata"))
        .hasMessage("paper stands for method kmeans, but that is isodata; leave one of them out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minPixels=0 | minPixels is '0', but must be a whole number from 1 on.",
        "maxStd=-1 | maxStd is '-1', but must be a number from 0 on.",
        "minDistance=NaN | minDistance is 'NaN', but must be a number from 0 on.",
        "maxMerges=256 | maxMerges is '256', but must be a whole number from 0 to 255.",
        "method=ward | method is 'ward', but must be one of kmeans, isodata.",
        "order=size | order is 'size', but must be one of none, brightness.",
      })
  void valuesThatAreNoneAreRefused(String option, String message) {
    assertThatThrownBy(() -> request(option)).hasMessage(message);
  }

  @Test
  void morePixelsForAClassThanThereAreIsRefused() {
    assertThatThrownBy(() -> cluster(PARALLEL, "run", "method=isodata minPixels=2000000000"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("so that no class has as many; lower minPixels.");
    assertThat(work.resolve("run/report.json")).doesNotExist();
  }
}
