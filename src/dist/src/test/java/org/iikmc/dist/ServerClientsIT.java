/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server before clients that others wrote: OWSLib and GDAL. Where they are not
 * installed, their tests are skipped.
 */
class ServerClientsIT {
  @TempDir static Path folder;
  private static ServedJar server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path scenes = folder.resolve("scenes");
    ServedJar.run(
        "simulate", "--out", scenes.toString(), "--scenes", "3", "--size", "200", "--quiet");
    // What the command line writes into the data folder is a series like any other.
    Path series = folder.resolve("data/year");
    ServedJar.run("cluster", scenes.toString(), "--k", "4", "--out", series.toString(), "--quiet");
    server = new ServedJar(scenes, folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Ran(int status, String output) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Ran(process.waitFor(), output);
  }

  /** Whether a command is there and does what it should at its mildest. */
  private static boolean works(String... command) throws InterruptedException {
    try {
      return run(command).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void owsLibReadsBothServicesAndRunsAProcess()
      throws IOException, InterruptedException, URISyntaxException {
    String python = "/usr/bin/python3"; // Debian's, for which its packages are
    assumeTrue(works(python, "-c", "import owslib"), "OWSLib is not installed");
    Path script = Path.of(getClass().getResource("owslib_client.py").toURI());
    Ran ran = run(python, script.toString(), server.address());
    assertThat(ran.output().lines().toList())
        .contains(
            "wms 1.1.1 3 PNG",
            "wms 1.3.0 3 PNG",
            "processes iikmc:Change,iikmc:Classify,iikmc:ClassifySeries,iikmc:Cluster,"
                + "iikmc:Compare,iikmc:Legend,iikmc:Polygonise,iikmc:Recode,iikmc:SaveLegend",
            "k Number of classes 8",
            "run ProcessSucceeded",
            "classes 3");
  }

  @Test
  void gdalReadsTheMapsOfASeriesByWms() throws IOException, InterruptedException {
    assumeTrue(works("gdalinfo", "--version"), "GDAL is not installed");
    Ran listed = run("gdalinfo", "WMS:" + server.address() + "wms");
    assertThat(listed.output())
        .contains("LAYERS=scenes%3Asim_20240115", "LAYERS=iikmc%3Ayear_sim_20240115");
    Path png = folder.resolve("map.png");
    String map =
        listed
                .output()
                .lines()
                .filter(
                    line -> line.contains("_NAME=") && line.contains("iikmc%3Ayear_sim_20240115"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElseThrow()
            + "&FORMAT=image/png"; // GDAL would ask for JPEG, which is no format for classes
    Ran drawn = run("gdal_translate", "-of", "PNG", "-outsize", "64", "64", map, png.toString());
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(Files.size(png)).isGreaterThan(200);
  }
}
