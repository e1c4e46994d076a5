/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.iikmc.host.server.http.AccessToken;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;

/** A server on a free port, and a client for it. */
final class ServerFixture implements AutoCloseable {
  static final String TOKEN = "let-me-write";

  private final HttpClient client = HttpClient.newHttpClient();
  private final OgcServer server;

  ServerFixture(Path scenes, Path data, ServerLimits limits, Clock clock) throws IOException {
    server =
        new OgcServer(
            new ServerSettings(
                scenes,
                data,
                "127.0.0.1",
                List.of("maps.example.org"),
                0,
                new AccessToken(TOKEN),
                2,
                64 << 20,
                OptionalLong.empty(),
                limits),
            clock);
  }

  ServerFixture(Path scenes, Path data) throws IOException {
    this(scenes, data, limits(1, 4), Clock.systemUTC());
  }

  static ServerLimits limits(int runs, int queued) {
    return new ServerLimits(
        1 << 20, 1024, runs, queued, Duration.ofMinutes(5), 100, Duration.ofHours(1), 100_000_000);
  }

  /** Scenes of four bands; the same for the same arguments. */
  static void writeScenes(Path folder, int count, int size) throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(count, size, 4, 5));
    for (int s = 0; s < count; s++) {
      SimulatedScene scene = simulator.scene(s);
      new SimulatedTiff(scene).writeBands(folder.resolve(scene.name() + ".tif"));
    }
  }

  URI uri(String pathAndQuery) {
    return URI.create(server.address().toString().replaceFirst("/$", "") + pathAndQuery);
  }

  HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(pathAndQuery)).GET());
  }

  HttpResponse<byte[]> bytes(String pathAndQuery) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(pathAndQuery)).GET().build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> postWithToken(String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "text/xml")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
