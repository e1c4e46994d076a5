/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iikmc.host.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged jar, run as its users run it: processes, exit statuses, files. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CommandLineIT {
  private static final Path JAR = Path.of(System.getProperty("iikmc.jar"));
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path scenes;

  private record Result(int status, String out, String err) {}

  @BeforeAll
  static void simulate() throws Exception {
    scenes = shared.resolve("scenes");
    Result result =
        run(shared, "simulate", "--out", scenes.toString(), "--scenes", "2", "--size", "100");
    assertThat(result.status).as(result.err).isZero();
  }

  private static Process start(Path temporary, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }

  private static Result run(Path temporary, String... args) throws Exception {
    Process process = start(temporary, args);
    process.getOutputStream().close();
    String[] err = new String[1];
    Thread reader = new Thread(() -> err[0] = readAll(process.getErrorStream()));
    reader.start();
    String out = readAll(process.getInputStream());
    reader.join();
    return new Result(process.waitFor(), out, err[0]);
  }

  private static String readAll(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void comparesASeriesWithItsTruth() throws Exception {
    String maps = folder.resolve("maps").toString();
    Result clustered =
        run(folder, "cluster", scenes.toString(), "--out", maps, "--k", "4", "--quiet");
    assertThat(clustered.status).as(clustered.err).isZero();
    Path out = folder.resolve("judged");
    Result result =
        run(folder, "compare", maps, "--reference", scenes.toString(), "--out", out.toString());
    assertThat(result.status).as(result.err).isZero();
    assertThat(result.out)
        .contains("pixels of 2 maps compared: 4 classes")
        .contains("Adjusted Rand index")
        .contains("forest")
        .contains("Page: " + out.resolve("comparison.html"));
    assertThat(names(out))
        .containsExactly(
            "comparison.html",
            "comparison.json",
            "confusion.csv",
            "iikmc.sha256",
            "legend.csv",
            "legend.json",
            "names.csv",
            "signatures.json");
    Result named =
        run(
            folder,
            "classify",
            scenes.resolve("sim_20240115.tif").toString(),
            "--signatures",
            out.resolve("signatures.json").toString(),
            "--out",
            folder.resolve("named").toString());
    assertThat(named.status).as(named.err).isZero();
    JsonNode names = new ObjectMapper().readTree(out.resolve("comparison.json").toFile());
    assertThat(
            Files.readString(folder.resolve("named").resolve("sim_20240115_classes.tif.aux.xml")))
        .contains("<Category>" + names.at("/classes/0/manyToOne").asText() + "</Category>");
  }

  @Test
  void whatCantBeComparedIsOneLineAndWritesNothing() throws Exception {
    String scene = scenes.resolve("sim_20240115.tif").toString();
    String truth = scenes.resolve("truth").resolve("sim_20240115_truth.tif").toString();
    Path out = folder.resolve("judged");
    Result result = run(folder, "compare", scene, "--reference", truth, "--out", out.toString());
    assertThat(result.status).isEqualTo(2);
    assertThat(result.err.lines().toList())
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("iikmc: 'sim_20240115' is no classified map: it has 6 bands");
    Path table = Files.writeString(folder.resolve("p.csv"), "x,y,class\n1,2,a\n");
    result =
        run(folder, "compare", truth, "--reference", table.toString(), "--out", out.toString());
    assertThat(result.status).isEqualTo(2);
    assertThat(result.err)
        .contains(table + " has coordinates x and y", "give it with --reference-crs EPSG:…");
    assertThat(out).doesNotExist();
  }

  @Test
  void clustersASeriesAndSaysWhereTheReportIs() throws Exception {
    Path out = folder.resolve("classes");
    Result result = run(folder, "cluster", scenes.toString(), "--out", out.toString(), "--k", "5");
    assertThat(result.status).as(result.err).isZero();
    assertThat(result.out)
        .contains("in 5 classes")
        .contains("Report: " + out.resolve("report.html"));
    assertThat(result.err)
        .contains("Iteration 1:")
        .doesNotContain("WARNING")
        .doesNotContain("\tat ");
    assertThat(names(out))
        .containsExactly(
            "areas.csv",
            "classes.sld",
            "classify.sld",
            "iikmc.sha256",
            "legend.csv",
            "legend.json",
            "report.html",
            "report.json",
            "signatures.csv",
            "signatures.json",
            "sim_20240115_classes.qml",
            "sim_20240115_classes.tif",
            "sim_20240115_classes.tif.aux.xml",
            "sim_20240715_classes.qml",
            "sim_20240715_classes.tif",
            "sim_20240715_classes.tif.aux.xml");
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    assertThat(report.path("clustering").path("converged").asBoolean()).isTrue();
    assertThat(names(folder)).doesNotContain("iikmc");
  }

  @Test
  void theScalarKernelAndManyThreadsGiveTheSameSignatures() throws Exception {
    Path vector = folder.resolve("vector");
    Path scalar = folder.resolve("scalar");
    run(folder, "cluster", scenes.toString(), "--out", vector.toString(), "--threads", "4");
    // Without the launcher the JVM has no Vector API.
    Process process =
        new ProcessBuilder(
                JAVA,
                "-cp",
                JAR.toString(),
                Main.class.getName(),
                "cluster",
                scenes.toString(),
                "--out",
                scalar.toString(),
                "--threads",
                "1",
                "--memory",
                "1m")
            .redirectErrorStream(true)
            .start();
    String output = readAll(process.getInputStream());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("scalar kernel");
    assertThat(scalar.resolve("signatures.json"))
        .hasSameTextualContentAs(vector.resolve("signatures.json"));
    assertThat(scalar.resolve("sim_20240115_classes.tif"))
        .hasSameBinaryContentAs(vector.resolve("sim_20240115_classes.tif"));
  }

  @Test
  void devicesSaysWhatIsUsedAndWhyNotTheRest() throws Exception {
    Result result = run(folder, "devices");
    assertThat(result.status).isZero();
    assertThat(result.out).contains("cpu    usable").contains("gpu    not usable: ");
    assertThat(result.err).isEmpty();
  }

  @Test
  void progressAsJsonIsOneObjectPerLine() throws Exception {
    Result result =
        run(
            folder,
            "cluster",
            scenes.toString(),
            "--out",
            folder.resolve("o").toString(),
            "--json-progress");
    List<String> lines = result.out.lines().toList();
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).path("event").asText()).isNotEmpty();
    }
    assertThat(lines.get(lines.size() - 1)).contains("\"event\":\"done\"");
    assertThat(result.err).isEmpty();
  }

  @Test
  void quietSaysNothing() throws Exception {
    Result result =
        run(
            folder,
            "cluster",
            scenes.toString(),
            "--out",
            folder.resolve("o").toString(),
            "--quiet");
    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void theBenchmarkComparesAndExports() throws Exception {
    Path pixels = folder.resolve("pixels.bin");
    Process process =
        new ProcessBuilder(
                JAVA,
                "-jar",
                JAR.resolveSibling("iikmc-bench.jar").toString(),
                "--pixels",
                "20000",
                "--max-iterations",
                "3",
                "--export",
                pixels.toString())
            .redirectErrorStream(true)
            .start();
    String output = readAll(process.getInputStream());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("sequential").contains("scalar kernel");
    assertThat(pixels).hasSize(20_000 * 6 * 2);
  }

  @Test
  void theBenchmarkTakesWholeRunsApart() throws Exception {
    Path json = folder.resolve("runs.json");
    Path plot = folder.resolve("runs.svg");
    Process process =
        new ProcessBuilder(
                JAVA,
                "-jar",
                JAR.resolveSibling("iikmc-bench.jar").toString(),
                "runs",
                "--count",
                "2",
                "--size",
                "64",
                "--rounds",
                "1",
                "--threads",
                "1",
                "--json",
                json.toString(),
                "--plot",
                plot.toString())
            .redirectErrorStream(true)
            .start();
    String output = readAll(process.getInputStream());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("sequential  ")
        .contains("CPU, 1 thread  ")
        .doesNotContain("failed");
    assertThat(json).content().contains("\"stages\"", "\"iterations\"");
    assertThat(plot).content().startsWith("<svg");
  }

  static Stream<Arguments> wrongInput() {
    String tif = "SCENES/sim_20240115.tif";
    return Stream.of(
        Arguments.of("nowhere.tif", "nowhere.tif does not exist"),
        Arguments.of("TEXT", "text.tif is not a TIFF"),
        Arguments.of("EMPTY", "empty.tif is empty"),
        Arguments.of("CUT", "cut.tif can't be read as a GeoTIFF"),
        Arguments.of("EMPTYDIR", "holds no scene"),
        Arguments.of(tif + " --bands B2,B99", "Scene sim_20240115 has no band B99; it has B2, B3"),
        Arguments.of(tif + " --bands B2,B2", "twice"),
        Arguments.of(tif + " --bands B2,,B3", "between commas"),
        Arguments.of(tif + " " + tif, "Two scenes are called sim_20240115"),
        Arguments.of("--k 3", "Missing required parameter: 'SCENE'"),
        Arguments.of(tif + " --resolution 0", "resolution is '0', but must be the size of a pixel"),
        Arguments.of(tif + " --resolution 1e-9", "choose another --resolution"),
        Arguments.of(tif + " --resampling cubic", "--resampling"),
        Arguments.of(tif + " --k 0", "k is '0', but must be a whole number from 1 to 255"),
        Arguments.of(tif + " --k 256", "k is '256'"),
        Arguments.of(tif + " --k many", "k is 'many', but must be a whole number"),
        Arguments.of(
            tif + " --change-threshold NaN",
            "change-threshold is 'NaN', but must be a share from 0 to 1"),
        Arguments.of(tif + " --change-threshold -0.1", "change-threshold is '-0.1'"),
        Arguments.of(tif + " --shift-tolerance -1", "shift-tolerance is '-1'"),
        Arguments.of(tif + " --max-iterations 0", "max-iterations is '0'"),
        Arguments.of(tif + " --sample 0", "sample is '0'"),
        Arguments.of(tif + " --sample NaN", "sample is 'NaN'"),
        Arguments.of(tif + " --threads 0", "threads is '0'"),
        Arguments.of(tif + " --memory lots", "memory is 'lots', but must be an amount of memory"),
        Arguments.of(tif + " --device gpu", "--device gpu can't be used"),
        Arguments.of(tif + " --init nothing.json", "--init is 'nothing.json'"),
        Arguments.of(tif + " --init TEXT", "not valid JSON"),
        Arguments.of(tif + " --mask nothing.tif", "mask is 'nothing.tif'"),
        Arguments.of(tif + " --aoi nothing.json", "neither WKT nor a file"),
        Arguments.of(tif + " --aoi POINT(1,1)", "not valid WKT"),
        Arguments.of(tif + " --aoi POLYGON((0,0))", "not valid WKT"),
        Arguments.of(tif + " --aoi SRID=4326;POLYGON((0~0,1~0,1~1,0~0))", "outside every scene"),
        Arguments.of(tif + " --aoi POLYGON((0~0,1~1,1~0,0~1,0~0))", "not a valid polygon"),
        Arguments.of(tif + " --aoi SRID=99999;POLYGON((0~0,1~0,1~1,0~0))", "EPSG:99999"),
        Arguments.of("NODATA", "has no valid pixel"),
        Arguments.of("SCENES NODATA --bands 1,2,3,4,5,6", "--skip-empty"),
        Arguments.of(tif + " ONEBAND", "Scene oneband has 1 bands"),
        Arguments.of(tif + " --palette pink", "--palette"),
        Arguments.of(tif + " --unknown", "Unknown option: '--unknown'"));
  }

  @ParameterizedTest
  @MethodSource("wrongInput")
  void wrongInputIsOneLineAndNothingWritten(String arguments, String message) throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.writeString(input.resolve("text.tif"), "this is not a picture");
    Files.createFile(input.resolve("empty.tif"));
    byte[] whole = Files.readAllBytes(scenes.resolve("sim_20240115.tif"));
    Files.write(input.resolve("cut.tif"), Arrays.copyOf(whole, whole.length / 2));
    Files.createDirectory(input.resolve("dir"));
    TestScenes.write(input.resolve("nodata.tif"), 6, 0);
    TestScenes.write(input.resolve("oneband.tif"), 1, 7);
    List<String> args = new ArrayList<>(List.of("cluster"));
    for (String word : arguments.split(" ")) {
      args.add(
          word.replace("SCENES", scenes.toString())
              .replace("EMPTYDIR", input.resolve("dir").toString())
              .replace("TEXT", input.resolve("text.tif").toString())
              .replace("EMPTY", input.resolve("empty.tif").toString())
              .replace("CUT", input.resolve("cut.tif").toString())
              .replace("NODATA", input.resolve("nodata.tif").toString())
              .replace("ONEBAND", input.resolve("oneband.tif").toString())
              .replace('~', ' '));
    }
    Path out = folder.resolve("out");
    args.addAll(List.of("--out", out.toString(), "--quiet"));
    Result result = run(folder, args.toArray(String[]::new));
    assertThat(result.err).contains(message);
    assertThat(result.err.lines()).as(result.err).hasSize(1);
    assertThat(result.err).startsWith("iikmc: ").doesNotContain("Exception");
    assertThat(result.status).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void signaturesOfOtherBandsAreRefused() throws Exception {
    Path out = folder.resolve("o");
    Path signatures = folder.resolve("s.json");
    Files.writeString(
        signatures,
        "{\"format\":\"iikmc-signatures\",\"version\":1,\"bands\":[\"B2\",\"B11\"],"
            + "\"classes\":[{\"mean\":[1,2]}]}");
    Result missing =
        run(
            folder,
            "classify",
            scenes.toString(),
            "--signatures",
            signatures.toString(),
            "--out",
            out.toString());
    assertThat(missing.status).isEqualTo(2);
    assertThat(missing.err).contains("has no band B11");
    Result other =
        run(
            folder,
            "classify",
            scenes.toString(),
            "--signatures",
            signatures.toString(),
            "--bands",
            "B2,B3,B4",
            "--out",
            out.toString());
    assertThat(other.status).isEqualTo(2);
    assertThat(other.err).contains("signatures of 2 bands").contains("3 are chosen");
    assertThat(out).doesNotExist();
  }

  @Test
  void anOutputFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Result result =
        run(folder, "cluster", scenes.toString(), "--out", file.resolve("x").toString(), "--quiet");
    assertThat(result.status).isEqualTo(2);
    assertThat(result.err).contains("file/x can't be written to").contains("--out");
  }

  @Test
  void aFullDiskIsAFailureThatLeavesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", disk.toString())
                .start()
                .waitFor()
            == 0,
        "needs the right to mount a small file system");
    try {
      Path out = disk.resolve("out");
      Result result = run(folder, "cluster", scenes.toString(), "--out", out.toString(), "--quiet");
      assertThat(result.status).as(result.err).isEqualTo(3);
      assertThat(result.err.lines()).as(result.err).hasSize(1);
      assertThat(result.err)
          .contains("(No space left on device): the outputs need about ")
          .contains(out.toString())
          .contains("free space there, or choose another folder.");
      assertThat(names(disk)).isEmpty();
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  @Test
  void anInterruptStopsAtOnceAndLeavesNothing() throws Exception {
    assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "signals are POSIX");
    Path out = folder.resolve("o");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path large = shared.resolve("large"); // the run must not end before it is interrupted
    run(shared, "simulate", "--out", large.toString(), "--scenes", "2", "--size", "800");
    Process process =
        start(
            temporary,
            "cluster",
            large.toString(),
            "--out",
            out.toString(),
            "--k",
            "255",
            "--max-iterations",
            "1000000",
            "--change-threshold",
            "0",
            "--shift-tolerance",
            "0",
            "--memory",
            "1m");
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line = errors.readLine();
    while (line != null && !line.startsWith("Iteration 2:")) {
      line = errors.readLine();
    }
    assertThat(line).as("it got to work").isNotNull();
    assertThat(names(folder)).anyMatch(name -> name.startsWith(".iikmc-"));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    String last = line;
    while (line != null) {
      last = line;
      line = errors.readLine();
    }
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(last).isEqualTo("iikmc: interrupted; nothing was written.");
    assertThat(names(folder)).containsExactly("temporary");
    assertThat(names(temporary)).noneMatch(name -> name.startsWith("iikmc"));
  }

  @Test
  void aKilledRunLeavesTheOldOutputsAndTheNextOneNothingOfIt() throws Exception {
    Path out = folder.resolve("o");
    String[] first = {"cluster", scenes.toString(), "--out", out.toString(), "--k", "3", "--quiet"};
    assertThat(run(folder, first).status).isZero();
    List<String> before = names(out);
    byte[] signatures = Files.readAllBytes(out.resolve("signatures.json"));
    // In this JVM: the launcher's child would outlive it for a moment.
    Process process =
        new ProcessBuilder(
                JAVA,
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx500m",
                "-jar",
                JAR.toString(),
                "cluster",
                scenes.toString(),
                "--out",
                out.toString(),
                "--k",
                "255",
                "--max-iterations",
                "1000000",
                "--change-threshold",
                "0")
            .start();
    try (BufferedReader errors = process.errorReader()) {
      String line = errors.readLine();
      while (line != null && !line.startsWith("Iteration 2:")) {
        line = errors.readLine();
      }
      assertThat(line).as("it got to work").isNotNull();
      process.destroyForcibly().waitFor();
    }
    assertThat(names(out)).anyMatch(name -> name.startsWith(".iikmc-"));
    assertThat(out.resolve("signatures.json")).hasBinaryContent(signatures);
    Result next =
        run(folder, "cluster", scenes.toString(), "--out", out.toString(), "--k", "4", "--quiet");
    assertThat(next.status).as(next.err).isZero();
    assertThat(names(out)).isEqualTo(before);
    assertThat(Files.readAllBytes(out.resolve("signatures.json"))).isNotEqualTo(signatures);
  }

  @Test
  void whatTheUserHasThereIsNotReplaced() throws Exception {
    Path out = Files.createDirectory(folder.resolve("o"));
    Files.writeString(out.resolve("sim_20240115_classes.tif.ovr"), "overviews of my own map");
    Result result =
        run(folder, "cluster", scenes.toString(), "--out", out.toString(), "--k", "3", "--quiet");
    assertThat(result.status).isEqualTo(2);
    assertThat(result.err.lines()).hasSize(1);
    assertThat(result.err).contains("sim_20240115_classes.tif.ovr", "move it away");
    assertThat(names(out)).containsExactly("sim_20240115_classes.tif.ovr");
  }

  @Test
  void signaturesThatAreReadAreNotWritten() throws Exception {
    Path out = folder.resolve("o");
    run(folder, "cluster", scenes.toString(), "--out", out.toString(), "--k", "3", "--quiet");
    byte[] before = Files.readAllBytes(out.resolve("signatures.json"));
    String signatures = out.resolve("signatures.json").toString();
    for (List<String> command :
        List.of(
            List.of("classify", scenes.toString(), "--signatures", signatures),
            List.of("cluster", scenes.toString(), "--init", signatures))) {
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("--out", out.toString(), "--quiet"));
      Result result = run(folder, args.toArray(String[]::new));
      assertThat(result.status).isEqualTo(2);
      assertThat(result.err).contains("signatures.json", "a file that is read", "--out");
      assertThat(out.resolve("signatures.json")).hasBinaryContent(before);
    }
  }

  @Test
  void aServerWhoseFoldersLieInEachOtherDoesNotStart() throws Exception {
    Result result =
        run(folder, "serve", "--scenes", scenes.toString(), "--data", shared.toString());
    assertThat(result.status).isEqualTo(2);
    assertThat(result.err).contains("--data").contains("--scenes").contains("two folders apart");
  }
}
