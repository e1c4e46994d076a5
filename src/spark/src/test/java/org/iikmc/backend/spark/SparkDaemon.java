/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of Spark's own, and what it has logged so far. Safe for use by several threads. */
final class SparkDaemon {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;

  /** Guarded by this, as is the flag. */
  private final List<String> log = new ArrayList<>();

  private boolean silent;

  private SparkDaemon(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "log-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a JVM with a small heap, whose time is short too.
   *
   * @param builder with environment and folder; the command is set here
   * @param arguments the JVM's options, the main class and its arguments
   */
  static SparkDaemon start(ProcessBuilder builder, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(arguments);
    return new SparkDaemon(builder.command(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      // It has ended.
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    log.add(line);
    notifyAll();
  }

  private synchronized void end() {
    silent = true;
    notifyAll();
  }

  /**
   * Waits until it has logged a line.
   *
   * @param line a part of it
   * @return what matched
   * @throws IllegalStateException with the log, if the process ends before or takes too long
   */
  synchronized Matcher await(String line) throws InterruptedException {
    Pattern pattern = Pattern.compile(line);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < log.size(); seen++) {
        Matcher matcher = pattern.matcher(log.get(seen));
        if (matcher.find()) {
          return matcher;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (silent || left <= 0) {
        throw new IllegalStateException(
            "Spark did not log '" + line + "', but:\n" + String.join("\n", log));
      }
      wait(left);
    }
  }

  /** The processes that it has started, and these in their turn. */
  Stream<ProcessHandle> children() {
    return process.descendants();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends it with all that it has started, as a failure of the machine would, and waits for the end.
   */
  void kill() {
    // First itself: it would start others for those that are gone.
    List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), children()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(SparkDaemon::awaitEnd);
  }

  static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Process " + process.pid() + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
