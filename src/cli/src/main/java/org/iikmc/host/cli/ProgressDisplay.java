/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/** A way to show progress; called from several threads. */
interface ProgressDisplay extends AutoCloseable {
  /** Shows nothing but notes. */
  ProgressDisplay NONE =
      new ProgressDisplay() {
        @Override
        public void report(Progress.Stage stage, long done, long total) {}

        @Override
        public void note(String text) {}

        @Override
        public void warn(String text) {
          System.err.println("iikmc: " + text);
        }

        @Override
        public void trial(int k, int number, int of) {}

        @Override
        public void iteration(Iteration iteration) {}

        @Override
        public void finish(String summary) {}

        @Override
        public void close() {}
      };

  void report(Progress.Stage stage, long done, long total);

  void note(String text);

  /** A note that is for the user even if nothing else is. */
  default void warn(String text) {
    note(text);
  }

  /** {@link Progress#trial}. */
  void trial(int k, int number, int of);

  void iteration(Iteration iteration);

  void finish(String summary);

  @Override
  void close();

  /** The name of a stage, for people. */
  static String name(Progress.Stage stage) {
    return switch (stage) {
      case READ -> "Reading";
      case CLUSTER -> "Clustering";
      case MEASURE -> "Measuring";
      case WRITE -> "Writing";
      case COMPARE -> "Comparing";
    };
  }

  /** What a stage counts. */
  static String unit(Progress.Stage stage) {
    return stage == Progress.Stage.COMPARE ? "scenes" : "kpx";
  }

  /** How many of what it counts go into one of its units. */
  static double unitSize(Progress.Stage stage) {
    return stage == Progress.Stage.COMPARE ? 1 : 1e3;
  }
}
