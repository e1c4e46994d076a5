/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.ClassificationJob;
import org.iikmc.job.ClassifyRequest;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.RequestThings;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.clean.Connectedness;
import org.iikmc.raster.clean.LabelFile;
import org.iikmc.raster.clean.MajorityFilter;
import org.iikmc.raster.clean.Sieve;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.raster.write.LabelReader;
import org.iikmc.raster.write.LabelRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose maps are cleaned write what cleaning the maps of the same runs gives. */
class CleanedRunTest {
  @TempDir static Path series;
  @TempDir Path work;
  private RasterReaders readers;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(2, 90, 4, 5));
    for (int s = 0; s < 2; s++) {
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

  private static final class NoThings implements RequestThings {
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
  }

  private static Given given(Door door, String... namesAndValues) {
    Map<String, String> texts = new HashMap<>(Map.of("out", "unused"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Given(door, texts);
  }

  private List<SceneSource> scenes() throws IOException {
    return new SceneFinder(readers).find(series);
  }

  private RunReport cluster(String out, AssignmentBackend backend, String... options)
      throws IOException {
    ClusterRequest request =
        ClusterRequest.of(given(Door.CLUSTER_COMMAND, options), new NoThings());
    return new ClusteringJob(request, PixelLimit.NONE, backend, Clock.systemUTC())
        .run(scenes(), work.resolve(out), Progress.NONE);
  }

  private RunReport cluster(String out, String... options) throws IOException {
    return cluster(out, new SequentialBackend(), options);
  }

  private byte[] labels(Path file) throws IOException {
    ClassifiedMap map = ClassifiedMap.open(new SceneFinder(readers).maps(file).get(0));
    return map.labels(map.scene().grid().bounds());
  }

  private byte[] cleaned(Path file, int majority, int sieve, Connectedness connectedness)
      throws IOException {
    ClassifiedMap map = ClassifiedMap.open(new SceneFinder(readers).maps(file).get(0));
    Rectangle bounds = map.scene().grid().bounds();
    LabelReader reader =
        new LabelReader() {
          @Override
          public List<Rectangle> windows() {
            return List.of(bounds);
          }

          @Override
          public void read(int block, byte[] cells) throws IOException {
            System.arraycopy(map.labels(bounds), 0, cells, 0, cells.length);
          }
        };
    try (LabelFile before =
            LabelFile.copy(work.resolve("before"), reader, bounds.width, bounds.height);
        LabelFile after =
            LabelFile.copy(work.resolve("after"), reader, bounds.width, bounds.height)) {
      if (majority > 0) {
        new MajorityFilter(majority).apply(before, after, 1, Progress.NONE);
      }
      new Sieve(sieve, connectedness).apply(after, 1, Progress.NONE);
      byte[] labels = new byte[bounds.width * bounds.height];
      new LabelRows(after, bounds.width, bounds.height).read(0, bounds.height, labels);
      before.delete();
      after.delete();
      return labels;
    }
  }

  private static long[] counts(byte[] labels, int k) {
    long[] counts = new long[k];
    for (byte label : labels) {
      if (label != 0) {
        counts[label - 1]++;
      }
    }
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"0, 9, 4, 1.0", "0, 9, 8, 1.0", "3, 0, 4, 1.0", "5, 12, 8, 1.0", "3, 6, 4, 0.3"})
  void clusteredMapsAreCleaned(int majority, int sieve, int connectedness, String sample)
      throws IOException {
    RunReport plain = cluster("plain", "sample", sample);
    RunReport clean =
        cluster(
            "clean",
            "sample",
            sample,
            "majority",
            Integer.toString(majority),
            "sieve",
            Integer.toString(sieve),
            "connectedness",
            Integer.toString(connectedness),
            "keepUnsieved",
            "true");
    long[] all = new long[plain.signatures().k()];
    for (RunReport.SceneReport scene : clean.scenes()) {
      Path before = work.resolve("plain").resolve(scene.map());
      byte[] labels = labels(work.resolve("clean").resolve(scene.map()));
      assertThat(labels)
          .isEqualTo(
              cleaned(
                  before,
                  majority,
                  sieve,
                  connectedness == 4 ? Connectedness.FOUR : Connectedness.EIGHT))
          .isNotEqualTo(labels(before));
      assertThat(work.resolve("clean").resolve(scene.name() + "_classes.unsieved.tif"))
          .hasSameBinaryContentAs(before);
      assertThat(work.resolve("clean").resolve(scene.name() + "_classes.unsieved.qml")).exists();
      assertThat(scene.counts()).isEqualTo(counts(labels, all.length));
      Arrays.setAll(all, c -> all[c] + scene.counts()[c]);
    }
    for (int c = 0; c < all.length; c++) {
      assertThat(clean.signatures().classes().get(c).pixels()).isEqualTo(all[c]);
    }
    assertThat(clean.signatures().means()).isDeepEqualTo(plain.signatures().means());
    assertThat(clean.quality()).isEqualTo(plain.quality());
    assertThat(clean.notes()).anyMatch(note -> note.matches("Maps were cleaned .* changed .*"));
    assertThat(plain.notes()).noneMatch(note -> note.contains("cleaned"));
    try (Stream<Path> files = Files.list(work.resolve("clean"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".labels") || name.endsWith(".filtered"))
          .contains("signatures.json");
    }
  }

  @Test
  void aClassificationGivesTheSameMaps() throws IOException {
    cluster("clustered", "sieve", "7");
    ClassifyRequest request =
        ClassifyRequest.of(
            given(Door.CLASSIFY_COMMAND, "signatures", "unused", "sieve", "7"),
            new NoThings(),
            JsonFormat.read(work.resolve("clustered/signatures.json")),
            "signatures.json");
    RunReport report =
        new ClassificationJob(request, PixelLimit.NONE, threads(3), Clock.systemUTC())
            .run(scenes(), work.resolve("classified"), Progress.NONE);
    for (RunReport.SceneReport scene : report.scenes()) {
      assertThat(work.resolve("classified").resolve(scene.map()))
          .hasSameBinaryContentAs(work.resolve("clustered").resolve(scene.map()));
    }
  }

  private static AssignmentBackend threads(int threads) {
    return new ForkJoinBackend(
        KernelChoice.probe(),
        threads,
        1 << 28,
        SampleMemory.ofHeap(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Test
  void aLaterRunWithoutItLeavesNoOldUnsievedMap() throws IOException {
    cluster("out", "sieve", "7", "keepUnsieved", "true");
    cluster("out", "sieve", "7");
    try (Stream<Path> files = Files.list(work.resolve("out"))) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("unsieved"));
    }
  }

  @Test
  void theUnsievedMapIsNoScene() throws IOException {
    cluster("out", "sieve", "7", "keepUnsieved", "true");
    assertThat(new SceneFinder(readers).maps(work.resolve("out"))).hasSize(2);
    assertThatThrownBy(() -> new SceneFinder(readers).find(work.resolve("out")))
        .isInstanceOf(InputException.class);
  }

  @Test
  void aSieveLargerThanTheMapIsRefused() {
    assertThatThrownBy(() -> cluster("out", "sieve", "10000"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "sieve is 10000 pixels, but the map of .* has only [0-9]+ pixels; lower sieve\\.");
    assertThatThrownBy(() -> cluster("out", "majority", "99"))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "majority is 99 pixels, but the map of .* has only .* pixels; lower majority\\.");
    assertThat(work.resolve("out")).doesNotExist();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(() -> cluster("out", "keepUnsieved", "true"))
        .hasMessage(
            "keepUnsieved has no effect without sieve or majority; give one of them, or leave it"
                + " out.");
    assertThatThrownBy(() -> cluster("out", "comparePerScene", "true", "sieve", "4"))
        .hasMessageContaining("leave comparePerScene out, or sieve and majority");
    assertThatThrownBy(() -> cluster("out", "majority", "4"))
        .hasMessageContaining("must be 0 or an odd number from 3 to 99");
    assertThatThrownBy(() -> cluster("out", "connectedness", "6", "sieve", "4"))
        .hasMessageContaining("must be one of 4, 8");
  }
}
