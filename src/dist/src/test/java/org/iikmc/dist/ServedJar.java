/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, serving as a user would have it serve. */
final class ServedJar implements AutoCloseable {
  static final String TOKEN = "let-me-write";

  private final Process process;
  private final String address;

  ServedJar(Path scenes, Path data) throws IOException {
    process =
        java(
            "serve",
            "--scenes",
            scenes.toString(),
            "--data",
            data.toString(),
            "--port",
            "0",
            "--token",
            TOKEN);
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null || !line.startsWith("Listening on ")) {
      process.destroyForcibly();
      throw new IOException("The server did not start: " + line);
    }
    address = line.substring("Listening on ".length());
    Thread drain = new Thread(() -> out.lines().forEach(each -> {}), "server-output");
    drain.setDaemon(true);
    drain.start();
  }

  private static Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("iikmc.jar")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs a command of the program to its end. */
  static void run(String... arguments) throws IOException, InterruptedException {
    Process process = java(arguments);
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", arguments) + ": " + output);
    }
  }

  /** With a slash at its end. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
