/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SceneBatchesTest {
  private static final long MOST = 1L << 30;

  @Test
  void scenesThatTheDriverCanTakeInAreTogether() {
    long[] cells = {MOST / 2, MOST / 2, 1, MOST, 5};
    assertThat(SceneBatches.of(List.of(0, 1, 2, 3, 4), cells)).containsExactly(0, 2, 3, 4, 5);
    assertThat(SceneBatches.of(List.of(2, 4), cells)).containsExactly(0, 2);
  }

  @Test
  void aSceneThatIsTooLargeIsAlone() {
    long[] cells = {3 * MOST, 1, 2};
    assertThat(SceneBatches.of(List.of(0, 1, 2), cells)).containsExactly(0, 1, 3);
    assertThat(SceneBatches.of(List.of(1, 0), cells)).containsExactly(0, 1, 2);
  }
}
