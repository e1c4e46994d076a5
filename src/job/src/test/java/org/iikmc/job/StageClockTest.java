/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.Progress.Stage;
import org.junit.jupiter.api.Test;

class StageClockTest {
  private static final long SECOND = 1_000_000_000;

  private long now = -5 * SECOND; // the origin of such a clock is anywhere
  private final StageClock clock = new StageClock(() -> now);

  @Test
  void timeCountsForTheStageThatTheRunIsIn() {
    pass(1);
    clock.enter(Stage.CLUSTER);
    pass(20);
    clock.enter(Stage.MEASURE);
    pass(3);
    clock.enter(Stage.WRITE);
    pass(4);
    assertThat(clock.stages()).isEqualTo(new RunReport.Stages(1, 20, 3, 4));
    assertThat(clock.stages().total()).isEqualTo(28);
  }

  @Test
  void stageThatIsEnteredAgainGoesOn() {
    clock.enter(Stage.WRITE);
    pass(1);
    clock.enter(Stage.READ);
    pass(10);
    clock.enter(Stage.WRITE);
    pass(2);
    assertThat(clock.stages()).isEqualTo(new RunReport.Stages(10, 0, 0, 3));
  }

  @Test
  void comparisonIsMeasuring() {
    clock.enter(Stage.MEASURE);
    pass(1);
    clock.enter(Stage.COMPARE);
    pass(2);
    assertThat(clock.stages()).isEqualTo(new RunReport.Stages(0, 0, 3, 0));
  }

  @Test
  void askingDoesNotStopTheClock() {
    pass(1);
    assertThat(clock.stages().read()).isEqualTo(1);
    pass(1);
    assertThat(clock.stages().read()).isEqualTo(2);
  }

  private void pass(long seconds) {
    now += seconds * SECOND;
  }
}
