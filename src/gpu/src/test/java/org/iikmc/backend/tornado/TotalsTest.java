/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/** Two classes of four pixels with one band: 10 and 12, 20 and 26; their centre is 17. */
class TotalsTest {
  private static final int STEP = 7;

  @TempDir Path temporary;
  private StoredSamples samples;

  @BeforeEach
  void holdSamples() throws IOException {
    samples = hold(SampleType.UINT8);
  }

  private StoredSamples hold(SampleType type) throws IOException {
    ForkJoinBackend host =
        new ForkJoinBackend(
            KernelChoice.scalar("not used"), 1, 1 << 20, new SampleMemory(1 << 20), temporary);
    return host.hold(
        ArraySource.of(
            type, new double[] {10}, new double[] {20}, new double[] {12}, new double[] {26}),
        Progress.NONE);
  }

  @AfterEach
  void close() throws IOException {
    samples.close();
  }

  /** Of two groups, each with sums and counts of two classes, changes and the step. */
  private Totals totals(double... rows) {
    Totals totals = new Totals(2, samples.frames().get(0).center(), true);
    totals.add(DoubleArray.fromArray(rows), 2, STEP);
    return totals;
  }

  @Test
  void addsTheRowsOfTheGroups() {
    Totals totals = totals(-7, 1, 3, 1, 2, STEP, -5, 1, 9, 1, 1, STEP);
    totals.check(samples.frames().get(0));
    assertThat(totals.count(0)).isEqualTo(2);
    assertThat(totals.mean(0, 0)).isEqualTo(11);
    assertThat(totals.mean(1, 0)).isEqualTo(23);
    assertThat(totals.centeredSum(1, 0)).isEqualTo(12);
    assertThat(totals.changed()).isEqualTo(3);
  }

  @Test
  void rowsOfAnotherStepAreNoResult() {
    assertThatThrownBy(() -> totals(-7, 1, 3, 1, 2, STEP, -5, 1, 9, 1, 1, STEP - 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it did not finish a step");
  }

  @Test
  void everyPixelCounts() {
    Totals totals = totals(-7, 1, 3, 1, 2, STEP, -5, 0, 9, 1, 1, STEP);
    assertThatThrownBy(() -> totals.check(samples.frames().get(0)))
        .hasMessage("it counted 3 of 4 pixels");
  }

  @Test
  void sumsAreThoseThatWereRead() {
    Totals totals = totals(-7, 1, 3, 1, 2, STEP, -5, 1, 8, 1, 1, STEP);
    assertThatThrownBy(() -> totals.check(samples.frames().get(0)))
        .hasMessage("its sums are not those of the pixels");
  }

  /** Floats are summed around zero, in any order; the last places may differ, no more. */
  @ParameterizedTest
  @CsvSource({"20, true", "20.00000001, true", "20.0000005, false", "NaN, false"})
  void sumsOfFloatsMayDifferInTheLastPlaces(double sum, boolean accepted) throws IOException {
    try (StoredSamples floats = hold(SampleType.FLOAT32)) {
      Totals totals = new Totals(2, floats.frames().get(0).center(), false);
      double[] rows = {10, 1, sum, 1, 2, STEP, 12, 1, 26, 1, 1, STEP};
      totals.add(DoubleArray.fromArray(rows), 2, STEP);
      if (accepted) {
        totals.check(floats.frames().get(0));
      } else {
        assertThatThrownBy(() -> totals.check(floats.frames().get(0)))
            .hasMessage("its sums are not those of the pixels");
      }
    }
  }
}
