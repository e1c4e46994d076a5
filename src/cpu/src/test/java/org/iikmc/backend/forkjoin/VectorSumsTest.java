/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.ValidityMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of chunk after chunk, against one loop over the samples. */
class VectorSumsTest {
  private static final int CAPACITY = 1024;

  @ParameterizedTest
  @CsvSource({"1, 1, 1024", "2, 3, 1000", "6, 8, 640", "7, 16, 577", "3, 5, 1", "16, 15, 64"})
  void sumsAreExact(int bands, int k, int n) {
    assumeTrue(KernelChoice.probe().reason().isEmpty(), () -> KernelChoice.probe().description());
    AssignmentKernel kernel = KernelChoice.probe().maker().kernel(bands, CAPACITY);
    Random random = new Random(bands);
    float center = 1;
    KernelScores scores = new KernelScores(k, new float[bands]);
    scores.resize(k);
    long[] counts = new long[k];
    long[] sums = new long[k * bands];
    long[] expectedCounts = new long[k];
    long[] expectedSums = new long[k * bands];
    for (int chunk = 0; chunk < 30; chunk++) {
      short[][] values = new short[bands][n];
      for (int b = 0; b < bands; b++) {
        for (int i = 0; i < n; i++) {
          // Mostly the greatest value, so that sums come near what float32 holds exactly.
          values[b][i] = (short) (random.nextInt(10) == 0 ? random.nextInt(65_536) : 65_535);
        }
        kernel.load(b, SampleType.UINT16, values[b], 0, n, center);
      }
      byte[] label = new byte[CAPACITY];
      kernel.nearest(n, scores, 0, new byte[n], 0, label, new int[CAPACITY]);
      for (int i = 0; i < n; i++) {
        label[i] = (byte) (chunk % 2 == 0 ? k - 1 : random.nextInt(k));
        expectedCounts[label[i]]++;
        for (int b = 0; b < bands; b++) {
          expectedSums[label[i] * bands + b] += (values[b][i] & 0xFFFF) - 1;
        }
      }
      kernel.sum(n, label, counts, sums);
    }
    kernel.takeSums(counts, sums);
    assertThat(counts).isEqualTo(expectedCounts);
    assertThat(sums).isEqualTo(expectedSums);
  }

  /** Two scenes under maps of their own, with so many samples that kernels sum them. */
  @Test
  void aLargeSeriesIsSummedAsAnyOther(@TempDir Path temporary) throws IOException {
    int blocks = 80;
    int n = 65_536;
    byte[][] values = new byte[blocks][n];
    Random random = new Random(8);
    for (byte[] block : values) {
      random.nextBytes(block);
    }
    double[][] centroids = {{20}, {90}, {180}};
    long[] counts = new long[3];
    double[] sums = new double[3];
    AffineMap twice = AffineMap.scaling(new double[] {2}, new double[] {-100});
    for (int block = 0; block < blocks; block++) {
      for (byte value : values[block]) {
        double harmonized = block < 30 ? value & 0xFF : 2 * (value & 0xFF) - 100;
        int label = SquaredDistance.nearest(new double[] {harmonized}, centroids);
        counts[label]++;
        sums[label] += harmonized;
      }
    }
    ForkJoinBackend backend =
        new ForkJoinBackend(
            KernelChoice.probe(), 2, 1L << 40, new SampleMemory(1L << 40), temporary);
    try (HeldSamples samples = backend.hold(new Bytes(values, 30), Progress.NONE)) {
      SpectralSpace space = SpectralSpace.euclidean(List.of(AffineMap.identity(1), twice));
      Assignment.Step step = samples.in(space).assign(3).step(centroids, Progress.NONE);
      assertThat(step.counts()).isEqualTo(counts);
      for (int c = 0; c < 3; c++) {
        assertThat(step.means()[c][0]).isCloseTo(sums[c] / counts[c], within(1e-9));
      }
    }
  }

  /** One band; blocks from {@code second} on are of a second scene. */
  private record Bytes(byte[][] values, int second) implements SampleSource {
    @Override
    public int bands() {
      return 1;
    }

    @Override
    public SampleType type() {
      return SampleType.UINT8;
    }

    @Override
    public int scenes() {
      return 2;
    }

    @Override
    public List<Block> blocks() {
      return IntStream.range(0, values.length)
          .<Block>mapToObj(i -> new ByteBlock(values[i], i < second ? 0 : 1))
          .toList();
    }
  }

  private record ByteBlock(byte[] values, int scene) implements SampleSource.Block {
    @Override
    public int cells() {
      return values.length;
    }

    @Override
    public SampleBlock open() {
      return new SampleBlock(
          SampleType.UINT8, new Object[] {values}, ValidityMask.all(values.length));
    }
  }
}
