/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.kmeans.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelShapeTest {
  /** Scores and sums in local memory while there is room, then scores alone, then neither. */
  @ParameterizedTest
  @CsvSource({
    "UINT16, 1, 1, 512, true, 64",
    "UINT16, 6, 8, 512, true, 16",
    "FLOAT32, 6, 8, 512, true, 16",
    "UINT8, 1, 255, 512, true, 16",
    "UINT16, 16, 160, 256, true, 1",
    "INT16, 32, 100, 128, true, 1",
    "FLOAT32, 64, 20, 128, true, 0",
    "UINT16, 64, 255, 128, false, 0",
    "UINT8, 700, 3, 16, false, 0",
  })
  void localMemoryHoldsWhatItCan(
      SampleType type, int bands, int k, int batch, boolean held, int parts) {
    KernelShape shape = KernelShape.of(type, bands, k, 1000);
    assertThat(shape.batch()).as("batch").isEqualTo(batch);
    assertThat(shape.held()).as("scores").isEqualTo(held ? Scores.length(bands, k) : 1);
    assertThat(shape.parts()).as("parts").isEqualTo(parts);
    assertThat(shape.capacity()).isEqualTo(1024);
  }

  /** What the kernel relies on. */
  @Test
  void everyShapeSumsExactlyAndFits() {
    for (SampleType type : SampleType.values()) {
      for (int bands = 1; bands <= 300; bands++) {
        for (int k = 1; k <= 255; k++) {
          KernelShape shape = KernelShape.of(type, bands, k, 100);
          int columns = bands + 1;
          int sumBytes = type == SampleType.FLOAT32 ? 8 : 4;
          int local =
              4 * shape.held()
                  + 4 * shape.batch() * (columns % 2 == 0 ? columns + 1 : columns)
                  + 8 * shape.batch()
                  + sumBytes * shape.sums()
                  + 4 * StepKernel.GROUP;
          assertThat(local).as("%s", shape).isLessThan(48 << 10);
          assertThat(shape.batch() % StepKernel.TOGETHER).as("%s", shape).isZero();
          if (shape.parts() > 0) {
            assertThat(shape.batch() % shape.parts()).as("%s", shape).isZero();
            assertThat(shape.batch() / shape.parts()).as("%s", shape).isLessThanOrEqualTo(256);
          }
        }
      }
    }
  }

  @Test
  void bandsForWhichThereIsNoRoomAreRefused() {
    assertThatThrownBy(() -> KernelShape.of(SampleType.UINT8, 800, 2, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("800 bands are more than there is room for in a work-group");
  }
}
