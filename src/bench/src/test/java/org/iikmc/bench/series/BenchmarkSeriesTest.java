/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.bench.series.BenchmarkSeries.TileBlock;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;

class BenchmarkSeriesTest {
  @Test
  void hasExactlyAsManyPixelsAsAskedFor() {
    BenchmarkSeries series = BenchmarkSeries.simulate(12_345, 2, 1);
    assertThat(series.blocks().stream().mapToInt(TileBlock::count).sum()).isEqualTo(12_345);
  }

  @Test
  void bandsBeyondTheSimulatedOnesLieBetweenTwoOfThem() {
    TileBlock few = BenchmarkSeries.simulate(1000, 11, 1).blocks().get(0);
    TileBlock many = BenchmarkSeries.simulate(1000, 16, 1).blocks().get(0);
    assertThat(many.values()).hasNumberOfRows(16);
    for (int i = 0; i < many.count(); i++) {
      for (int b = 0; b < 11; b++) {
        assertThat(many.values()[b][i]).isEqualTo(few.values()[b][i]);
      }
      int last = many.values()[15][i] & 0xFFFF;
      int one = many.values()[4][i] & 0xFFFF;
      int next = many.values()[5][i] & 0xFFFF;
      assertThat(last).isBetween(Math.min(one, next), Math.max(one, next));
    }
  }

  @Test
  void tooManyBandsAreRefused() {
    assertThatThrownBy(() -> BenchmarkSeries.simulate(1000, 22, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("22, but must be from 1 to 21");
  }
}
