/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iikmc.backend.DeviceException;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.testing.ArraySource;
import org.iikmc.testing.AssignmentBackendContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

class TornadoBackendTest {
  private static final long PLENTY = 1L << 30;

  /** So little that every block is a tile of its own. */
  private static final long TINY = 1;

  @TempDir Path temporary;

  @BeforeAll
  static void openSoThatTornadoHasItsProperties() throws Exception {
    new TornadoGpuProvider().open(OptionalLong.empty());
  }

  private static TornadoGpu gpu(long memory) {
    return gpu(memory, StepKernel::assignAndSum);
  }

  private static TornadoGpu gpu(long memory, Kernel kernel) {
    return new TornadoGpu(TornadoExecutionPlan.getDevice(0, 0), kernel, memory);
  }

  private ForkJoinBackend host() {
    return new ForkJoinBackend(
        KernelChoice.scalar("chosen by the test"),
        2,
        PLENTY,
        new SampleMemory(10 * PLENTY),
        temporary);
  }

  @Nested
  class Resident extends AssignmentBackendContract {
    private final AssignmentBackend backend = gpu(PLENTY).backend(host(), false);

    @Override
    protected AssignmentBackend backend() {
      return backend;
    }
  }

  @Nested
  class Streamed extends AssignmentBackendContract {
    private final AssignmentBackend backend = gpu(TINY).backend(host(), false);

    @Override
    protected AssignmentBackend backend() {
      return backend;
    }
  }

  private static ArraySource source(SampleType type, int... lengths) {
    Random random = new Random(4);
    return new ArraySource(
        type,
        3,
        50_000,
        IntStream.of(lengths)
            .mapToObj(n -> ArraySource.pixels(n, 3, () -> random.nextInt(250) + 0.25f))
            .toList());
  }

  private static Clustering cluster(AssignmentBackend backend, SampleSource source)
      throws IOException {
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      return new InterImageKMeans(KMeansSettings.of(6).withMaxIterations(5))
          .run(samples, Progress.NONE)
          .clustering();
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void whatFitsIsResidentAndWhatDoesNotIsStreamed(SampleType type) throws IOException {
    // 100,000 samples in 3 blocks of 50,000, 40,000 and 10,000.
    try (StoredSamples stored = host().hold(source(type, 90_000, 10_000), Progress.NONE)) {
      long largest = 1L << 31;
      TileSizes all = TileSizes.of(stored, 6, PLENTY, largest);
      assertThat(all.resident()).isTrue();
      assertThat(Tile.cut(stored, all.capacity())).containsExactly(new Tile(0, 3, 0, 100_000));

      TileSizes some = TileSizes.of(stored, 6, TINY, largest);
      assertThat(some.resident()).isFalse();
      assertThat(Tile.cut(stored, some.capacity()))
          .containsExactly(new Tile(0, 1, 0, 50_000), new Tile(1, 3, 50_000, 50_000));

      // A device may hold all, but not in one array.
      TileSizes small = TileSizes.of(stored, 6, PLENTY, 60_000L * 3 * type.bytes());
      assertThat(small.resident()).isTrue();
      assertThat(small.capacity()).isLessThanOrEqualTo(60_000);
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void theDeviceAndTheHostFindTheSame(SampleType type) throws IOException {
    ArraySource source = source(type, 120_000, 1, 70_000);
    Clustering expected = cluster(host(), source);
    for (long memory : new long[] {PLENTY, TINY}) {
      Clustering actual = cluster(gpu(memory).backend(host(), false), source);
      assertThat(actual.counts()).isEqualTo(expected.counts());
      assertThat(actual.iterations().stream().map(Iteration::changed).toList())
          .isEqualTo(expected.iterations().stream().map(Iteration::changed).toList());
      if (type.isInteger()) {
        assertThat(actual.signatures()).isDeepEqualTo(expected.signatures());
        assertThat(actual.inertia()).isEqualTo(expected.inertia());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, TINY})
  void runsInTwoThreadsHaveTheDeviceOneAfterTheOther(long memory) throws Exception {
    TornadoGpu gpu = gpu(memory);
    ArraySource source = source(SampleType.UINT16, 60_000, 60_000);
    Clustering expected = cluster(host(), source);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Clustering>> runs =
          Stream.generate(() -> threads.submit(() -> cluster(gpu.backend(host(), false), source)))
              .limit(6)
              .toList();
      for (Future<Clustering> run : runs) {
        assertThat(run.get().signatures()).isDeepEqualTo(expected.signatures());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(gpu.free()).isEqualTo(memory);
  }

  /** As for a sample of a series, which is held while its scenes are classified. */
  @Test
  void aRunWithinARunSharesTheDevice() throws IOException {
    TornadoGpu gpu = gpu(60 << 20);
    AssignmentBackend backend = gpu.backend(host(), false);
    ArraySource source = source(SampleType.UINT16, 60_000);
    Clustering expected = cluster(host(), source);
    try (HeldSamples outer = backend.hold(source, Progress.NONE)) {
      InterImageKMeans kMeans = new InterImageKMeans(KMeansSettings.of(6).withMaxIterations(5));
      kMeans.run(outer, Progress.NONE);
      long left = gpu.free();
      assertThat(left).isLessThan(gpu.memory());
      assertThat(cluster(backend, source).signatures()).isDeepEqualTo(expected.signatures());
      assertThat(gpu.free()).isEqualTo(left);
    }
    assertThat(gpu.free()).isEqualTo(gpu.memory());
  }

  /** Gives up at the third iteration. */
  private static final class Impatient implements Progress {
    private boolean canceled;

    @Override
    public void iteration(Iteration iteration) {
      canceled = iteration.number() == 3;
    }

    @Override
    public boolean isCanceled() {
      return canceled;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, TINY})
  void aCanceledRunFreesTheDevice(long memory) throws IOException {
    TornadoGpu gpu = gpu(memory);
    AssignmentBackend backend = gpu.backend(host(), false);
    ArraySource source = source(SampleType.INT16, 60_000, 60_000);
    Progress impatient = new Impatient();
    assertThatThrownBy(
            () -> {
              try (HeldSamples samples = backend.hold(source, impatient)) {
                new InterImageKMeans(KMeansSettings.of(6).withChangeThreshold(0))
                    .run(samples, impatient);
              }
            })
        .isInstanceOf(CancellationException.class);
    assertThat(gpu.free()).isEqualTo(memory);
    gpu.queue().take(Progress.NONE).close();
    assertThat(cluster(backend, source).signatures())
        .isDeepEqualTo(cluster(host(), source).signatures());
  }

  /** Labels of the blocks, as bytes, after the numbers of labels that changed in each iteration. */
  private static List<String> outcome(AssignmentBackend backend, ArraySource source, int iterations)
      throws IOException {
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      InterImageKMeans.Run run =
          new InterImageKMeans(
                  KMeansSettings.of(6).withChangeThreshold(0).withMaxIterations(iterations))
              .run(samples, Progress.NONE);
      List<String> outcome = new ArrayList<>();
      run.clustering().iterations().forEach(each -> outcome.add(each.changed() + " changed"));
      for (int block = 0; block < source.blocks().size(); block++) {
        byte[] cells = new byte[source.blocks().get(block).cells()];
        run.assignment().readLabels(block, cells);
        outcome.add(new String(cells, StandardCharsets.ISO_8859_1));
      }
      return outcome;
    }
  }

  /**
   * When labels are fetched, in the last step, in one before it, between two tiles of the first.
   */
  @ParameterizedTest
  @CsvSource({"1, 1073741824", "2, 1073741824", "5, 1073741824", "5, 1"})
  void whereADeviceFailsTheHostGoesOn(int iterations, long memory) throws IOException {
    TornadoGpu gpu = gpu(memory, FaultyKernels::failing);
    ArraySource source = source(SampleType.FLOAT32, 120_000, 1, 70_000);
    AssignmentBackend automatic = gpu.backend(host(), true);
    assertThat(outcome(automatic, source, iterations))
        .isEqualTo(outcome(host(), source, iterations));
    assertThat(automatic.description())
        .startsWith("CPU")
        .contains("; no GPU: " + gpu.name() + " failed (it did not ");
    assertThat(gpu.free()).isEqualTo(memory);
    gpu.queue().take(Progress.NONE).close();

    AssignmentBackend asked = gpu.backend(host(), false);
    assertThatThrownBy(() -> outcome(asked, source, iterations))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(gpu.name() + " failed (it did not ");
    assertThat(gpu.free()).isEqualTo(memory);
  }

  /** Centroids may change in place between steps; what is lost stays lost. */
  @Test
  void theHostGoesOnFromTheLabelsOfTheLastStep() throws IOException {
    TornadoGpu gpu = gpu(PLENTY, FaultyKernels::failing);
    ArraySource source = source(SampleType.FLOAT32, 5000);
    try (HeldSamples onDevice = gpu.backend(host(), true).hold(source, Progress.NONE);
        HeldSamples onHost = host().hold(source, Progress.NONE)) {
      Assignment actual = onDevice.assign(3);
      Assignment expected = onHost.assign(3);
      double[][] centroids = {{10, 20, 30}, {90, 90, 90}, {200, 180, 160}};
      for (int step = 0; step < 5; step++) {
        assertThat(actual.step(centroids, Progress.NONE).changed())
            .as("step %d", step)
            .isEqualTo(expected.step(centroids, Progress.NONE).changed())
            .isPositive();
        centroids[step % 3][1] += 30;
      }
      onDevice.assign(3).step(centroids, Progress.NONE);
      assertThat(gpu.free()).isEqualTo(PLENTY);
    }
  }

  @Test
  void aDeviceThatComputesWronglyIsRefused() throws IOException {
    TornadoGpu gpu = gpu(PLENTY, FaultyKernels::wrong);
    assertThat(gpu.fault().orElseThrow()).contains("computes wrongly", "labels are wrong");
    ArraySource source = source(SampleType.UINT8, 1000);
    AssignmentBackend asked = gpu.backend(host(), false);
    assertThatThrownBy(() -> cluster(asked, source))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(gpu.name() + " computes wrongly: of known uint8 pixels");
    assertThat(gpu.free()).isEqualTo(PLENTY);

    AssignmentBackend automatic = gpu.backend(host(), true);
    assertThat(cluster(automatic, source).signatures())
        .isDeepEqualTo(cluster(host(), source).signatures());
    assertThat(automatic.description()).startsWith("CPU").contains("; no GPU: " + gpu.name());
  }

  @Test
  void aDeviceThatDoesNothingIsRefused() {
    TornadoGpu gpu = gpu(PLENTY, FaultyKernels::idle);
    assertThatThrownBy(() -> cluster(gpu.backend(host(), false), source(SampleType.UINT8, 1000)))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(gpu.name() + " can't run the kernel (it did not ");
  }

  /** Needs more local memory than there is. */
  @Test
  void tooManyBandsAreRefused() throws IOException {
    Random random = new Random(2);
    ArraySource source =
        ArraySource.of(SampleType.UINT8, ArraySource.pixels(100, 800, () -> random.nextInt(250)));
    assertThatThrownBy(() -> cluster(gpu(PLENTY).backend(host(), false), source))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("800 bands");
  }

  @Test
  void aKernelThatIsRightPassesTheCheckOfAllTypes() {
    TornadoGpu gpu = gpu(PLENTY);
    assertThat(gpu.fault()).isEmpty();
    assertThat(gpu.backend(host(), true).description()).isEqualTo("GPU, " + gpu.name());
  }
}
