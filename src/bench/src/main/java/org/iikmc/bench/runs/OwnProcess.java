/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran in a process of its own.
 *
 * @param seconds from its start to its end
 * @param peakBytes resident memory of the largest process that took part; empty where the system
 *     does not tell
 * @param output what it wrote, errors among it
 */
public record OwnProcess(double seconds, OptionalLong peakBytes, String output) {
  private static final int LOOK_MILLIS = 20;

  /**
   * Runs a class with this Java.
   *
   * @param jvm options of the JVM
   * @param classPath {@link #classPath} or one with more in it
   * @param main name of the class
   * @param arguments of its method main
   * @throws IOException if it does not end well, with the last line that it wrote
   * @throws InterruptedException if waiting for it was; it is ended then
   */
  public static OwnProcess run(
      List<String> jvm, String classPath, String main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    // Into a file: a pipe that nobody empties would stop the program.
    Path output = Files.createTempFile("iikmc-bench", ".txt");
    try {
      return run(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()),
          output);
    } finally {
      Files.delete(output);
    }
  }

  /** That of this program. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static OwnProcess run(ProcessBuilder builder, Path output)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = builder.start();
    OptionalLong peak = OptionalLong.empty();
    try {
      // The system forgets the peak of a process with the process, so it is asked all the time.
      do {
        OptionalLong now = PeakMemory.ofLargest(process.toHandle());
        peak = now.isPresent() && now.getAsLong() > peak.orElse(0) ? now : peak;
      } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } finally {
      process.destroy(); // which does nothing to one that has ended
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String text = Files.readString(output);
    if (process.exitValue() != 0) {
      String last = text.strip().lines().reduce((a, b) -> b).orElse("no output");
      throw new IOException("exit status " + process.exitValue() + ": " + last);
    }
    return new OwnProcess(seconds, peak, text);
  }
}
