/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/**
 * Progress on the console, canceled when the user interrupts the program: then the JVM waits until
 * the run has cleaned up.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
  private final ProgressDisplay display;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread interrupted = new Thread(this::cancelAndWait, "iikmc-interrupted");
  private volatile boolean canceled;
  private boolean finished;

  private ConsoleProgress(ProgressDisplay display) {
    this.display = display;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /** As the options of a command say. */
  static ConsoleProgress of(Given given) {
    if (given.find(Options.JSON_PROGRESS).orElse(false)) {
      return new ConsoleProgress(new JsonDisplay(System.out));
    }
    if (given.get(Options.QUIET)) {
      return silent();
    }
    return new ConsoleProgress(
        System.console() == null ? new LineDisplay(System.err) : new BarDisplay());
  }

  /** Of a program that says itself what it does. */
  static ConsoleProgress silent() {
    return new ConsoleProgress(ProgressDisplay.NONE);
  }

  private void cancelAndWait() {
    canceled = true;
    try {
      ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void report(Stage stage, long done, long total) {
    display.report(stage, done, total);
  }

  @Override
  public void note(String text) {
    display.note(text);
  }

  @Override
  public void warn(String text) {
    display.warn(text);
  }

  @Override
  public void trial(int k, int number, int of) {
    display.trial(k, number, of);
  }

  @Override
  public void iteration(Iteration iteration) {
    display.iteration(iteration);
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  /** Shows the outcome. */
  void finish(String summary) {
    finished = true;
    display.finish(summary);
  }

  @Override
  public void close() {
    display.close();
    if (canceled) {
      if (!finished) {
        // Here, because the JVM ends as soon as its hook knows that this is over.
        System.err.println("iikmc: interrupted; nothing was written.");
      }
      ended.countDown();
      return;
    }
    ended.countDown(); // first, should the interrupt come just now
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and need not wait for a run that is over.
    }
  }
}
