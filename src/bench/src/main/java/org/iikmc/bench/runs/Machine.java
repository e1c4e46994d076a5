/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What figures were measured on.
 *
 * @param processor name of its model, or of its kind where the system does not tell
 * @param cores that Java may use
 * @param java version and vendor
 * @param system name and version
 */
public record Machine(String processor, int cores, String java, String system) {
  /** This one. */
  public static Machine here() {
    return new Machine(
        model(),
        Runtime.getRuntime().availableProcessors(),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.vendor"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String model() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  @Override
  public String toString() {
    return processor + ", " + cores + (cores == 1 ? " core, " : " cores, ") + java + ", " + system;
  }
}
