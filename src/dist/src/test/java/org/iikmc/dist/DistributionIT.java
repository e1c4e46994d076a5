/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.iikmc.job.options.Options;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip for people who do not build: unpacked, and run by its script. */
class DistributionIT {
  private static final Path JAR = Path.of(System.getProperty("iikmc.jar"));

  @TempDir static Path folder;
  private static Path home;

  @BeforeAll
  static void unpack() throws IOException {
    Path zip;
    try (Stream<Path> files = Files.list(JAR.getParent())) {
      zip =
          files
              .filter(file -> file.getFileName().toString().matches("iikmc-[0-9.]+\\.zip"))
              .findFirst()
              .orElseThrow();
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    home = folder.resolve(zip.getFileName().toString().replace(".zip", ""));
  }

  private record Result(int status, String out, String err) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the script is for a POSIX shell");
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", home.resolve("bin/iikmc").toString()));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), text, Files.readString(err));
    }
  }

  @Test
  void itHoldsWhatItsUsersNeed() {
    assertThat(home)
        .isDirectoryContaining("glob:**/iikmc.jar")
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/LICENSE");
    for (String each :
        new String[] {
          "bin/iikmc.cmd", "bin/iikmc_completion", "sld/classify-landsat8.sld",
          "config/iikmc.properties", "src/docs/command-line.md", "plugins/iikmc-qgis.zip"
        }) {
      assertThat(home.resolve(each)).isRegularFile();
    }
  }

  @Test
  void theNoticesNameEveryLibrary() throws IOException {
    String notices = Files.readString(home.resolve("THIRD-PARTY.txt"));
    assertThat(notices).doesNotContainIgnoringCase("unknown license");
    try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
      for (Path library : libraries.toList()) {
        String name = library.getFileName().toString();
        if (!name.startsWith("iikmc-")) {
          String artifact = name.replaceFirst("-[0-9][^/]*\\.jar$", "");
          assertThat(notices).as(name).contains(":" + artifact + ":");
        }
      }
    }
  }

  @Test
  void itClustersWithTheVectorApiInOneJvm() throws Exception {
    Path scenes = folder.resolve("scenes");
    assertThat(run("simulate", "--out", scenes.toString(), "--scenes", "2", "--size", "80").status)
        .isZero();
    Result devices = run("devices");
    assertThat(devices.status).isZero();
    assertThat(devices.out).contains("Vector API");
    Path maps = folder.resolve("maps");
    Result result =
        run("cluster", scenes.toString(), "--k", "3", "--memory", "64m", "--out", maps.toString());
    assertThat(result.status).as(result.err).isZero();
    assertThat(maps.resolve("report.json")).isRegularFile();
    assertThat(run("devices", "--nothing").status).isEqualTo(2);
  }

  @Test
  void theHeapHoldsWhatMemoryAsksForAndTheDefaultIsThatOfTheCatalogue() throws Exception {
    String script = Files.readString(home.resolve("bin/iikmc"));
    assertThat(script).contains("\nmemory=" + Options.MEMORY.standard().orElseThrow() + "\n");
    assertThat(run("devices").out).contains("heap up to 2");
  }

  @Test
  void theShellLearnsTheOptions() throws IOException {
    assertThat(Files.readString(home.resolve("bin/iikmc_completion")))
        .contains("--change-threshold", "--palette", "categorical");
  }
}
