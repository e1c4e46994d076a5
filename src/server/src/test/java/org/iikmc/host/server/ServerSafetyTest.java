/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.iikmc.testing.TestArchives;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does not do, whoever asks. */
class ServerSafetyTest {
  private static final String SECRET = "not for clients";

  @TempDir static Path root;

  private static ServerFixture server;

  @BeforeAll
  static void start() throws Exception {
    Path scenes = Files.createDirectory(root.resolve("scenes"));
    Path data = Files.createDirectory(root.resolve("data"));
    ServerFixture.writeScenes(scenes, 1, 40);
    Files.writeString(root.resolve("secret.json"), SECRET);
    Files.writeString(data.resolve("secret.json"), SECRET);
    Files.writeString(scenes.resolve("broken.tif"), "II*\0 but no more");
    leftOfAKilledServer(data);
    Files.createSymbolicLink(scenes.resolve("loop.tif"), Path.of("loop.tif"));
    Files.createSymbolicLink(
        Files.createDirectory(data.resolve("loop")).resolve("report.json"), Path.of("report.json"));
    Files.writeString(
        Files.createDirectory(data.resolve("odd")).resolve("report.json"),
        "{\"scenes\":[{\"name\":\"a\",\"map\":\"/\",\"pixelsOfClass\":\"none\"}]}");
    server = new ServerFixture(scenes, data);
    String scene = "sim_20240115";
    var answer =
        server.postWithToken(
            "/ows",
            new WpsRequest("iikmc:ClassifySeries")
                .literal("layers", scene)
                .literal("prefix", "year")
                .literal("k", "2")
                .raw("report", "application/json"));
    assertThat(answer.body()).contains("\"published\"");
    Files.writeString(data.resolve("year/extra.json"), SECRET);
  }

  private static void leftOfAKilledServer(Path data) throws IOException {
    Path half = data.resolve(".iikmc-123e4567-e89b-12d3-a456-426614174000/new/half");
    Files.createDirectories(half);
    Files.writeString(half.resolve("half_classes.tif"), "half");
    Files.createDirectories(data.resolve(".runs/4711"));
    Files.writeString(data.resolve(".runs/4711/signatures.json"), "{}");
    Path commit = data.resolve(".iikmc-commit");
    Files.createDirectories(commit.resolve("new/lost"));
    Files.writeString(commit.resolve("id"), "00000000-e89b-12d3-a456-426614174000");
    Files.writeString(commit.resolve("new/lost/report.json"), "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** As it is written, where an HTTP client would tidy it up first. */
  private static String raw(String path) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  private static String exchange(String requests) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/../secret.json",
        "/data/year/../secret.json",
        "/data/year/%2e%2e/secret.json",
        "/data/year/..%2fsecret.json",
        "/data/%2e%2e/secret.json",
        "/data/../../secret.json",
        "/data/year/extra.json",
        "/data/secret.json",
        "/data/.lock",
        "/../secret.json",
        "/%2e%2e/%2e%2e/OgcServer.class",
        "/../OgcServer.class",
        "//etc/passwd",
      })
  void noNameLeadsOutOfWhatIsServed(String path) throws Exception {
    String answer = raw(path);
    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(SECRET);
  }

  @Test
  void knownFilesAreServed() throws Exception {
    assertThat(server.get("/data/year/signatures.csv").body()).startsWith("class,");
    assertThat(server.get("/data/year/classes.sld").body()).contains("StyledLayerDescriptor");
    assertThat(server.get("/data/year/report.html").body()).contains("<html");
    var page = server.get("/");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(server.get("/nothing.js").statusCode()).isEqualTo(404);
  }

  @Test
  void entitiesAreNotResolved() throws Exception {
    Path secret = root.resolve("secret.json");
    String answer =
        server
            .post(
                "/ows",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \""
                    + secret.toUri()
                    + "\">]>"
                    + new WpsRequest("iikmc:Cluster").literal("k", "&e;").raw("signatures", "x/y"))
            .body();
    assertThat(answer).contains("ExceptionReport", "DOCTYPE").doesNotContain(SECRET);
  }

  /** An archive may be a bomb, and other formats name files and servers behind the firewall. */
  @Test
  void whatAClientSendsIsReadAsAGeoTiffOrNotAtAll() throws Exception {
    Path scene = root.resolve("scenes/sim_20240115.tif");
    assertThat(sent(Files.readAllBytes(scene))).contains("iikmc-signatures");
    Path archive =
        TestArchives.write(root.resolve("sent.zip"), Map.of("a.tif", Files.readAllBytes(scene)));
    assertThat(sent(Files.readAllBytes(archive))).contains("not a GeoTIFF");
  }

  private static String sent(byte[] content) throws Exception {
    String coverage = Base64.getEncoder().encodeToString(content);
    WpsRequest request =
        new WpsRequest("iikmc:Cluster").complex("coverages", "image/tiff", coverage);
    return server
        .post("/ows", request.literal("k", "2").raw("signatures", "application/json"))
        .body();
  }

  @Test
  void nothingIsFetchedThatAClientNames() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/a.tif";
      String scene = "sim_20240115";
      List<WpsRequest> requests =
          List.of(
              new WpsRequest("iikmc:Cluster").literal("layers", url),
              new WpsRequest("iikmc:Cluster").literal("layers", scene).literal("mask", url),
              new WpsRequest("iikmc:Cluster").literal("layers", scene).literal("init", url),
              new WpsRequest("iikmc:Cluster")
                  .literal("layers", scene)
                  .complex("aoi", "application/wkt", url),
              new WpsRequest("iikmc:Cluster").literal("layers", scene).reference("aoi", url, ""),
              new WpsRequest("iikmc:Cluster").reference("coverages", url, ""),
              new WpsRequest("iikmc:Cluster").reference("coverages", "https://127.0.0.1/a.tif", ""),
              new WpsRequest("iikmc:Cluster")
                  .literal("layers", scene)
                  .complex("initSignatures", "application/json", url));
      for (WpsRequest request : requests) {
        String text = request.literal("k", "2").raw("signatures", "application/json");
        assertThat(server.post("/ows", text).body()).as(text).contains("ExceptionReport");
      }
      Path item = root.resolve("scenes/item.json");
      Files.writeString(
          item,
          "{\"stac_version\":\"1.0.0\",\"id\":\"i\",\"assets\":{\"red\":{\"href\":\""
              + url
              + "\"}}}");
      assertThat(server.get("/ows?service=WMS&request=GetCapabilities").body())
          .contains(scene)
          .doesNotContain("scenes:i<", "scenes:item");
      Files.delete(item);
      assertThat(asked).hasValue(0);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void notXmlIsToldSo() throws Exception {
    assertThat(server.post("/ows", "<a><b></a>").body()).contains("not well-formed");
    assertThat(server.post("/ows", "<a>".repeat(5000) + "</a>".repeat(5000)).body())
        .contains("nests more than");
  }

  @Test
  void aRefusedRequestLeavesTheConnectionToTheNext() throws Exception {
    String body = "x".repeat(1_000_000);
    String answers =
        exchange(
            "POST /ows HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong\r\n"
                + "Content-Length: 1000000\r\n\r\n"
                + body
                + "GET /scenes.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200", "sim_20240115");
  }

  @Test
  void largeRequestsAreRefused() throws Exception {
    var answer = server.post("/ows", "<a>" + "x".repeat(2 << 20) + "</a>");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Connection")).hasValue("close");
    assertThat(answer.body()).contains("larger than the 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic d3Jvbmc6d3Jvbmc=", "Basic %%%", ""})
  void theTokenHasToBeRight(String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/ows"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    new WpsRequest("iikmc:ClassifySeries").raw("report", "x/y")));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    assertThat(server.send(request).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Basic d3Jvbmc6d3Jvbmc="})
  void aWrongTokenIsRefusedEvenWhereNoneIsNeeded(String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/scenes.json"));
    assertThat(server.send(request).statusCode()).isEqualTo(200);
    var refused = server.send(request.header("Authorization", authorization));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .isEqualTo("The token is not that of this server; give the right one.\n");
  }

  @Test
  void aChainedRunNeedsTheTokenToo() throws Exception {
    String inner =
        new WpsRequest("iikmc:ClassifySeries").literal("prefix", "x").raw("report", "x/y");
    String answer =
        server
            .post(
                "/ows",
                new WpsRequest("iikmc:Classify")
                    .reference("signatures", "http://geoserver/wps", inner)
                    .raw("result", "image/tiff"))
            .body();
    assertThat(answer).contains("ProcessFailed", "token");
  }

  @Test
  void whatAKilledServerLeftIsGoneAndWhatItMovedIsThere() {
    Path data = root.resolve("data");
    assertThat(data.resolve(".iikmc-123e4567-e89b-12d3-a456-426614174000")).doesNotExist();
    assertThat(data.resolve(".iikmc-commit")).doesNotExist();
    assertThat(data.resolve(".runs/4711")).doesNotExist();
    assertThat(data.resolve("lost/report.json")).exists();
  }

  @Test
  void aDamagedSceneIsLeftOutAndTheOthersAreThere() throws Exception {
    assertThat(server.get("/scenes.json").body()).contains("sim_20240115").doesNotContain("broken");
  }

  @Test
  void filesThatTellNothingOfThemselvesHideNoOthers() throws Exception {
    assertThat(server.get("/scenes.json").body()).contains("sim_20240115").doesNotContain("loop");
    assertThat(server.get("/series.json").body())
        .contains("year")
        .doesNotContain("loop")
        .doesNotContain("odd");
    assertThat(server.get("/wms?request=GetCapabilities").body())
        .contains("<Name>iikmc:year</Name>", "<Name>scenes:sim_20240115</Name>");
  }

  private static String asked(String host) throws IOException {
    return exchange("GET /scenes.json HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "127.0.0.1:80",
        "127.1.2.3",
        "[::1]:8080",
        "maps.example.org",
        "Maps.Example.org:443",
      })
  void itAnswersToItsOwnNames(String host) throws Exception {
    assertThat(asked(host)).startsWith("HTTP/1.1 200");
  }

  /** A page of that name could have it resolve to this machine, and read what is here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "[::2]",
      })
  void itAnswersToNoOtherName(String host) throws Exception {
    assertThat(asked(host))
        .startsWith("HTTP/1.1 421")
        .contains("--public-name")
        .doesNotContain("sim_20240115");
  }

  @Test
  void noAnswerTellsPathsOfTheServer() throws Exception {
    String answer =
        server
            .post(
                "/ows",
                new WpsRequest("iikmc:Cluster").literal("layers", "nope").raw("signatures", "x/y"))
            .body();
    assertThat(answer).doesNotContain(root.toString()).doesNotContain("\tat ");
  }

  @Test
  void methodsThatMakeNoSenseAreRefused() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/data/year/report.json")).DELETE();
    assertThat(server.send(request).statusCode()).isEqualTo(405);
  }
}
