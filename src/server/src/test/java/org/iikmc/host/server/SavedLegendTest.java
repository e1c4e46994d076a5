/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.iikmc.job.output.OwnFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, colours and groups that are saved on a server, by a client of HTTP. */
class SavedLegendTest {
  private static final String CONFLICT = "Somebody else has saved other names meanwhile";
  private static final String WATER =
      "class,name,color,group\n1,Lake,#123456,water\n2,River,,water\n3,Forest,#00aa00,\n";

  @TempDir Path folder;
  private ServerFixture server;
  private Path series;

  @BeforeEach
  void publish() throws Exception {
    ServerFixture.writeScenes(Files.createDirectory(folder.resolve("scenes")), 2, 120);
    start();
    assertThat(classify().body()).contains("iikmc-report");
    series = folder.resolve("data/year");
  }

  /** As a run of the command line keeps maps that it has cleaned. */
  private void keepUnsieved() throws IOException {
    for (Path file : Files.list(series).toList()) {
      String name = file.getFileName().toString();
      if (name.contains("_classes.")) {
        Files.copy(file, series.resolve(name.replace("_classes.", "_classes.unsieved.")));
      }
    }
    OwnFiles.list(series);
  }

  private void start() throws IOException {
    server = new ServerFixture(folder.resolve("scenes"), folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> classify() throws Exception {
    JsonNode scenes = json(server.get("/scenes.json").body()).path("scenes");
    String layers =
        scenes.get(0).path("layer").asText() + "," + scenes.get(1).path("layer").asText();
    return server.postWithToken(
        "/ows",
        new WpsRequest("iikmc:ClassifySeries")
            .literal("layers", layers)
            .literal("prefix", "year")
            .literal("k", "4")
            .literal("overwrite", "true")
            .raw("report", "application/json"));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static WpsRequest request(String legend) {
    return new WpsRequest("iikmc:SaveLegend")
        .literal("prefix", "year")
        .complex("legend", "text/csv", legend);
  }

  private String save(WpsRequest request) throws Exception {
    return server.postWithToken("/ows", request.raw("legend", "application/json")).body();
  }

  private String legend() throws Exception {
    return server
        .post(
            "/ows",
            new WpsRequest("iikmc:Legend")
                .literal("prefix", "year")
                .raw("legend", "application/json"))
        .body();
  }

  /** All files of the series with their content, but for the list. */
  private TreeMap<String, String> files() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(series)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(series.relativize(file).toString(), OwnFiles.sum(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private Set<Integer> colors(String parameters) throws Exception {
    String box =
        json(server.get("/series.json").body())
            .at("/series/0/bbox")
            .toString()
            .replaceAll("[\\[\\]]", "");
    HttpResponse<byte[]> map =
        server.bytes(
            "/wms?service=WMS&version=1.3.0&request=GetMap&layers=iikmc:year&styles=&crs=CRS:84&bbox="
                + box
                + "&width=100&height=100&format=image/png&transparent=true"
                + parameters);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(map.body()));
    assertThat(image).as(new String(map.body())).isNotNull();
    Set<Integer> colors = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      colors.add(image.getRGB(i % 100, i / 100) & 0xFFFFFF);
    }
    return colors;
  }

  private String anyFile(String ending) throws IOException {
    try (Stream<Path> all = Files.list(series)) {
      Path file = all.filter(each -> each.toString().endsWith(ending)).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  @Test
  void allThatTellsOfTheClassesFollowsAndOutlivesTheServer() throws Exception {
    keepUnsieved();
    assertThat(json(legend()).at("/classes/0/name").asText()).isEqualTo("Class 1");
    String saved = save(request(WATER));
    assertThat(json(saved).at("/classes/1/group").asText()).isEqualTo("water");
    assertThat(json(saved).at("/classes/3/name").asText()).isEqualTo("Class 4");
    for (int start = 1; start <= 2; start++) {
      assertThat(legend()).isEqualTo(saved);
      assertThat(server.get("/data/year/legend.json").body()).isEqualTo(saved);
      assertThat(server.get("/data/year/legend.csv").body()).contains("2,River,#009e73,water");
      JsonNode listed = json(server.get("/series.json").body()).at("/series/0/classes/1");
      assertThat(listed.path("name").asText()).isEqualTo("River");
      assertThat(listed.path("color").asText()).isEqualTo("#009e73");
      assertThat(listed.path("group").asText()).isEqualTo("water");
      assertThat(colors(""))
          .contains(0x123456)
          .doesNotContain(0x0072b2, 0x009e73)
          .isSubsetOf(0, 0x123456, 0x00aa00, 0xd55e00);
      JsonNode graphic =
          json(
              server
                  .get(
                      "/wms?service=WMS&request=GetLegendGraphic&layer=iikmc:year"
                          + "&format=application/json")
                  .body());
      assertThat(graphic.at("/classes/1/name").asText()).isEqualTo("water");
      assertThat(graphic.at("/classes/1/color").asText()).isEqualTo("#123456");
      server.close();
      start();
    }
    assertThat(anyFile("_classes.qml")).contains("label=\"water\" color=\"#123456\"", "Forest");
    assertThat(anyFile("_classes.tif.aux.xml")).contains("<Category>water</Category>", "Forest");
    assertThat(anyFile("areas.csv")).contains(",1,water,", ",2,water,", ",3,Forest,");
    assertThat(anyFile(".unsieved.qml")).contains("label=\"water\"");
    assertThat(anyFile(".unsieved.tif.aux.xml")).contains("<Category>water</Category>");
    assertThat(anyFile("classes.sld")).contains("#123456", "Forest");
    assertThat(anyFile("classify.sld")).contains("#123456", "Forest", "iikmc:Classify");
    assertThat(json(anyFile("signatures.json")).at("/classes/1/group").asText()).isEqualTo("water");
    assertThat(json(anyFile("report.json")).at("/signatures/classes/2/name").asText())
        .isEqualTo("Forest");
    JsonNode report = json(anyFile("report.json"));
    assertThat(report.at("/published/layers").size()).isEqualTo(2);
    assertThat(report.at("/covers/0").toString())
        .isEqualTo("{\"name\":\"water\",\"color\":\"#123456\",\"classes\":[1,2]}");
    JsonNode scene = report.at("/scenes/0");
    assertThat(scene.at("/pixelsOfCover/0").asLong())
        .isEqualTo(scene.at("/pixelsOfClass/0").asLong() + scene.at("/pixelsOfClass/1").asLong());
    assertThat(scene.at("/squareKilometresOfCover/2"))
        .isEqualTo(scene.at("/squareKilometresOfClass/3"));
    save(request("class,name\n1,Lake\n2,River\n"));
    assertThat(anyFile("report.json")).doesNotContain("overs\"", "OfCover");
  }

  @Test
  void aMapThatIsReadElsewhereHasTheColoursToo() throws Exception {
    Path map;
    try (Stream<Path> all = Files.list(series)) {
      map = all.filter(each -> each.toString().endsWith("_classes.tif")).findFirst().orElseThrow();
    }
    byte[] before = Files.readAllBytes(map);
    keepUnsieved();
    save(request("class,name\n1,Lake\n"));
    assertThat(Files.readAllBytes(map)).as("names alone change no map").isEqualTo(before);
    save(request(WATER));
    var reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (var in = ImageIO.createImageInputStream(map.toFile())) {
      reader.setInput(in);
      var model = (java.awt.image.IndexColorModel) reader.getImageTypes(0).next().getColorModel();
      assertThat(model.getRGB(2) & 0xFFFFFF).isEqualTo(0x123456);
      assertThat(model.getRGB(3) & 0xFFFFFF).isEqualTo(0x00aa00);
    } finally {
      reader.dispose();
    }
    assertThat(Files.size(map)).isEqualTo(before.length);
    try (Stream<Path> all = Files.list(series)) {
      assertThat(all.filter(each -> each.toString().endsWith("_classes.unsieved.tif")))
          .as("what belongs to a map stays with it")
          .hasSize(2);
    }
  }

  @Test
  void whatSomebodyElseHasSavedIsNotReplacedUnknowingly() throws Exception {
    String base = legend();
    save(request(WATER));
    TreeMap<String, String> before = files();
    WpsRequest mine = request("class,name\n4,Sand\n");
    mine.complex("base", "application/json", base);
    assertThat(save(mine))
        .contains(
            CONFLICT, "class 1 is \u2018Lake\u2019, #123456, in the group \u2018water\u2019 now")
        .contains("class 3 is \u2018Forest\u2019, #00aa00 now", "Nothing was saved");
    assertThat(files()).isEqualTo(before);
    WpsRequest again = request("class,name\n4,Sand\n");
    assertThat(
            json(save(again.complex("base", "application/json", legend())))
                .at("/classes/3/name")
                .asText())
        .isEqualTo("Sand");
    assertThat(json(legend()).at("/classes/0/name").asText()).isEqualTo("Lake");
  }

  @Test
  void ofManyThatSaveAtOnceOneWins() throws Exception {
    String base = legend();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      WpsRequest mine = request("class,name\n1,Cover " + i + "\n");
      String body =
          mine.complex("base", "application/json", base).raw("legend", "application/json");
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return server.postWithToken("/ows", body).body();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    List<String> bodies = answers.stream().map(CompletableFuture::join).toList();
    assertThat(bodies.stream().filter(body -> body.contains(CONFLICT)).count()).isEqualTo(3);
    String winner =
        bodies.stream().filter(body -> !body.contains(CONFLICT)).collect(Collectors.joining());
    assertThat(winner).isEqualTo(legend());
  }

  @Test
  void whoHasNoTokenOrAWrongOneSavesNothing() throws Exception {
    TreeMap<String, String> before = files();
    String body = request(WATER).raw("legend", "application/json");
    HttpResponse<String> none = server.post("/ows", body);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.body()).contains("iikmc:SaveLegend writes to this server: show its token");
    HttpResponse<String> wrong =
        server.send(
            HttpRequest.newBuilder(server.uri("/ows"))
                .header("Authorization", "Bearer wrong")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aLegendThatCannotBeIsRefusedInOneLine() throws Exception {
    TreeMap<String, String> before = files();
    assertThat(save(request("class,name\n9,Sea\n")))
        .contains("The legend has a class 9, but there are only 4 classes");
    assertThat(save(request("class,name\n1,Sea\n1,Lake\n"))).contains("has class 1 twice");
    assertThat(save(request("class,name,color\n1,Sea,blueish\n")))
        .contains("The colour in line 2 is \u201dblueish");
    assertThat(save(request("class,name,group\n1,a,water\n2,b,water\n3,water,\n")))
        .contains("Class 3 is called \u201dwater\u201d, as the group of classes 1, 2 is");
    assertThat(save(request("{\"format\": \"other\"}")))
        .contains("The input legend is not a usable legend");
    assertThat(save(new WpsRequest("iikmc:SaveLegend").literal("prefix", "year")))
        .contains("The input legend is missing");
    assertThat(
            save(
                new WpsRequest("iikmc:SaveLegend")
                    .literal("prefix", "nothing")
                    .complex("legend", "text/csv", WATER)))
        .contains("There is no series \u2018nothing\u2019");
    assertThat(save(request(WATER).literal("workspace", "elsewhere")))
        .contains("There is no workspace \u2018elsewhere\u2019 with series; use iikmc");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aStyleThatAUserChangedIsNotReplaced() throws Exception {
    Path style;
    try (Stream<Path> all = Files.list(series)) {
      style = all.filter(each -> each.toString().endsWith(".qml")).findFirst().orElseThrow();
    }
    Files.writeString(style, "my colours");
    TreeMap<String, String> before = files();
    assertThat(save(request(WATER)))
        .contains("The legend can\u2019t be saved: " + style.getFileName(), "changed since");
    assertThat(files()).isEqualTo(before);
    assertThat(legend()).doesNotContain("Lake");
  }

  @Test
  void aSeriesWithASavedLegendIsStillReplacedByARun() throws Exception {
    save(request(WATER));
    assertThat(classify().body()).contains("iikmc-report");
    assertThat(legend()).contains("Class 1").doesNotContain("Lake");
  }

  /** As the commit of a save stands when its process is killed between two moves. */
  @Test
  void aSaveThatWasKilledIsFinishedAtTheNextStart() throws Exception {
    save(request(WATER));
    TreeMap<String, String> saved = files();
    save(request("class,name\n1,Sea\n"));
    String sea = Files.readString(series.resolve("signatures.json"));
    save(request(WATER));
    assertThat(files()).isEqualTo(saved);
    server.close();
    String id = UUID.randomUUID().toString();
    Path fresh = Files.createDirectories(series.resolve(".iikmc-commit/new"));
    Files.writeString(series.resolve(".iikmc-commit/id"), id);
    Files.writeString(fresh.resolve("signatures.json"), sea);
    OwnFiles.list(fresh);
    start();
    assertThat(series.resolve(".iikmc-commit")).doesNotExist();
    assertThat(Files.readString(series.resolve("signatures.json"))).isEqualTo(sea);
    assertThat(OwnFiles.of(series).hold(series, "signatures.json")).isTrue();
    assertThat(legend()).as("the report is what the server reads").contains("Lake");
  }

  @Test
  void aMapIsDrawnInColoursThatAreNotSaved() throws Exception {
    assertThat(colors("&classcolors=ff0000,00ff00,0000ff,ffffff"))
        .isSubsetOf(0, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff)
        .hasSizeGreaterThan(1);
    assertThat(colors("")).isSubsetOf(0, 0x0072b2, 0x009e73, 0xf0e442, 0xd55e00);
    String map =
        "/wms?service=WMS&version=1.3.0&request=GetMap&layers=iikmc:year&styles=&crs=CRS:84"
            + "&bbox=0,0,1,1&width=9&height=9&format=image/png&classcolors=";
    assertThat(server.get(map + "ff0000").body())
        .contains("classcolors has 1 colours for 4 classes");
    assertThat(server.get(map + "red,1,2,3").body()).contains("classcolors has 'red'");
  }
}
