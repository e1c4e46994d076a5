/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.iikmc.backend.spark.SparkCluster;
import org.iikmc.backend.spark.hadoop.S3Server;
import org.iikmc.host.cli.Main;
import org.iikmc.host.cli.Platform;
import org.iikmc.host.cli.ThisMachine;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program on a cluster of processes: the outputs of one machine, byte for byte, and its words
 * where something is wrong.
 */
class SparkPlatformTest {
  /** These tell times and what computed. */
  private static final Set<String> OF_THE_RUN =
      Set.of("report.json", "report.html", "iikmc.sha256");

  private static final Path LANDSAT = Path.of("../../../shared/data/L8NY18");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static SparkCluster cluster;
  private static S3Server store;
  private static SparkPlatform platform;
  private static Path scenes;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = SparkCluster.start(folder.resolve("cluster"), 2);
    store = S3Server.start(folder.resolve("store"));
    SparkConf conf = cluster.conf();
    store.settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    platform = new SparkPlatform(conf);
    scenes = folder.resolve("scenes");
    assertThat(here("simulate --size 300 --scenes 3 --out", scenes).status).isZero();
    // From now on Spark's settings are known to who reads from the store, as by spark-submit.
    assertThat(there("cluster", scenes, "--k 2 --paper --out", folder.resolve("first")).status)
        .isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    platform.close();
    store.close();
    cluster.close();
  }

  /** What came of a command. */
  private record Ran(int status, String errors) {}

  private static Ran here(Object... arguments) {
    return run(new ThisMachine(), arguments);
  }

  private static Ran there(Object... arguments) {
    return run(platform, arguments);
  }

  /**
   * @param arguments texts of words with blanks between, or paths
   */
  private static Ran run(Platform where, Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object each : arguments) {
      words.addAll(
          each instanceof Path ? List.of(each.toString()) : List.of(each.toString().split(" ")));
    }
    words.add("--quiet"); // what is left is what went wrong
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(Main.program(where), words.toArray(String[]::new));
      return new Ran(status, errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  /** Files of a folder that are the same whatever computed them. */
  private static Map<String, byte[]> outputs(Path folder) throws IOException {
    Map<String, byte[]> outputs = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        if (!OF_THE_RUN.contains(file.getFileName().toString())) {
          outputs.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return outputs;
  }

  private static void assertSame(Path found, Path expected) throws IOException {
    assertThat(outputs(expected)).hasSizeGreaterThan(3);
    assertThat(outputs(found)).usingRecursiveComparison().isEqualTo(outputs(expected));
    assertThat(figures(found)).isEqualTo(figures(expected));
  }

  /** A report without times and the name of what computed. */
  private static String figures(Path folder) throws IOException {
    return Files.readString(folder.resolve("report.json"))
        .replaceAll("\"(created|device)\" : \"[^\"]*\"", "")
        .replaceAll("\"(seconds|read|cluster|measure|write|compare)\" : [0-9.E-]+", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--k 8",
        "--k 5 --harmonize robust --metric within --init kmeans++",
        "--k 4 --paper --compare-per-scene",
        "--k 6 --sample 0.3"
      })
  void aSeriesIsClustered(String options) throws IOException {
    String name = options.replace(' ', '_');
    Path expected = folder.resolve("here" + name);
    Path found = folder.resolve("there" + name);
    assertThat(here("cluster", scenes, options, "--out", expected).status).isZero();
    Ran ran = there("cluster", scenes, options, "--out", found);
    assertThat(ran.status).as(ran.errors).isZero();
    assertSame(found, expected);
  }

  @Test
  void laterScenesAreClassified() throws IOException {
    Path signatures = folder.resolve("signatures");
    assertThat(here("cluster", scenes, "--k 5 --out", signatures).status).isZero();
    Object[] command = {
      "classify", scenes, "--signatures", signatures.resolve("signatures.json"), "--out"
    };
    Path expected = folder.resolve("classified-here");
    Path found = folder.resolve("classified-there");
    assertThat(here(with(command, expected)).status).isZero();
    Ran ran = there(with(command, found));
    assertThat(ran.status).as(ran.errors).isZero();
    assertSame(found, expected);
  }

  private static Object[] with(Object[] words, Object last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray();
  }

  @Test
  void aMasterWithoutSparkIsRefused() {
    Ran ran = here("cluster", scenes, "--master local[2] --out", folder.resolve("no"));
    assertThat(ran.status).isEqualTo(2);
    assertThat(ran.errors)
        .isEqualTo("iikmc: --master is of a cluster; give --device spark too, or leave it out.\n");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void realScenes() throws IOException {
    assumeTrue(Files.isDirectory(LANDSAT), "no Landsat scenes beside the checkout");
    Path expected = folder.resolve("landsat-here");
    Path found = folder.resolve("landsat-there");
    assertThat(here("cluster", LANDSAT, "--k 6 --out", expected).status).isZero();
    Ran ran = there("cluster", LANDSAT, "--k 6 --out", found);
    assertThat(ran.status).as(ran.errors).isZero();
    assertSame(found, expected);
  }

  /** Maps in strips, and blocks that lie in two of them. */
  @ParameterizedTest
  @ValueSource(strings = {"--k 3", "--k 3 --sample 0.5"})
  void scenesHigherThanAStrip(String options) throws IOException {
    Path high = Files.createDirectories(folder.resolve("high" + options.length()));
    TestTiffs.of(70, 4_500)
        .bands(2, (b, x, y) -> 1 + (b * 31 + x * y / 7) % 90)
        .strips(9)
        .epsg(4326)
        .at(10, 50, 0.001, 0.001)
        .write(high.resolve("a_20240101.tif"));
    TestTiffs.of(600, 2_100)
        .bands(2, (b, x, y) -> 1 + (b * 17 + x + y) % 90)
        .tiles(256, 256)
        .epsg(4326)
        .at(10, 50, 0.001, 0.001)
        .write(high.resolve("b_20240301.tif"));
    Path expected = high.resolve("here");
    Path found = high.resolve("there");
    assertThat(here("cluster", high, options, "--out", expected).status).isZero();
    Ran ran = there("cluster", high, options, "--out", found);
    assertThat(ran.status).as(ran.errors).isZero();
    assertSame(found, expected);
  }

  @Test
  void scenesAndOutputsInAStoreOfObjects() throws IOException {
    try (Stream<Path> all = Files.list(scenes)) {
      for (Path scene : all.filter(path -> path.toString().endsWith(".tif")).toList()) {
        store.put(scene, "year/" + scene.getFileName());
      }
    }
    Path expected = folder.resolve("store-here");
    assertThat(here("cluster", scenes, "--k 5 --out", expected).status).isZero();
    String out = store.address("maps");
    Ran ran = there("cluster", store.address("year"), "--k 5 --out", out);
    assertThat(ran.status).as(ran.errors).isZero();
    Path found = folder.resolve("store-there");
    Files.createDirectories(found);
    try (Stream<Path> all = Files.list(new FileAddress(out).path())) {
      for (Path file : all.toList()) {
        Files.write(found.resolve(file.getFileName().toString()), Files.readAllBytes(file));
      }
    }
    assertSameButList(found, expected);

    Ran again = there("cluster", store.address("year"), "--k 5 --out", out);
    assertThat(again.status).isEqualTo(2);
    assertThat(again.errors)
        .containsPattern("iikmc: There is already s3a://\\S+/maps/\\S+; remove it, or choose")
        .endsWith("--out.\n");
  }

  private static void assertSameButList(Path found, Path expected) throws IOException {
    assertThat(outputs(found)).usingRecursiveComparison().isEqualTo(outputs(expected));
    assertThat(figures(found)).isEqualTo(figures(expected));
  }

  @Test
  void aSceneWithoutPixelsIsNamedAndCanBeSkipped() throws IOException {
    Path mixed = Files.createDirectories(folder.resolve("mixed"));
    TestTiffs.of(40, 30).bands(2, (b, x, y) -> 0).nodata("0").write(mixed.resolve("empty.tif"));
    TestTiffs.of(40, 30)
        .bands(2, (b, x, y) -> 1 + (b * 3 + x * y) % 200)
        .nodata("0")
        .write(mixed.resolve("full.tif"));
    Ran expected = here("cluster", mixed, "--k 3 --out", folder.resolve("mixed-no"));
    Ran found = there("cluster", mixed, "--k 3 --out", folder.resolve("mixed-no"));
    assertThat(found.errors).contains("Scene empty has no valid pixel").isEqualTo(expected.errors);
    assertThat(found.status).isEqualTo(expected.status).isEqualTo(2);
    assertThat(folder.resolve("mixed-no")).doesNotExist();
    here("cluster", mixed, "--k 3 --skip-empty --out", folder.resolve("mixed-here"));
    there("cluster", mixed, "--k 3 --skip-empty --out", folder.resolve("mixed-there"));
    assertSame(folder.resolve("mixed-there"), folder.resolve("mixed-here"));
  }

  @Test
  void aSceneThatCannotBeReadFailsWithItsName() throws IOException {
    Path damaged = Files.createDirectories(folder.resolve("damaged"));
    Path good =
        TestTiffs.of(300, 300)
            .bands(2, (b, x, y) -> 1 + (b * 3 + x * y) % 200)
            .deflated()
            .write(damaged.resolve("a.tif"));
    byte[] bytes = Files.readAllBytes(good);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 200; i++) {
      bytes[i] = 7;
    }
    Files.write(damaged.resolve("b.tif"), bytes);
    Ran expected = here("cluster", damaged, "--k 3 --out", folder.resolve("damaged-out"));
    Ran found = there("cluster", damaged, "--k 3 --out", folder.resolve("damaged-out"));
    assertThat(found.errors).contains("b.tif").doesNotContain("\tat ");
    assertThat(found.errors).isEqualTo(expected.errors);
    assertThat(found.status).isEqualTo(expected.status);
    assertThat(folder.resolve("damaged-out")).doesNotExist();
  }
}
