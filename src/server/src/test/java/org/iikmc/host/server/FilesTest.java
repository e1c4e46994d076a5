/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a published series and of the page, as clients of HTTP want them. */
class FilesTest {
  @TempDir static Path folder;
  private static ServerFixture server;
  private static String map;
  private static byte[] bytes;

  @BeforeAll
  static void publish() throws Exception {
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    ServerFixture.writeScenes(scenes, 1, 120);
    server = new ServerFixture(scenes, folder.resolve("data"));
    String name;
    try (Stream<Path> files = Files.list(scenes)) {
      name = files.findFirst().orElseThrow().getFileName().toString().replace(".tif", "");
    }
    WpsRequest request =
        new WpsRequest("iikmc:ClassifySeries")
            .literal("layers", "scenes:" + name)
            .literal("prefix", "year")
            .literal("k", "3");
    assertThat(server.postWithToken("/ows", request.raw("report", "application/json")).body())
        .contains("iikmc-report");
    map = "/data/year/" + name + "_classes.tif";
    bytes = server.bytes(map).body();
    assertThat(bytes)
        .isEqualTo(Files.readAllBytes(folder.resolve("data/year").resolve(name + "_classes.tif")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.uri(path)).header(header, value).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void apartOfAFileIsThatPart() throws Exception {
    HttpResponse<byte[]> part = get(map, "Range", "bytes=100-299");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 100-299/" + bytes.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 300));
    assertThat(get(map, "Range", "bytes=" + bytes.length + "-").statusCode()).isEqualTo(416);
  }

  @Test
  void whoHasAFileAlreadyIsToldSo() throws Exception {
    for (String path : new String[] {map, "/main.js", "/data/year/report.json"}) {
      HttpResponse<byte[]> first = get(path, "Accept", "*/*");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(first.statusCode()).isEqualTo(200);
      HttpResponse<byte[]> again = get(path, "If-None-Match", tag);
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @Test
  void textsAreZippedForWhoCanUnzipThemAndPicturesAreNot() throws Exception {
    HttpResponse<byte[]> report = get("/data/year/report.json", "Accept-Encoding", "gzip");
    assertThat(report.headers().firstValue("Content-Encoding")).contains("gzip");
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(report.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(server.get("/data/year/report.json").body());
    HttpResponse<byte[]> tiff = get(map, "Accept-Encoding", "gzip");
    assertThat(tiff.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(tiff.body()).isEqualTo(bytes);
  }

  @Test
  void gdalReadsAMapWhereItLies() throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder("gdalinfo", "-checksum", "/vsicurl/" + server.uri(map))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "gdalinfo is not installed");
      return;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("Size is 1").contains("Checksum=").doesNotContain("ERROR");
  }
}
