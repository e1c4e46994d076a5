/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WMS over real HTTP: three scenes and what was made of them. */
class WmsServerTest {
  private static final int SIZE = 120;

  @TempDir static Path scenes;
  @TempDir static Path data;

  private static ServerFixture server;
  private static JsonNode series;
  private static double[] box;

  @BeforeAll
  static void publish() throws Exception {
    ServerFixture.writeScenes(scenes, 3, SIZE);
    server = new ServerFixture(scenes, data);
    WpsRequest request =
        new WpsRequest("iikmc:ClassifySeries")
            .literal("k", "4")
            .literal("prefix", "year")
            .literal("confidence", "true");
    for (JsonNode scene : json(server.get("/scenes.json").body()).path("scenes")) {
      request.literal("layers", scene.path("layer").asText());
    }
    server.postWithToken("/ows", request.raw("report", "application/json"));
    series = json(server.get("/series.json").body()).at("/series/0");
    String capabilities = server.get("/wms?version=1.1.1&request=GetCapabilities").body();
    var matcher =
        java.util.regex.Pattern.compile(
                "Name>iikmc:year_.*?BoundingBox SRS=\"EPSG:32642\" maxx=\"([^\"]+)\" maxy=\"([^\"]+)\""
                    + " minx=\"([^\"]+)\" miny=\"([^\"]+)\"")
            .matcher(capabilities);
    assertThat(matcher.find()).as(capabilities).isTrue();
    box =
        new double[] {
          Double.parseDouble(matcher.group(3)),
          Double.parseDouble(matcher.group(4)),
          Double.parseDouble(matcher.group(1)),
          Double.parseDouble(matcher.group(2))
        };
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static BufferedImage map(String query) throws Exception {
    var answer = server.bytes("/wms?service=WMS&request=GetMap&styles=&format=image/png&" + query);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("image/png");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static String own(int size) {
    return String.format(
        Locale.ROOT,
        "srs=EPSG:32642&bbox=%s,%s,%s,%s&width=%d&height=%d",
        box[0],
        box[1],
        box[2],
        box[3],
        size,
        size);
  }

  private static String layer(int scene) {
    return series.at("/scenes/" + scene + "/layer").asText();
  }

  private static BufferedImage labels(int scene) throws Exception {
    byte[] tiff = server.bytes(series.at("/scenes/" + scene + "/file").asText()).body();
    return ImageIO.read(new ByteArrayInputStream(tiff));
  }

  @Test
  void capabilitiesAreValidAndListLayersTimesAndBoxes() throws Exception {
    String document = server.get("/ows?service=WMS&version=1.3.0&request=GetCapabilities").body();
    OgcSchemas.validateWms(document);
    assertThat(document)
        .contains("<Name>iikmc:year</Name>", "<Dimension ", "units=\"ISO8601\"", "EPSG:32642")
        .contains("<Name>scenes:");
    assertThat(server.get("/ows?service=WMS&version=1.1.1&request=GetCapabilities").body())
        .contains("<WMT_MS_Capabilities", "<Extent ", "<SRS>EPSG:3857</SRS>");
  }

  @Test
  void atItsOwnScaleAMapIsTheClassifiedFilePixelByPixel() throws Exception {
    BufferedImage map = map("version=1.1.1&transparent=true&layers=" + layer(0) + "&" + own(SIZE));
    BufferedImage expected = labels(0);
    int drawn = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int label = expected.getRaster().getSample(x, y, 0);
        if (label == 0) {
          assertThat(map.getRGB(x, y) >>> 24).as(x + ", " + y).isZero();
        } else {
          Color color = Color.decode(series.at("/classes/" + (label - 1) + "/color").asText());
          assertThat(map.getRGB(x, y)).as(x + ", " + y).isEqualTo(color.getRGB());
          drawn++;
        }
      }
    }
    assertThat(drawn).isGreaterThan(SIZE * SIZE / 2);
  }

  @Test
  void confidenceIsALayerInGreyAndAFile() throws Exception {
    JsonNode scene = series.at("/scenes/0");
    String layer = scene.path("confidenceLayer").asText();
    assertThat(layer).isEqualTo(scene.path("layer").asText() + "_confidence");
    String file = scene.path("confidenceFile").asText();
    Path stored = data.resolve("year").resolve(file.substring(file.lastIndexOf('/') + 1));
    assertThat(server.bytes(file).body()).isEqualTo(java.nio.file.Files.readAllBytes(stored));
    var reader = new org.geotools.gce.geotiff.GeoTiffReader(stored.toFile());
    var expected = reader.read(null).getRenderedImage().getData();
    reader.dispose();
    BufferedImage map = map("version=1.1.1&transparent=true&layers=" + layer + "&" + own(SIZE));
    int drawn = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int margin = expected.getSample(x, y, 0);
        int color = margin == 0 ? 0 : new Color(margin, margin, margin).getRGB();
        if (margin == 0) {
          assertThat(map.getRGB(x, y) >>> 24).isZero();
        } else {
          assertThat(map.getRGB(x, y)).isEqualTo(color);
          drawn++;
        }
      }
    }
    assertThat(drawn).isGreaterThan(SIZE * SIZE / 2);

    String point =
        "/wms?version=1.1.1&request=GetFeatureInfo&styles=&info_format=application/json&layers="
            + layer
            + "&query_layers="
            + layer
            + "&"
            + own(SIZE)
            + "&x=60&y=60";
    JsonNode found = json(server.get(point).body()).at("/features/0/properties");
    assertThat(found.path("margin").asDouble()).isEqualTo(expected.getSample(60, 60, 0) / 255.0);
    assertThat(found.path("distance").asDouble()).isEqualTo(expected.getSample(60, 60, 1) / 10.0);
    assertThat(
            server
                .get(
                    "/wms?version=1.1.1&request=GetLegendGraphic&format=application/json&layer="
                        + layer)
                .body())
        .contains("doubtful", "sure");
  }

  @Test
  void confidenceGoesWithItsSeries() throws Exception {
    for (boolean confidence : new boolean[] {true, false}) {
      String report =
          server
              .postWithToken(
                  "/ows",
                  new WpsRequest("iikmc:ClassifySeries")
                      .literal("k", "2")
                      .literal("prefix", "other")
                      .literal("confidence", Boolean.toString(confidence))
                      .literal("overwrite", "true")
                      .literal("layers", series.at("/scenes/0/sourceLayer").asText())
                      .raw("report", "application/json"))
              .body();
      assertThat(json(report).at("/published/confidenceLayers").isMissingNode())
          .as(report)
          .isEqualTo(!confidence);
      String name = "iikmc:other_" + series.at("/scenes/0/name").asText() + "_confidence";
      String capabilities = server.get("/wms?version=1.3.0&request=GetCapabilities").body();
      assertThat(capabilities.contains(name)).isEqualTo(confidence);
    }
  }

  @Test
  void axesSwapWithTheVersion() throws Exception {
    JsonNode b = series.path("bbox");
    String lonLat =
        b.get(0).asText()
            + ","
            + b.get(1).asText()
            + ","
            + b.get(2).asText()
            + ","
            + b.get(3).asText();
    String latLon =
        b.get(1).asText()
            + ","
            + b.get(0).asText()
            + ","
            + b.get(3).asText()
            + ","
            + b.get(2).asText();
    String size = "&width=64&height=64&transparent=true&layers=" + layer(0);
    int[] expected = pixels(map("version=1.1.1&srs=EPSG:4326&bbox=" + lonLat + size));
    assertThat(pixels(map("version=1.3.0&crs=EPSG:4326&bbox=" + latLon + size)))
        .isEqualTo(expected);
    assertThat(pixels(map("version=1.3.0&crs=CRS:84&bbox=" + lonLat + size))).isEqualTo(expected);
    assertThat(java.util.Arrays.stream(expected).filter(p -> p >>> 24 != 0).count())
        .isGreaterThan(1000);
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void webMercatorShowsTheSameColours() throws Exception {
    JsonNode b = series.path("bbox");
    double[] m = new double[4];
    for (int i = 0; i < 4; i++) {
      m[i] =
          i % 2 == 0
              ? Math.toRadians(b.get(i).asDouble()) * 6378137
              : 6378137 * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(b.get(i).asDouble()) / 2));
    }
    BufferedImage map =
        map(
            String.format(
                Locale.ROOT,
                "version=1.3.0&crs=EPSG:3857&bbox=%s,%s,%s,%s&width=100&height=100&transparent=true&layers=%s",
                m[0],
                m[1],
                m[2],
                m[3],
                layer(0)));
    Set<Integer> colors = new HashSet<>();
    for (int pixel : pixels(map)) {
      colors.add(pixel);
    }
    Set<Integer> known = new HashSet<>();
    known.add(0);
    for (JsonNode each : series.path("classes")) {
      known.add(Color.decode(each.path("color").asText()).getRGB());
    }
    assertThat(known).containsAll(colors);
    assertThat(colors).hasSizeGreaterThan(2);
  }

  @Test
  void timeChoosesTheScene() throws Exception {
    String date = series.at("/scenes/1/date").asText();
    int[] byTime =
        pixels(
            map("version=1.1.1&transparent=true&layers=iikmc:year&time=" + date + "&" + own(60)));
    int[] byLayer =
        pixels(map("version=1.1.1&transparent=true&layers=" + layer(1) + "&" + own(60)));
    assertThat(byTime).isEqualTo(byLayer);
    int[] latest = pixels(map("version=1.1.1&transparent=true&layers=iikmc:year&" + own(60)));
    assertThat(latest)
        .isEqualTo(pixels(map("version=1.1.1&transparent=true&layers=" + layer(2) + "&" + own(60))))
        .isNotEqualTo(byTime);
  }

  @Test
  void aSceneIsShownInManyColours() throws Exception {
    String name = series.at("/scenes/0/sourceLayer").asText();
    BufferedImage map = map("version=1.1.1&layers=" + name + "&bgcolor=0xFF00FF&" + own(100));
    Set<Integer> colors = new HashSet<>();
    for (int pixel : pixels(map)) {
      colors.add(pixel);
    }
    assertThat(colors).hasSizeGreaterThan(100).allMatch(color -> color >>> 24 == 255);
  }

  @Test
  void underAPointLieClassNameAndValues() throws Exception {
    String query =
        "/wms?version=1.1.1&request=GetFeatureInfo&styles=&layers=iikmc:year&query_layers="
            + layer(0)
            + "&x=60&y=60&"
            + own(SIZE)
            + "&info_format=";
    JsonNode properties =
        json(server.get(query + "application/json").body()).at("/features/0/properties");
    int label = labels(0).getRaster().getSample(60, 60, 0);
    assertThat(properties.path("class").asInt()).isEqualTo(label).isPositive();
    assertThat(properties.path("className").asText()).isEqualTo("Class " + label);
    assertThat(properties.path("values")).isNotEmpty();
    assertThat(server.get(query + "text/plain").body()).contains("class = " + label);
  }

  @Test
  void aLayerIsAskedOnceAndNotTooMany() throws Exception {
    String query = "/wms?version=1.1.1&styles=&x=60&y=60&layers=iikmc:year&" + own(SIZE);
    String info = query + "&request=GetFeatureInfo&info_format=application/json&query_layers=";
    assertThat(json(server.get(info + "iikmc:year,iikmc:year").body()).path("features")).hasSize(1);
    String many = "iikmc:year,".repeat(101);
    assertThat(server.get(info + many).body()).contains("ServiceException", "has 101 entries");
    assertThat(server.get(query.replace("iikmc:year", many) + "&request=GetMap").body())
        .contains("ServiceException", "layers has 101 entries, but may have 100");
    assertThat(server.get("/wms?version=1.3.0&request=GetCapabilities").body())
        .contains("<LayerLimit>100</LayerLimit>");
  }

  @Test
  void aLegendHasTheColours() throws Exception {
    var answer = server.bytes("/wms?request=GetLegendGraphic&layer=iikmc:year&format=image/png");
    BufferedImage legend = ImageIO.read(new ByteArrayInputStream(answer.body()));
    for (int c = 0; c < 4; c++) {
      Color color = Color.decode(series.at("/classes/" + c + "/color").asText());
      assertThat(legend.getRGB(10, c * 20 + 10)).isEqualTo(color.getRGB());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "layers=iikmc:nope, LayerNotDefined",
    "styles=nope, StyleNotDefined",
    "crs=EPSG:999999, InvalidCRS",
    "crs=EPSG:4978, InvalidCRS",
    "crs=EPSG:4979, InvalidCRS",
    "time=/, InvalidDimensionValue",
    "time=//, InvalidDimensionValue",
    "time=2024-01-15;2024-02-15, InvalidDimensionValue",
    "width=9999, must be from 1 to 1024",
    "format=image/tiff, InvalidFormat",
    "bbox=1;2;3, four numbers",
    "time=1999-01-01, InvalidDimensionValue",
  })
  void wrongRequestsAreToldSo(String wrong, String expected) throws Exception {
    String name = wrong.substring(0, wrong.indexOf('='));
    String right =
        "&layers=iikmc:year&styles=&crs=EPSG:32642&bbox=0,0,1,1&width=9&height=9&format=image/png";
    String query = right.replaceFirst("&" + name + "=[^&]*", "") + "&" + wrong.replace(';', ',');
    var answer = server.get("/wms?version=1.3.0&request=GetMap" + query);
    assertThat(answer.body()).contains("<ServiceExceptionReport", expected);
  }
}
