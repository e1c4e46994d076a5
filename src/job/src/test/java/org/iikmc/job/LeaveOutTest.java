/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two scenes of 40 x 30 pixels, from options to counts. Landsat 9: row 0 is cloud, row 1 snow, of
 * rows 2 and 3 band 4 and band 5 are saturated; no other quality band is there. Landsat 5: row 0 is
 * shadow, and nothing tells what is saturated.
 */
class LeaveOutTest {
  private static final String OLI = "LC09_L2SP_152043_20250404_20250406_02_T1";
  private static final String TM = "LT05_L2SP_152043_19990606_20200901_02_T1";

  @TempDir static Path temporary;

  private final RasterReaders readers = new RasterReaders();
  private Path series;

  @BeforeEach
  void make() throws IOException {
    series = Files.createTempDirectory(temporary, "series");
    write(OLI, "SR_B4", (band, x, y) -> 8000 + 50 * x + y);
    write(OLI, "SR_B5", (band, x, y) -> 9000 + 10 * x * (y % 7));
    write(OLI, "QA_PIXEL", (band, x, y) -> y == 0 ? 8 : y == 1 ? 32 : 64);
    write(OLI, "QA_RADSAT", (band, x, y) -> y == 2 ? 8 : y == 3 ? 16 : 0);
    write(TM, "SR_B3", (band, x, y) -> 8000 + 50 * x + y);
    write(TM, "SR_B4", (band, x, y) -> 9000 + 10 * x * (y % 7));
    write(TM, "QA_PIXEL", (band, x, y) -> y == 0 ? 16 : 64);
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private void write(String product, String part, TestTiffs.Values values) throws IOException {
    TestTiffs.of(40, 30)
        .type(Type.UINT16)
        .values(values)
        .write(
            Files.createDirectories(series.resolve(product))
                .resolve(product + "_" + part + ".TIF"));
  }

  private RunReport cluster(String scene, String... namesAndValues) throws IOException {
    Map<String, String> texts =
        new HashMap<>(Map.of("out", "unused", "k", "3", "harmonize", "none", "seed", "7"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    ClusterRequest request =
        ClusterRequest.of(
            new Given(Door.CLUSTER_COMMAND, texts),
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
            });
    return new ClusteringJob(
            request,
            PixelLimit.NONE,
            new ForkJoinBackend(KernelChoice.probe(), 2, 1 << 26, SampleMemory.ofHeap(), temporary),
            Clock.systemUTC())
        .run(
            new SceneFinder(readers).find(series.resolve(scene)),
            Files.createTempDirectory(temporary, "out").resolve("run"),
            Progress.NONE);
  }

  private static long valid(RunReport report) {
    return report.scenes().stream().mapToLong(RunReport.SceneReport::pixels).sum();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 29", // cloud
    "'cloud,shadow,cirrus', 29",
    "none, 30",
    "snow, 29",
    "'cloud,snow', 28",
    "saturated, 28", // both of the chosen bands
    "'cloud,snow,saturated,water', 26",
  })
  void rowsThatAreLeft(String leaveOut, int rows) throws IOException {
    RunReport report = leaveOut.isEmpty() ? cluster(OLI) : cluster(OLI, "leaveOut", leaveOut);
    assertThat(valid(report)).isEqualTo(40L * rows);
    assertThat(report.settings())
        .containsEntry("leave-out", leaveOut.isEmpty() ? "cloud,shadow,cirrus" : leaveOut)
        .containsEntry("mask", "qa");
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void onlyChosenBandsCountAsSaturated() throws IOException {
    assertThat(valid(cluster(OLI, "leaveOut", "saturated", "bands", "B5"))).isEqualTo(40L * 29);
  }

  @Test
  void withoutQualityBandsThereIsNoEffect() throws IOException {
    RunReport report = cluster(OLI, "leaveOut", "cloud,haze", "mask", "none");
    assertThat(valid(report)).isEqualTo(40L * 30);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void aConditionThatNoBandTellsIsNotedAndTheRunGoesOn() throws IOException {
    RunReport report = cluster(TM, "leaveOut", "shadow,saturated,haze");
    assertThat(valid(report)).isEqualTo(40L * 29);
    assertThat(report.notes())
        .containsExactly(
            "No quality band of "
                + TM
                + " tells saturated, so that no pixel is left out for it there.",
            "No quality band of " + TM + " tells haze, so that no pixel is left out for it there.");
  }

  @Test
  void classifyingSaysItToo() throws IOException {
    RunReport clustered = cluster(TM);
    ClassifyRequest request =
        new ClassifyRequest(
            clustered.signatures(),
            "test",
            BandSelection.defaults(),
            new PixelRules(
                OptionalDouble.empty(),
                Optional.of(Set.of(PixelCondition.AEROSOL)),
                Optional.empty(),
                Optional.empty()),
            false,
            MapWishes.NONE,
            Map.of());
    RunReport report =
        new ClassificationJob(
                request,
                PixelLimit.NONE,
                new ForkJoinBackend(
                    KernelChoice.probe(), 2, 1 << 26, SampleMemory.ofHeap(), temporary),
                Clock.systemUTC())
            .run(
                new SceneFinder(readers).find(series.resolve(TM)),
                Files.createTempDirectory(temporary, "out").resolve("run"),
                Progress.NONE);
    assertThat(valid(report)).isEqualTo(40L * 30);
    assertThat(report.notes())
        .contains(
            "No quality band of "
                + TM
                + " tells aerosol, so that no pixel is left out for it there.");
  }

  @Test
  void whatIsClassifiedAsItIsLookedAtLeavesOutTheSame() throws IOException {
    SignatureSet signatures = cluster(OLI).signatures();
    PixelRules rules =
        new PixelRules(
            OptionalDouble.empty(),
            Optional.of(Set.of(PixelCondition.SATURATED)),
            Optional.empty(),
            Optional.empty());
    SceneSource source = new SceneFinder(readers).find(series.resolve(OLI)).get(0);
    Raster classes =
        ClassifiedCoverage.of(source, signatures, BandSelection.defaults(), rules)
            .getRenderedImage()
            .getData();
    int[] labels = classes.getSamples(0, 0, 40, 30, 0, (int[]) null);
    assertThat(IntStream.range(0, 1200).filter(pixel -> labels[pixel] == 0).toArray())
        .containsExactly(IntStream.range(80, 160).toArray());
  }

  @Test
  void theUsualIsNotNotedWhereItCantBeTold() throws IOException {
    Files.delete(series.resolve(TM).resolve(TM + "_QA_PIXEL.TIF"));
    assertThat(cluster(TM).notes()).isEmpty();
    assertThat(cluster(TM, "leaveOut", "cloud").notes())
        .containsExactly(
            "No quality band of "
                + TM
                + " tells cloud, so that no pixel is left out for it there.");
  }

  @Test
  void aWordThatIsNoConditionIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> cluster("not there", "leaveOut", "clouds"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'clouds'")
        .hasMessageContaining("none, or some of cloud, shadow, cirrus, snow, water, saturated");
  }
}
