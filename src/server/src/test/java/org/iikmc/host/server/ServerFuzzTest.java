/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client writes, it is told what is wrong with it: the server itself never fails. */
class ServerFuzzTest {
  private static final int REQUESTS = 2_000;

  private static final String[] TEXTS = {
    "",
    " ",
    "/",
    "//",
    "///",
    ",",
    ";",
    "@",
    "%",
    "*",
    "-1",
    "0",
    "1e308",
    "NaN",
    "Infinity",
    "a,b",
    "\u0000",
    "\uD83D\uDE00",
    "<a/>",
    "'\"",
    "null",
    "../..",
    "(",
    "x".repeat(3000),
  };
  private static final String[] SYSTEMS = {
    "EPSG:4978", "EPSG:4979", "EPSG:5773", "EPSG:7405", "EPSG:5800", "EPSG:3857", "EPSG:2193",
    "EPSG:32661", "EPSG:27700", "EPSG:4326", "CRS:84", "EPSG:0", "EPSG:999999999", "AUTO:42001",
    "urn:ogc:def:crs:EPSG::4979", "urn:ogc:def:crs:EPSG::3035", "EPSG:",
  };
  private static final String[] TIMES = {
    "/",
    "//",
    "2024-01-15",
    "2024-01-15/",
    "/2024-01-15",
    "2024-01-15/2024-02-30",
    "current",
    "2024-01-15/2025-01-15/P1D",
    "-999999999-01-01/+999999999-12-31",
    "a/b/c/d",
    "T",
    "P1D",
  };
  private static final String[] BOXES = {
    "0,0,1,1",
    "-180,-90,180,90",
    "1,1,0,0",
    "-1e308,-1e308,1e308,1e308",
    "0,0,0,0",
    "1,2,3",
    "600000,4000000,700000,4100000",
    "0,0,1e-300,1e-300",
    "-90,-180,90,180",
  };
  private static final String[] LAYERS = {
    "scenes:sim_20240115", "iikmc:year", "iikmc:year_sim_20240115", "sim_20240115", "a:b:c", ":",
  };
  private static final String[] AREAS = {
    "POLYGON((0 0,1 0,1 1,0 0))",
    "SRID=4979;POLYGON((0 0,1 0,1 1,0 0))",
    "POINT EMPTY",
    "{\"type\":\"Polygon\",\"coordinates\":7}",
    "{\"type\":\"Polygon\"}",
    "{} {} 7",
    "{\"type\":7}",
    "GEOMETRYCOLLECTION(".repeat(500),
    "[[[",
    "POLYGON((NaN 1e999,1 0,1 1,NaN 0))",
  };

  @TempDir static Path root;

  private static ServerFixture server;

  @BeforeAll
  static void start() throws Exception {
    Path scenes = Files.createDirectory(root.resolve("scenes"));
    ServerFixture.writeScenes(scenes, 1, 40);
    server = new ServerFixture(scenes, root.resolve("data"));
    assertThat(
            server
                .postWithToken(
                    "/ows",
                    new WpsRequest("iikmc:ClassifySeries")
                        .literal("layers", "sim_20240115")
                        .literal("prefix", "year")
                        .literal("k", "2")
                        .raw("report", "application/json"))
                .body())
        .contains("\"published\"");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void noRequestMakesTheServerFail() throws Exception {
    Random random = new Random(20240115);
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String request =
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> "/wms?" + map(random);
            case 3 -> "/wps?" + execute(random);
            case 4 -> "/ows?" + any(random);
            case 5 -> page(random);
            default -> "";
          };
      String body = request.isEmpty() ? body(random) : "";
      HttpResponse<String> answer =
          request.isEmpty() ? server.post("/ows", body) : server.get(request);
      if (answer.statusCode() >= 500 || answer.body().contains("log tells why")) {
        failed.add(answer.statusCode() + " " + request + body);
      }
    }
    assertThat(failed).isEmpty();
  }

  /** Mostly of the right kind, or nothing would come far. */
  private static String one(Random random, String... of) {
    String[] from = random.nextInt(12) == 0 ? TEXTS : of;
    return from[random.nextInt(from.length)];
  }

  private static String pair(String name, String value) {
    return name + "=" + ServerFixture.encoded(value) + "&";
  }

  private static String map(Random random) {
    String[] requests = {"GetMap", "GetMap", "GetFeatureInfo", "GetLegendGraphic"};
    String crs = one(random, SYSTEMS);
    String layer = one(random, LAYERS);
    return pair("request", one(random, requests))
        + pair("version", one(random, "1.1.1", "1.3.0"))
        + pair("layers", layer)
        + pair("layer", layer)
        + pair("query_layers", layer)
        + pair("crs", crs)
        + pair("srs", crs)
        + pair("bbox", one(random, BOXES))
        + pair("width", one(random, "1", "17", "64"))
        + pair("height", one(random, "1", "16", "33"))
        + pair("i", one(random, "0"))
        + pair("j", one(random, "0"))
        + pair("x", one(random, "0"))
        + pair("y", one(random, "0"))
        + pair("format", one(random, "image/png", "application/json"))
        + pair("info_format", one(random, "text/plain", "application/json"))
        + pair("bgcolor", one(random, "0xFFFFFF"))
        + (random.nextBoolean() ? pair("time", one(random, TIMES)) : "");
  }

  private static String coverage(Random random) {
    return "http://geoserver/wcs?request=GetCoverage&"
        + pair("coverageId", one(random, LAYERS))
        + pair("subset", one(random, "E(0,1)", "N(*,*)", "Long(1e308,-1e308)", "E(", "q(1)"))
        + pair("subsettingCrs", one(random, SYSTEMS))
        + pair("rangesubset", one(random, "1", "0", "B2", "1,1"));
  }

  private static String inputs(Random random) {
    return "layers="
        + one(random, LAYERS)
        + ";k="
        + one(random, "2", "3..1", "1e9")
        + ";aoiCrs="
        + one(random, SYSTEMS)
        + ";aoi="
        + one(random, AREAS)
        + (random.nextBoolean()
            ? ";coverages=@xlink:href=" + ServerFixture.encoded(coverage(random))
            : "");
  }

  private static String execute(Random random) {
    return pair("service", "WPS")
        + pair("request", one(random, "Execute", "DescribeProcess", "GetExecutionStatus"))
        + pair("version", one(random, "1.0.0"))
        + pair("identifier", one(random, "iikmc:Cluster", "iikmc:Classify"))
        + pair("executionId", one(random, "4711"))
        + pair("DataInputs", inputs(random))
        + pair("RawDataOutput", one(random, "signatures", "result"));
  }

  private static String any(Random random) {
    return pair("service", one(random, "WMS", "WPS", "WCS"))
        + pair("request", one(random, "GetCapabilities", "GetCoverage", "Dismiss"))
        + pair("version", one(random, "1.0.0", "2.0.1", "9"));
  }

  private static String page(Random random) {
    String name = one(random, "report.json", "year_classes.tif", "a b.tif", "%", "<", "+");
    return one(random, "/data/year/", "/data/", "/ol/", "/", "/geoserver/").isBlank()
        ? "/"
        : "/data/year/" + ServerFixture.encoded(name);
  }

  private static String body(Random random) {
    String text = one(random, AREAS).replace("<", "&lt;");
    String right =
        new WpsRequest("iikmc:Cluster")
            .literal("layers", one(random, LAYERS).replace("<", "&lt;").replace("\u0000", ""))
            .literal("k", "2")
            .complex(
                "aoi",
                one(random, "application/wkt", "text/xml; subtype=gml/3.1.1")
                    .replaceAll("[<\"]", ""),
                random.nextBoolean()
                    ? text
                    : "<gml:Polygon srsName=\""
                        + SYSTEMS[random.nextInt(SYSTEMS.length)]
                        + "\"><gml:exterior><gml:LinearRing><gml:posList srsDimension=\"2\">"
                        + one(random, "0 0 1 0 1 1 0 0", "0 0", "a b c").replace("<", "&lt;")
                        + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>")
            .raw("signatures", "application/json");
    int at = random.nextInt(right.length());
    return switch (random.nextInt(4)) {
      case 0 -> right.substring(0, at);
      case 1 -> right.substring(0, at) + TEXTS[random.nextInt(TEXTS.length)] + right.substring(at);
      default -> right;
    };
  }
}
