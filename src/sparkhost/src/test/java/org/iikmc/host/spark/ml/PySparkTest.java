/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper for Python in a real session of PySpark, if there is one. */
class PySparkTest {
  private static final int TILES = 3;
  private static final String VERSION =
      "import pyspark.ml, pyspark.sql; from pyspark.find_spark_home import _find_spark_home as h;"
          + "h(); print(pyspark.__version__)";

  @TempDir Path folder;

  private record Ended(int status, String output, String errors) {}

  private Ended python(List<String> arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    String others = Optional.ofNullable(System.getenv("PYTHONPATH")).orElse("");
    builder
        .environment()
        .put(
            "PYTHONPATH",
            Path.of("src/main/python").toAbsolutePath() + File.pathSeparator + others);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    // As this JVM was started, so that the classes are those of this build.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "PYSPARK_SUBMIT_ARGS",
            "--driver-memory 1g --driver-java-options \"-Djava.awt.headless=true "
                + JavaModuleOptions.defaultModuleOptions()
                + "\" --driver-class-path "
                + System.getProperty("java.class.path")
                + " pyspark-shell");
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(output), Files.readString(errors));
  }

  private void assumePySpark() throws InterruptedException {
    String found;
    try {
      Ended version = python(List.of("-c", VERSION));
      found = version.status() == 0 ? version.output().strip() : "none";
    } catch (IOException e) {
      found = "no python3";
    }
    Assumptions.assumeTrue(
        found.startsWith("4."),
        "PySpark 4 can't be imported by python3 (found: "
            + found
            + "); set PYTHONPATH and SPARK_HOME.");
  }

  @Test
  void aSessionOfPySparkClustersAndSaves() throws Exception {
    assumePySpark();
    Path tiles = Files.createDirectory(folder.resolve("tiles"));
    Path out = Files.createDirectory(folder.resolve("out"));
    for (int t = 0; t < TILES; t++) {
      TestTiles.write(
          tiles.resolve("t" + t + ".tif"), t, List.of("B2", "B3"), 2, TestTiles.covers(t));
    }
    Ended ended =
        python(List.of("src/test/python/try_iikmc_spark.py", tiles.toString(), out.toString()));
    assertThat(ended.status()).as(ended.errors()).isZero();

    try (SparkSession spark = LocalSpark.start()) {
      InterImageKMeansModel model =
          new InterImageKMeans()
              .setK(5)
              .setTol(0)
              .setInitMode("midpoint")
              .fit(
                  spark
                      .read()
                      .format("binaryFile")
                      .option("pathGlobFilter", "*.tif")
                      .load(tiles.toString()));
      assertThat(JsonMapper.builder().build().readValue(ended.output(), double[][].class))
          .isDeepEqualTo(model.signatures());
    }
    for (int t = 0; t < TILES; t++) {
      assertThat(out.resolve("t" + t + ".tif")).isNotEmptyFile();
    }
  }
}
