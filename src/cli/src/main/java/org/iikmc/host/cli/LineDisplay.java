/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/** Plain lines, for files and pipes: one for each tenth of a stage, one for each iteration. */
final class LineDisplay implements ProgressDisplay {
  private final PrintStream out;
  private Progress.Stage stage;
  private long start;
  private long lastEvent = System.nanoTime();
  private long shownTenths;

  LineDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void report(Progress.Stage now, long done, long total) {
    if (now != stage) {
      stage = now;
      start = lastEvent; // a stage begins when the one before it ends
      shownTenths = 0;
    }
    lastEvent = System.nanoTime();
    if (total <= 0) {
      return;
    }
    long tenths = done * 10 / total;
    if (tenths > shownTenths) {
      shownTenths = tenths;
      double seconds = (lastEvent - start) / 1e9;
      double rate = done / ProgressDisplay.unitSize(now) / Math.max(seconds, 1e-9);
      out.printf(
          Locale.ROOT,
          "%s %3d %%, %,.0f %s/s, %.0f s left%n",
          ProgressDisplay.name(now),
          tenths * 10,
          rate,
          ProgressDisplay.unit(now),
          seconds / done * (total - done));
    }
  }

  @Override
  public synchronized void note(String text) {
    out.println(text);
  }

  @Override
  public synchronized void trial(int k, int number, int of) {
    out.printf("%d classes (%d of %d)%n", k, number, of);
  }

  @Override
  public synchronized void iteration(Iteration iteration) {
    lastEvent = System.nanoTime();
    out.printf(
        Locale.ROOT,
        "Iteration %d: %,d pixels changed, inertia %.6e, largest shift %.4g, %.0f ms%n",
        iteration.number(),
        iteration.changed(),
        iteration.inertia(),
        iteration.largestShift(),
        iteration.nanos() / 1e6);
  }

  @Override
  public synchronized void finish(String summary) {
    System.out.println(summary);
  }

  @Override
  public void close() {
    out.flush();
  }
}
