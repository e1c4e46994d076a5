/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

/** Groups that take many batches, as those of a large scene do, against plain float64 Java. */
class DeviceTileTest {
  private static final int PIXELS = 30_011;
  private static final int FIRST = 137;
  private static final int END = 29_990;
  private static final long PLENTY = 1L << 30;

  @TempDir Path temporary;

  @BeforeAll
  static void openSoThatTornadoHasItsProperties() throws Exception {
    new TornadoGpuProvider().open(OptionalLong.empty());
  }

  /** Sums in parts, in one part, and none of them in local memory. */
  @ParameterizedTest
  @CsvSource({
    "UINT8, 6, 8",
    "UINT16, 6, 8",
    "INT16, 6, 8",
    "FLOAT32, 6, 8",
    "UINT16, 1, 2",
    "UINT16, 16, 160",
    "FLOAT32, 40, 30",
    "UINT16, 64, 250",
  })
  void everyBatchIsSummedOnce(SampleType type, int bands, int k) throws IOException {
    Random random = new Random(bands);
    double high = type == SampleType.UINT8 ? 255 : type == SampleType.UINT16 ? 65535 : 32767;
    double[][] pixels =
        ArraySource.pixels(
            PIXELS,
            bands,
            () -> random.nextInt(4) == 0 ? 0 : random.nextInt(4) == 0 ? high : random.nextInt(250));
    double[][] centroids = ArraySource.pixels(k, bands, () -> random.nextDouble() * high);
    ForkJoinBackend host =
        new ForkJoinBackend(
            KernelChoice.scalar("not used"), 1, PLENTY, new SampleMemory(PLENTY), temporary);
    TornadoGpu gpu =
        new TornadoGpu(TornadoExecutionPlan.getDevice(0, 0), StepKernel::assignAndSum, PLENTY);
    KernelShape shape = KernelShape.of(type, bands, k, PIXELS).withGroups(2);

    try (StoredSamples stored = host.hold(ArraySource.of(type, pixels), Progress.NONE);
        SampleWindow window = new SampleWindow(shape);
        DeviceTile tile = gpu.tile(shape, window, DeviceTile.Contents.RESIDENT)) {
      window.load(stored, Tile.cut(stored, PIXELS).get(0));
      StepRequest unlabelled = new StepRequest(centroids, stored.frames().get(0), FIRST, END, true);
      Totals totals = tile.step(unlabelled, FIRST, END);

      long[] counts = new long[k];
      double[][] sums = new double[k][bands];
      for (int i = FIRST; i < END; i++) {
        int label = SquaredDistance.nearest(pixels[i], centroids);
        counts[label]++;
        for (int b = 0; b < bands; b++) {
          sums[label][b] += pixels[i][b];
        }
      }
      assertThat(totals.changed()).isEqualTo(END - FIRST);
      for (int c = 0; c < k; c++) {
        assertThat(totals.count(c)).as("pixels of class %d", c).isEqualTo(counts[c]);
        for (int b = 0; b < bands && counts[c] > 0; b++) {
          assertThat(totals.mean(c, b))
              .as("class %d, band %d", c, b)
              .isCloseTo(sums[c][b] / counts[c], within(1e-9));
        }
      }
      StepRequest labelled = new StepRequest(centroids, stored.frames().get(0), FIRST, END, false);
      assertThat(tile.step(labelled, FIRST, END).changed()).isZero();
    }
  }
}
