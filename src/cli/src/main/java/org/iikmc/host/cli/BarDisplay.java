/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/** A progress bar on a terminal, with rate and time left; one after the other for the stages. */
final class BarDisplay implements ProgressDisplay {
  private Progress.Stage stage;
  private ProgressBar bar;
  private String clustering = "";

  @Override
  public synchronized void report(Progress.Stage now, long done, long total) {
    if (now != stage) {
      endBar();
      stage = now;
      bar =
          new ProgressBarBuilder()
              .setTaskName(
                  String.format(
                      "%-10s",
                      ProgressDisplay.name(now)
                          + (now == Progress.Stage.CLUSTER ? clustering : "")))
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setUnit(" " + ProgressDisplay.unit(now), (long) ProgressDisplay.unitSize(now))
              .showSpeed()
              .setInitialMax(total)
              .build();
    }
    bar.stepTo(done);
  }

  @Override
  public synchronized void note(String text) {
    System.err.println(text);
  }

  @Override
  public synchronized void trial(int k, int number, int of) {
    clustering = String.format(" %d classes (%d of %d)", k, number, of);
    endBar();
    stage = null; // the next bar is of this number
  }

  @Override
  public synchronized void iteration(Iteration iteration) {
    if (bar != null) {
      bar.setExtraMessage(
          String.format(
              Locale.ROOT, "iteration %d, %,d changed", iteration.number(), iteration.changed()));
    }
  }

  @Override
  public synchronized void finish(String summary) {
    endBar();
    System.out.println(summary);
  }

  private void endBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    endBar();
  }
}
