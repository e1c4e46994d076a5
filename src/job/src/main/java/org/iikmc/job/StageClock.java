/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.Progress.Stage;

/**
 * Tells where the time of a run went. At any moment the run is in one stage, so the stages add up
 * to the whole. For one thread: the one that goes from stage to stage.
 */
final class StageClock {
  private final LongSupplier nanos;
  private final Map<Stage, Long> spent = new EnumMap<>(Stage.class);
  private Stage current = Stage.READ;
  private long since;

  /**
   * Starts with reading.
   *
   * @param nanos as of {@link System#nanoTime}
   */
  StageClock(LongSupplier nanos) {
    this.nanos = nanos;
    since = nanos.getAsLong();
  }

  /** From now on time counts for this stage; a stage can be entered again. */
  void enter(Stage stage) {
    long now = nanos.getAsLong();
    spent.merge(current, now - since, Long::sum);
    since = now;
    current = stage;
  }

  /**
   * What was spent until now. A comparison counts as measuring: it leaves no output but figures.
   */
  RunReport.Stages stages() {
    enter(current);
    return new RunReport.Stages(
        seconds(Stage.READ),
        seconds(Stage.CLUSTER),
        seconds(Stage.MEASURE) + seconds(Stage.COMPARE),
        seconds(Stage.WRITE));
  }

  private double seconds(Stage stage) {
    return spent.getOrDefault(stage, 0L) / 1e9;
  }
}
