/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkCommandLineTest {
  @TempDir Path folder;
  private Path jars;
  private Path program;

  @BeforeEach
  void install() throws IOException {
    jars = Files.createDirectories(folder.resolve("spark").resolve("jars"));
    Files.createFile(jars.resolve("scala-library-2.13.16.jar"));
    program = Files.createFile(folder.resolve("iikmc-spark.jar"));
  }

  private SparkCommandLine line(Map<String, String> environment) {
    return new SparkCommandLine(folder.resolve("iikmc.jar").toString(), environment);
  }

  private SparkCommandLine line() {
    return line(Map.of("SPARK_HOME", folder.resolve("spark").toString()));
  }

  private static String problem(SparkCommandLine line) {
    return catchThrowableOfType(InputException.class, line::arguments)
        .problem()
        .in(new CommandWording());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster scenes --device spark --out maps",
        "cluster scenes --device=spark",
        "classify --device SPARK scenes"
      })
  void aClusterIsMeant(String line) {
    assertThat(SparkCommandLine.isMeant(line.split(" "))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "devices --device spark",
        "cluster scenes --device cpu",
        "cluster scenes --device",
        "cluster spark --out spark --device auto"
      })
  void noClusterIsMeant(String line) {
    assertThat(SparkCommandLine.isMeant(line.split(" "))).isFalse();
    assertThat(SparkCommandLine.isMeant()).isFalse();
  }

  @Test
  void sparkComesBeforeTheProgram() throws IOException {
    Files.createFile(jars.resolve("spark-core_2.13-4.1.0-preview1.jar"));
    List<String> arguments =
        line().arguments("cluster", "scenes", "--device", "spark", "--master", "spark://here:7077");
    assertThat(arguments).contains("--add-modules=jdk.incubator.vector");
    assertThat(arguments.subList(arguments.indexOf("-cp"), arguments.size()))
        .containsExactly(
            "-cp",
            String.join(
                File.pathSeparator,
                folder.resolve("spark").resolve("conf").toString(),
                jars + File.separator + "*"),
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "spark://here:7077",
            "--class",
            "org.iikmc.host.spark.SparkProgram",
            program.toString());
  }

  @Test
  void whatTheUserHasSetForSparkComesFirst() throws IOException {
    Files.createFile(jars.resolve("spark-core_2.13-4.0.1.jar"));
    List<String> arguments =
        line(Map.of(
                "SPARK_HOME",
                folder.resolve("spark").toString(),
                "SPARK_CONF_DIR",
                "settings",
                "HADOOP_CONF_DIR",
                "hadoop"))
            .arguments();
    assertThat(arguments.get(arguments.indexOf("-cp") + 1))
        .startsWith("settings" + File.pathSeparator + "hadoop" + File.pathSeparator);
  }

  @Test
  void withoutSparkTheRemedyIsNamed() {
    String remedy = "set SPARK_HOME to the folder of Apache Spark 4.";
    assertThat(problem(line(Map.of()))).isEqualTo("--device spark needs Spark; " + remedy);
    assertThat(problem(line(Map.of("SPARK_HOME", ""))))
        .isEqualTo("--device spark needs Spark; " + remedy);
    assertThat(problem(line(Map.of("SPARK_HOME", folder.toString()))))
        .isEqualTo(folder.resolve("jars") + " has no jar of Spark's core; " + remedy);
    assertThat(problem(line())).isEqualTo(jars + " has no jar of Spark's core; " + remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.12-3.5.6", "2.13-3.5.6", "3-4.0.1", "2.13-40.0.1"})
  void anotherSparkIsRefused(String version) throws IOException {
    Files.createFile(jars.resolve("spark-core_" + version + ".jar"));
    String[] parts = version.split("-");
    assertThat(problem(line()))
        .isEqualTo(
            jars
                + " is of Spark "
                + parts[1]
                + " for Scala "
                + parts[0]
                + ", but must be of Spark 4 for Scala 2.13; set SPARK_HOME to the folder of such a"
                + " Spark.");
  }

  @Test
  void withoutTheProgramForSparkItIsSaidHowToBuildIt() throws IOException {
    Files.createFile(jars.resolve("spark-core_2.13-4.0.1.jar"));
    Files.delete(program);
    assertThat(problem(line()))
        .isEqualTo(
            program
                + " is missing, which --device spark needs; build it with mvn -Pspark package"
                + " -DskipTests.");
  }
}
