/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar of the program, with the classes of an installed Spark before its own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SparkJarIT {
  private static final Path TARGET = Path.of(System.getProperty("iikmc.jar")).getParent();
  private static final Path JAR = TARGET.resolve("iikmc-spark.jar");
  private static final String PROGRAM = "org.iikmc.host.spark.SparkProgram";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path scenes;
  private static Path expected;

  @BeforeAll
  static void clusterWithoutSpark() throws Exception {
    scenes = shared.resolve("scenes");
    expected = shared.resolve("expected");
    ServedJar.run("simulate", "--out", scenes.toString(), "--scenes", "2", "--size", "200");
    ServedJar.run(cluster(expected));
  }

  private static String[] cluster(Path out) {
    return new String[] {"cluster", scenes.toString(), "--k", "4", "--out", out.toString()};
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  /** What a JVM is given that has an installed Spark, and jars after Spark's. */
  private static List<String> javaWithSpark(Path... further) {
    List<String> classPath = new ArrayList<>(List.of(System.getProperty("spark.home") + "/jars/*"));
    for (Path jar : further) {
      classPath.add(jar.toString());
    }
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of(System.getProperty("spark.jvm.options").split(" ")));
    command.addAll(List.of("-Xmx1g", "-cp", String.join(File.pathSeparator, classPath)));
    return command;
  }

  private static void run(List<String> java, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("pixels of 2 scenes").doesNotContain("\tat ");
  }

  private static void assertSameMaps(Path out) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      List<Path> maps =
          files.filter(file -> file.toString().matches(".*(\\.tif|signatures\\.json)")).toList();
      assertThat(maps).hasSize(3);
      for (Path map : maps) {
        assertThat(out.resolve(map.getFileName())).hasSameBinaryContentAs(map);
      }
    }
  }

  @Test
  void besideSparksJarsItMakesTheSameMaps() throws Exception {
    List<String> command = javaWithSpark(JAR);
    command.add(PROGRAM);
    run(command, with(cluster(folder.resolve("maps")), "--device", "cpu"));
    assertSameMaps(folder.resolve("maps"));
  }

  @Test
  void submittedToSparkItMakesTheSameMaps() throws Exception {
    List<String> command = javaWithSpark();
    command.addAll(
        List.of(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--class",
            PROGRAM,
            JAR.toString()));
    run(command, cluster(folder.resolve("maps")));
    assertSameMaps(folder.resolve("maps"));
  }

  @Test
  void whatSparkBringsIsNotInItOrHasNamesOfOurOwn() throws IOException {
    assertThat(names())
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)|META-INF/versions/.*"))
        .noneMatch(
            name ->
                name.matches(
                    "(scala|org/apache/(spark|hadoop|logging|log4j)|org/slf4j|com/fasterxml"
                        + "|org/apache/commons/lang3|org/tukaani|org/json|io/airlift|org/eclipse/jetty"
                        + "|picocli|org/locationtech/jts/io/geojson)/.*"));
  }

  @Test
  void whatItSharesWithSedonaKeepsItsName() throws IOException {
    assertThat(names())
        .contains(
            "org/locationtech/jts/geom/Geometry.class",
            "org/geotools/coverage/grid/GridCoverage2D.class");
  }

  @Test
  void thePlacesWhereLibrariesLookForTheirPartsAreWhole() throws IOException {
    Path library;
    try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
      library =
          files
              .filter(file -> file.getFileName().toString().startsWith("geotools-wrapper"))
              .findFirst()
              .orElseThrow();
    }
    try (JarFile from = new JarFile(library.toFile());
        JarFile jar = new JarFile(JAR.toFile())) {
      List<String> registers =
          from.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("META-INF/(services/.+|.*registryFile\\.jai.*)"))
              .toList();
      assertThat(registers).hasSizeGreaterThan(30);
      for (String register : registers) {
        assertThat(text(jar, register).lines())
            .as(register)
            .containsAll(text(from, register).lines().toList());
      }
    }
  }

  @Test
  void theLicencesAreInIt() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("GNU GENERAL PUBLIC LICENSE");
      String notices = text(jar, "META-INF/THIRD-PARTY.txt");
      assertThat(notices).doesNotContainIgnoringCase("unknown license");
      try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
        assertThat(
                libraries
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("iikmc-") && !name.startsWith("slf4j-"))
                    .map(name -> ":" + name.replaceFirst("-[0-9][^/]*\\.jar$", "") + ":"))
            .allSatisfy(artifact -> assertThat(notices).contains(artifact));
      }
      assertThat(text(jar, "META-INF/NOTICE")).contains("Jackson");
      assertThat(text(jar, "META-INF/NOTICE.txt")).contains("Apache Commons Lang");
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
