/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.problem.HasProblem;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.testing.ArraySource;
import org.iikmc.testing.AssignmentBackendContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkJoinBackendTest {
  @TempDir Path temporary;

  private ForkJoinBackend backend(KernelChoice kernel, int threads, long memory) {
    return new ForkJoinBackend(kernel, threads, memory, new SampleMemory(memory), temporary);
  }

  private static KernelChoice scalar() {
    return KernelChoice.scalar("chosen by the test");
  }

  @Nested
  class Scalar extends AssignmentBackendContract {
    @Override
    protected AssignmentBackend backend() {
      return ForkJoinBackendTest.this.backend(scalar(), 2, Long.MAX_VALUE / 2);
    }
  }

  @Nested
  class Vector extends AssignmentBackendContract {
    @BeforeEach
    void theVectorKernelIsThere() {
      assumeTrue(KernelChoice.probe().reason().isEmpty(), () -> KernelChoice.probe().description());
    }

    @Override
    protected AssignmentBackend backend() {
      return ForkJoinBackendTest.this.backend(KernelChoice.probe(), 3, Long.MAX_VALUE / 2);
    }
  }

  /** Samples in leaves, however few they are. */
  @Nested
  class Ordered extends AssignmentBackendContract {
    @Override
    protected AssignmentBackend backend() {
      return ForkJoinBackendTest.this
          .backend(KernelChoice.probe(), 2, Long.MAX_VALUE / 2)
          .ordering(EveryStepTest.ALWAYS);
    }
  }

  @Nested
  class OrderedAndSpilled extends AssignmentBackendContract {
    @Override
    protected AssignmentBackend backend() {
      return new ForkJoinBackend(scalar(), 2, 0, new SampleMemory(1L << 40), temporary)
          .ordering(EveryStepTest.ALWAYS);
    }
  }

  @Nested
  class Spilled extends AssignmentBackendContract {
    @Override
    protected AssignmentBackend backend() {
      return ForkJoinBackendTest.this.backend(KernelChoice.probe(), 2, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void threadsAndMemoryDoNotChangeABit(SampleType type) throws IOException {
    Random random = new Random(17);
    ArraySource source =
        new ArraySource(
            type,
            3,
            70_000,
            Stream.of(200_000, 1, 90_000)
                .map(n -> ArraySource.pixels(n, 3, () -> random.nextInt(250) + 0.25f))
                .toList());
    KMeansSettings settings = KMeansSettings.of(7).withMaxIterations(12);
    Clustering one = cluster(backend(scalar(), 1, Long.MAX_VALUE / 2), source, settings);
    Clustering many = cluster(backend(KernelChoice.probe(), 5, 400_000), source, settings);
    assertThat(many.signatures()).isDeepEqualTo(one.signatures());
    assertThat(many.counts()).isEqualTo(one.counts());
    assertThat(many.inertia()).isEqualTo(one.inertia());
    for (int i = 0; i < one.iterations().size(); i++) {
      assertThat(many.iterations().get(i).inertia()).isEqualTo(one.iterations().get(i).inertia());
      assertThat(many.iterations().get(i).changed()).isEqualTo(one.iterations().get(i).changed());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 24})
  void samplesInLeavesAreFoundAsTheyWereRead(long memory) throws IOException {
    Random random = new Random(3);
    double[][] pixels = ArraySource.pixels(9_000, 3, () -> random.nextInt(256));
    Arrays.fill(pixels, 100, 200, null);
    ArraySource source = new ArraySource(SampleType.UINT8, 3, 5_000, List.<double[][]>of(pixels));
    double[][] valid = source.validPixels();
    SampleMemory shared = new SampleMemory(1L << 24);
    ForkJoinBackend backend =
        new ForkJoinBackend(scalar(), 2, memory, shared, temporary).ordering(EveryStepTest.ALWAYS);
    try (StoredSamples samples = backend.hold(source, Progress.NONE)) {
      Assignment assignment = samples.assign(5);
      assignment.step(Arrays.copyOf(valid, 5), Progress.NONE);
      assertThat(((ForkJoinSamples) samples).storedBlocks())
          .allSatisfy(block -> assertThat(block.order().leaves()).isGreaterThan(8));

      assertThat(samples.gather(LongStream.range(0, valid.length).toArray())).isEqualTo(valid);
      assertThat(samples.at(new int[] {1}, new int[][] {{0, 3_999}})[0])
          .isEqualTo(new double[][] {pixels[5_000], pixels[8_999]});
      byte[] cells = new byte[5_000];
      assignment.readLabels(0, cells);
      assertThat(cells[150]).isZero();
      assertThat(cells[4_999])
          .isEqualTo((byte) (1 + SquaredDistance.nearest(pixels[4_999], Arrays.copyOf(valid, 5))));
    }
  }

  @Test
  void withoutMemoryForNotesSamplesStayWhereTheyAre() throws IOException {
    Random random = new Random(5);
    ArraySource source =
        ArraySource.of(SampleType.UINT8, ArraySource.pixels(9_000, 3, () -> random.nextInt(256)));
    SampleMemory shared = new SampleMemory(9_000 * 4 + 9_000 * 3);
    ForkJoinBackend backend =
        new ForkJoinBackend(scalar(), 2, Long.MAX_VALUE / 2, shared, temporary)
            .ordering(EveryStepTest.ALWAYS);
    try (StoredSamples samples = backend.hold(source, Progress.NONE)) {
      double[][] centroids = samples.gather(new long[] {0, 1, 2});
      samples.assign(3).step(centroids, Progress.NONE);
      assertThat(((ForkJoinSamples) samples).storedBlocks())
          .allSatisfy(block -> assertThat(block.order()).isNull());
    }
    assertThat(shared.free()).isEqualTo(9_000 * 7);
  }

  @Test
  void noiseIsNotOrdered() throws IOException {
    Random random = new Random(4);
    ArraySource source =
        new ArraySource(
            SampleType.UINT16,
            6,
            8_000,
            List.<double[][]>of(ArraySource.pixels(40_000, 6, () -> random.nextInt(65_536))));
    LeafPolicy small = new LeafPolicy(16, 10_000, LeafPolicy.MEASURED.mostLeft());
    try (StoredSamples samples =
        backend(scalar(), 2, Long.MAX_VALUE / 2).ordering(small).hold(source, Progress.NONE)) {
      double[][] centroids = samples.gather(LongStream.range(0, 16).toArray());
      samples.assign(16).step(centroids, Progress.NONE);
      assertThat(((ForkJoinSamples) samples).storedBlocks())
          .anySatisfy(block -> assertThat(block.order()).isNull());
    }
  }

  private static Clustering cluster(
      AssignmentBackend backend, SampleSource source, KMeansSettings settings) throws IOException {
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      return new InterImageKMeans(settings).run(samples, Progress.NONE).clustering();
    }
  }

  @Test
  void theSpillFileHasNoNameAndIsGoneAfterwards() throws IOException {
    ArraySource source = ArraySource.of(SampleType.UINT8, ArraySource.pixels(5000, 2, () -> 1));
    try (HeldSamples samples = backend(scalar(), 1, 0).hold(source, Progress.NONE)) {
      assertThat(samples.summary().count()).isEqualTo(5000);
      if (System.getProperty("os.name").startsWith("Linux")) {
        assertThat(names(temporary)).isEmpty();
      }
    }
    assertThat(names(temporary)).isEmpty();
  }

  @Test
  void aBlockThatCannotBeReadEndsTheRunAndLeavesNothing() {
    ArraySource good = ArraySource.of(SampleType.UINT8, ArraySource.pixels(5000, 2, () -> 1));
    SampleSource broken = firstGoodThenBroken(good);
    assertThatThrownBy(() -> backend(scalar(), 2, 0).hold(broken, Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessage("b4.tif is cut off");
    assertThat(names(temporary)).isEmpty();
  }

  @Test
  void runsShareTheMemoryAndGiveItBack() throws IOException {
    SampleMemory shared = new SampleMemory(1500);
    AssignmentBackend backend = new ForkJoinBackend(scalar(), 1, 1 << 20, shared, temporary);
    Random random = new Random(1);
    // 100 pixels of 3 bands of 2 bytes and a label of 1: 700 bytes.
    ArraySource source =
        ArraySource.of(SampleType.UINT16, ArraySource.pixels(100, 3, () -> random.nextInt(65536)));
    double[][] expected = new double[][] {{10, 20, 30}, {40000, 40000, 40000}};
    Assignment.Step alone;
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      alone = samples.assign(2).step(expected, Progress.NONE);
      assertThat(shared.free()).isEqualTo(800);
    }
    assertThat(shared.free()).isEqualTo(1500);
    try (HeldSamples first = backend.hold(source, Progress.NONE);
        HeldSamples second = backend.hold(source, Progress.NONE);
        HeldSamples third = backend.hold(source, Progress.NONE)) {
      assertThat(shared.free()).isEqualTo(100);
      assertThat(third.assign(2).step(expected, Progress.NONE).inertia())
          .isEqualTo(alone.inertia());
      second.close();
      second.close(); // once is enough
      assertThat(shared.free()).isEqualTo(800);
    }
    assertThat(shared.free()).isEqualTo(1500);
    assertThatThrownBy(() -> backend.hold(firstGoodThenBroken(source), Progress.NONE))
        .isInstanceOf(IOException.class);
    assertThat(shared.free()).isEqualTo(1500);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 20})
  void blocksGiveTheirValuesAndTakeLabels(long memory) throws IOException {
    ArraySource source =
        new ArraySource(
            SampleType.INT16,
            2,
            3,
            List.of(
                new double[][] {{1, -1}, null, {2, -2}, {3, -3}}, new double[][] {{4, -4}, null}));
    ForkJoinBackend backend =
        new ForkJoinBackend(scalar(), 1, memory, new SampleMemory(memory), temporary);
    try (StoredSamples samples = backend.hold(source, Progress.NONE)) {
      assertThat(samples.blocks()).isEqualTo(3);
      assertThat(samples.count(0)).isEqualTo(2);
      short[] room = new short[StoredSamples.BLOCK_SAMPLES];
      short[] values = (short[]) samples.values(0, 1, room);
      assertThat(new short[] {values[0], values[1]}).containsExactly(-1, -2);
      StoredSamples second = samples.scene(1);
      assertThat(second.blocks()).isEqualTo(1);
      byte[] labels = {1, 0};
      samples.storeLabels(0, labels);
      second.storeLabels(0, new byte[] {2});
      labels[0] = 3; // theirs by now
      byte[] cells = new byte[3];
      samples.readLabels(0, cells);
      assertThat(cells).containsExactly(2, 0, 1);
      samples.readLabels(2, cells);
      assertThat(cells[0]).isEqualTo((byte) 3);
      assertThat(samples.labels(0, new byte[StoredSamples.BLOCK_SAMPLES])).startsWith(1, 0);
    }
  }

  /** A web application's classes, the readers of its image formats among them. */
  @Test
  void theThreadsOfARunSeeTheClassesOfItsCaller() throws IOException {
    ClassLoader caller = new ClassLoader(getClass().getClassLoader()) {};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(caller);
    Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
    try (BlockWorkers workers = new BlockWorkers(2)) {
      workers.forEach(
          64,
          Progress.NONE,
          () -> null,
          (none, block) -> seen.add(Thread.currentThread().getContextClassLoader()));
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(seen).containsExactly(caller);
  }

  @Test
  void aSpillFolderThatCannotBeMadeIsNamedWithTheRemedy() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    ArraySource source = ArraySource.of(SampleType.UINT8, ArraySource.pixels(50, 2, () -> 1));
    AssignmentBackend backend =
        new ForkJoinBackend(scalar(), 1, 0, new SampleMemory(0), file.resolve("below"));
    assertThatThrownBy(() -> backend.hold(source, Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("below")
        .isInstanceOfSatisfying(
            HasProblem.class,
            e ->
                assertThat(e.problem().parts())
                    .contains(Problem.option("memory"), file.resolve("below")));
  }

  private static SampleSource firstGoodThenBroken(ArraySource good) {
    return new SampleSource() {
      @Override
      public int bands() {
        return good.bands();
      }

      @Override
      public SampleType type() {
        return good.type();
      }

      @Override
      public int scenes() {
        return 1;
      }

      @Override
      public List<Block> blocks() {
        return List.of(good.blocks().get(0), new BrokenBlock());
      }
    };
  }

  private static List<Path> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record BrokenBlock() implements SampleSource.Block {
    @Override
    public int scene() {
      return 0;
    }

    @Override
    public int cells() {
      return 10;
    }

    @Override
    public SampleBlock open() throws IOException {
      throw new IOException("b4.tif is cut off");
    }
  }
}
