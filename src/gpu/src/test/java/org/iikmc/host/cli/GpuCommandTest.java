/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iikmc.bench.BenchCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands on whatever device TornadoVM has here. */
class GpuCommandTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void clusterOnTheCpu() {
    run("simulate", "--out", scenes(), "--scenes", "3", "--size", "150");
    run("cluster", scenes(), "--device", "cpu", "--quiet", "--out", shared + "/cpu");
  }

  private static String scenes() {
    return shared.resolve("scenes").toString();
  }

  private static String run(String... args) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Main.commandLine(new PrintStream(errors, true, StandardCharsets.UTF_8));
    commandLine.setOut(new PrintWriter(out));
    int status = commandLine.execute(args);
    assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString();
  }

  private static List<Path> maps(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> file.toString().endsWith(".tif")).sorted().toList();
    }
  }

  /** 22,500 pixels of 6 bands of 16 bits in each scene: 1 MiB is not enough for them. */
  @ParameterizedTest
  @ValueSource(strings = {"1g", "1m"})
  void theMapsAreThoseOfTheCpu(String memory) throws IOException {
    run(
        "cluster",
        scenes(),
        "--device",
        "gpu",
        "--device-memory",
        memory,
        "--compare-per-scene",
        "--quiet",
        "--out",
        folder.toString());
    List<Path> expected = maps(shared.resolve("cpu"));
    assertThat(expected).hasSize(3);
    for (Path map : expected) {
      assertThat(folder.resolve(map.getFileName())).hasSameBinaryContentAs(map);
    }
    assertThat(device(folder)).startsWith("GPU, ");
  }

  private static String device(Path of) throws IOException {
    return new ObjectMapper().readTree(of.resolve("report.json").toFile()).path("device").asText();
  }

  /** The sample is on the device while the scenes are classified there one after the other. */
  @Test
  void aSampleOfASeries() throws IOException {
    for (String device : List.of("cpu", "gpu")) {
      run(
          "cluster",
          scenes(),
          "--device",
          device,
          "--sample",
          "0.3",
          "--quiet",
          "--out",
          folder.resolve(device).toString());
    }
    for (Path map : maps(folder.resolve("cpu"))) {
      assertThat(folder.resolve("gpu").resolve(map.getFileName())).hasSameBinaryContentAs(map);
    }
  }

  @Test
  void devicesNamesTheDeviceAndChecksIt() {
    assertThat(run("devices"))
        .contains("gpu    usable: ")
        .contains("its kernel was checked on known pixels");
  }

  @Test
  void benchHasALineForTheDevice() {
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(out))
            .execute("--pixels", "20000", "--skip-sequential", "--max-iterations", "3");
    assertThat(status).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^GPU, .* s ")
        .containsPattern(
            "(?m)^The GPU copies [0-9.]+ GB/s .*reads 13 bytes a pixel at [0-9.]+ GB/s, [0-9]+ % of that.$")
        .doesNotContain("No GPU");
  }
}
