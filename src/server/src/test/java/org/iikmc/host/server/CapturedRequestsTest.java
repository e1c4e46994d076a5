/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that were written for a GeoServer: the examples of this project, and recorded ones. */
class CapturedRequestsTest {
  private static final Path EXAMPLES = Path.of("..", "..", "config", "requests");
  private static final Path CAPTURED = Path.of("..", "..", "..", "shared", "geoserver", "captured");

  @TempDir static Path scenes;
  @TempDir static Path data;

  private static ServerFixture server;
  private static String scene;

  @BeforeAll
  static void start() throws Exception {
    ServerFixture.writeScenes(scenes, 5, 600);
    try (Stream<Path> files = Files.list(scenes)) {
      scene =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tif"))
              .sorted()
              .findFirst()
              .orElseThrow()
              .replace(".tif", "");
    }
    server = new ServerFixture(scenes, data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster-raw-json.xml",
        "cluster-coverages-wcs.xml",
        "cluster-document-csv.xml",
        "classify-series.xml",
        "classify-series-async.xml",
        "classify-raw-tiff.xml"
      })
  void examplesRunWithNoMoreChangedThanTheWorkspaceToPublishIn(String name)
      throws IOException, InterruptedException {
    String request =
        Files.readString(EXAMPLES.resolve(name))
            .replace("<wps:LiteralData>demo</", "<wps:LiteralData>iikmc</")
            .replace(">1,2,3,4,5,6<", ">1,2,3,4<"); // the scenes of this test have four bands
    var answer = server.postWithToken("/geoserver/ows", request);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("ExceptionReport").hasSizeGreaterThan(100);
  }

  /** Of a probe with the same kinds of inputs: its name and its layers are replaced by ours. */
  @ParameterizedTest
  @ValueSource(strings = {"wps-Execute-60-array-wcs20-nodata.request.xml"})
  void recordedReferencesAreUnderstood(String name) throws Exception {
    assumeTrue(Files.isDirectory(CAPTURED), "no recorded requests here");
    String request =
        Files.readString(CAPTURED.resolve(name))
            .replace("probe:ArrayCoverage", "iikmc:Cluster")
            .replaceAll("landsat(:|__)[a-z0-9_]+", "landsat$1" + scene)
            .replaceAll(
                "(?s)<gml:pos>.*</gml:pos>", "<gml:pos>0 0</gml:pos><gml:pos>9e6 9e6</gml:pos>")
            .replaceAll(
                "(?s)<wps:Input>\\s*<ows:Identifier>(bands|weights|names|flag|seed|roi)<.*?</wps:Input>",
                "")
            .replace("EPSG:32618", "EPSG:32642")
            .replace(">result<", ">signatures<");
    assertThat(server.post("/geoserver/ows", request).body()).contains("iikmc-signatures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wps-Execute-22-err-no-such-coverage",
        "wps-Execute-23-err-no-such-process",
        "wps-Status-unknown-id"
      })
  void errorsHaveTheRecordedCodesAndShapes(String name) throws Exception {
    assumeTrue(Files.isDirectory(CAPTURED), "no recorded requests here");
    Path body = CAPTURED.resolve(name + ".request.xml");
    String ours =
        Files.exists(body)
            ? server
                .post(
                    "/geoserver/ows",
                    Files.readString(body)
                        .replace("ras:CropCoverage", "iikmc:Classify")
                        .replace("cropShape", "aoi"))
                .body()
            : server
                .get(
                    Files.readAllLines(CAPTURED.resolve(name + ".request.txt"))
                        .get(0)
                        .replaceFirst("^GET http://[^/]+", ""))
                .body();
    String theirs = Files.readString(CAPTURED.resolve(name + ".response.xml"));
    assertThat(shape(ours)).isEqualTo(shape(theirs));
  }

  /** Names of elements and the code, without what the texts say. */
  private static String shape(String document) {
    StringBuilder shape = new StringBuilder();
    var matcher =
        java.util.regex.Pattern.compile("<(/?[A-Za-z]+:[A-Za-z]+)|(exceptionCode=\"[^\"]*\")")
            .matcher(document);
    while (matcher.find()) {
      shape.append(matcher.group()).append('\n');
    }
    return shape.toString();
  }

  @Test
  void theDescriptionHasTheRecordedShape() throws Exception {
    assumeTrue(Files.isDirectory(CAPTURED), "no recorded requests here");
    String theirs =
        Files.readString(CAPTURED.resolve("wps-DescribeProcess-gs_ProbeSpring.response.xml"));
    String ours =
        server
            .get(
                "/geoserver/ows?service=WPS&version=1.0.0&request=DescribeProcess&identifier=iikmc:Cluster")
            .body();
    String layers = "(?s).*?(<Input [^>]*><ows:Identifier>layers</.*?</Input>).*";
    assertThat(shape(ours.replaceFirst(layers, "$1")))
        .isEqualTo(shape(theirs.replaceFirst(layers, "$1")));
  }
}
