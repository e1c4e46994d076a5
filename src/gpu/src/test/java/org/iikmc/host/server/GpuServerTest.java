/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests with {@code device=gpu}, over real HTTP, on whatever device TornadoVM has here. */
class GpuServerTest {
  @TempDir static Path scenes;
  @TempDir Path data;

  private static List<String> names;
  private ServerFixture server;

  @BeforeAll
  static void writeScenes() throws IOException {
    ServerFixture.writeScenes(scenes, 2, 120);
    try (Stream<Path> files = Files.list(scenes)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tif"))
              .map(name -> name.replace(".tif", ""))
              .sorted()
              .toList();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerFixture(scenes, data, ServerFixture.limits(3, 8), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static WpsRequest request(String process, String device) {
    WpsRequest request = new WpsRequest(process).literal("k", "4").literal("device", device);
    names.forEach(name -> request.literal("layers", "scenes:" + name));
    return request;
  }

  private JsonNode signatures(String device) throws Exception {
    String request = request("iikmc:Cluster", device).raw("signatures", "application/json");
    return new ObjectMapper().readTree(server.post("/ows", request).body());
  }

  @Test
  void theSignaturesAreThoseOfTheCpu() throws Exception {
    JsonNode expected = signatures("cpu");
    assertThat(expected.path("classes")).hasSize(4);
    assertThat(signatures("gpu")).isEqualTo(expected);
  }

  @Test
  void theReportOfASeriesNamesTheDevice() throws Exception {
    String request =
        request("iikmc:ClassifySeries", "gpu")
            .literal("prefix", "year")
            .raw("report", "application/json");
    String report = server.postWithToken("/ows", request).body();
    assertThat(new ObjectMapper().readTree(report).path("device").asText()).startsWith("GPU, ");
  }

  @Test
  void requestsAtOnceShareTheDevice() throws Exception {
    JsonNode expected = signatures("cpu");
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clients.submit(() -> signatures("gpu")));
      }
      for (Future<JsonNode> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
