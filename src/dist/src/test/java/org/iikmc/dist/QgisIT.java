/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged QGIS plugin in a QGIS without windows, against the packaged server; the tests
 * themselves are in src/qgis/src/test/python. Skipped where QGIS is not installed.
 */
class QgisIT {
  /** Debian's, for which its QGIS is. */
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir static Path folder;
  private static ServedJar server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(canImport("qgis.core"), "QGIS with its Python is not installed");
    Path scenes = folder.resolve("scenes");
    ServedJar.run(
        "simulate", "--out", scenes.toString(), "--scenes", "3", "--size", "160", "--quiet");
    server = new ServedJar(scenes, folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  static boolean canImport(String module) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "series_test.py",
        "algorithms_test.py",
        "faults_test.py",
        "legend_test.py",
        "change_test.py"
      })
  void thePluginWorksInQgis(String script) throws IOException, InterruptedException {
    run(
        script,
        Map.of(
            "IIKMC_JAR", System.getProperty("iikmc.jar"),
            "IIKMC_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "IIKMC_URL", server.address(),
            "IIKMC_TOKEN", ServedJar.TOKEN,
            "IIKMC_SCENES", folder.resolve("scenes").toString()));
  }

  /** Runs the tests of a script on the packaged plugin. */
  static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON, Path.of("../qgis/src/test/python", script).toString());
    Path jar = Path.of(System.getProperty("iikmc.jar"));
    builder.environment().put("IIKMC_ZIP", jar.resolveSibling("iikmc-qgis.zip").toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("OK");
  }
}
