/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes with names that need care in addresses and lists. */
class ServerNamesTest {
  @TempDir Path root;

  private Path scenes(String name) throws Exception {
    Path made = Files.createDirectory(root.resolve("made"));
    ServerFixture.writeScenes(made, 1, 40);
    Path scenes = Files.createDirectory(root.resolve("scenes"));
    Files.move(made.resolve("sim_20240115.tif"), scenes.resolve(name + ".tif"));
    return scenes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a b",
        "it's \"x\"",
        "<b>&amp;",
        "a+b",
        "\u00FC\u6C34",
        "a,b",
        "100%",
        "c%41",
        "a#b?c=d;e"
      })
  void aSceneOfAnyNameIsPublishedShownAndDownloaded(String name) throws Exception {
    try (ServerFixture server = new ServerFixture(scenes(name), root.resolve("data"))) {
      String layer = json(server.get("/scenes.json").body()).at("/scenes/0/layer").asText();
      String run =
          server
              .postWithToken(
                  "/ows",
                  new WpsRequest("iikmc:ClassifySeries")
                      .literal("layers", layer.replace("&", "&amp;").replace("<", "&lt;"))
                      .literal("prefix", "year")
                      .literal("k", "2")
                      .raw("report", "application/json"))
              .body();
      JsonNode scene = json(server.get("/series.json").body()).at("/series/0/scenes/0");
      assertThat(scene.path("name").asText()).as(run).isEqualTo(name);

      var file = server.bytes(scene.path("file").asText());
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body())
          .isEqualTo(Files.readAllBytes(root.resolve("data/year/" + name + "_classes.tif")));

      for (String key : new String[] {"layer", "sourceLayer"}) {
        assertThat(
                server
                    .get(
                        "/wms?version=1.1.1&request=GetMap&styles=&srs=EPSG:32642&bbox=0,0,1,1"
                            + "&width=4&height=4&format=image/png&layers="
                            + ServerFixture.encoded(scene.path(key).asText()))
                    .headers()
                    .firstValue("Content-Type"))
            .hasValue("image/png");
      }
    }
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
