/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadCountsTest {
  @Test
  void powersOfTwoAndTheNumberItself() {
    assertThat(ThreadCounts.upTo(1)).containsExactly(1);
    assertThat(ThreadCounts.upTo(8)).containsExactly(1, 2, 4, 8);
    assertThat(ThreadCounts.upTo(12)).containsExactly(1, 2, 4, 8, 12);
  }
}
