/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.host.server.ServerFixture.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WPS over real HTTP. */
class WpsServerTest {
  private static final String WCS = "http://geoserver/wcs";
  private static final String VERSION = "/ows?service=WPS&version=1.0.0&request=";

  /** Takes minutes unless someone stops it. */
  private static final String ENDLESS = "1000000";

  @TempDir static Path scenes;
  @TempDir static Path large;
  @TempDir Path data;

  private static List<String> names;

  private ServerFixture server;

  @BeforeAll
  static void writeScenes() throws IOException {
    ServerFixture.writeScenes(scenes, 3, 80);
    ServerFixture.writeScenes(large, 1, 600);
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
    server = new ServerFixture(scenes, data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static WpsRequest cluster(String... layers) {
    WpsRequest request = new WpsRequest("iikmc:Cluster").literal("k", "3");
    for (String layer : layers) {
      request.literal("layers", layer);
    }
    return request;
  }

  private static WpsRequest series(String prefix) {
    WpsRequest request = new WpsRequest("iikmc:ClassifySeries").literal("k", "3");
    names.forEach(name -> request.literal("layers", "scenes:" + name));
    return request.literal("prefix", prefix);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1).replace("&amp;", "&");
  }

  private String follow(String location) throws IOException, InterruptedException {
    URI uri = URI.create(location);
    return server.get(uri.getRawPath() + "?" + uri.getRawQuery()).body();
  }

  /** Asks again until the state has changed; each answer takes the server some time. */
  private String statusOnce(String location, String state)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    String answer = follow(location);
    while (!answer.contains(state)) {
      assertThat(Instant.now()).as("no " + state + " in " + answer).isBefore(end);
      LockSupport.parkNanos(10_000_000);
      answer = follow(location);
    }
    return answer;
  }

  @Test
  void capabilitiesNameAllProcesses() throws Exception {
    String document = server.get("/ows?service=WPS&request=GetCapabilities").body();
    assertThat(document)
        .contains("iikmc:Cluster<", "iikmc:Classify<", "iikmc:ClassifySeries<", "iikmc:Compare<");
    OgcSchemas.validateWps(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/wps", "/geoserver/ows", "/geoserver/wps", "/geoserver/demo/ows", "/demo/wps"})
  void theAddressesOfAGeoServerWork(String path) throws Exception {
    String document = server.get(path + "?service=WPS&request=GetCapabilities").body();
    assertThat(document).contains(server.uri(path).toString());
  }

  @Test
  void descriptionsAreValidAndTellRangesDefaultsAndAllowedValues() throws Exception {
    String document =
        server
            .get(VERSION + "DescribeProcess&identifier=iikmc:Cluster,iikmc:ClassifySeries")
            .body();
    OgcSchemas.validateWps(document);
    assertThat(document)
        .contains(
            "maxOccurs=\"2147483647\" minOccurs=\"0\"><ows:Identifier>layers<",
            "<ows:MinimumValue>0.0</ows:MinimumValue><ows:MaximumValue>1.0</ows:MaximumValue>",
            "<ows:Value>kmeans++</ows:Value>",
            "<DefaultValue>8</DefaultValue>");
  }

  @Test
  void descriptionsCanBeAskedForByPost() throws Exception {
    String document =
        server
            .post(
                "/ows",
                "<wps:DescribeProcess service=\"WPS\" version=\"1.0.0\""
                    + " xmlns:wps=\"http://www.opengis.net/wps/1.0.0\""
                    + " xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                    + "<ows:Identifier>iikmc:Classify</ows:Identifier></wps:DescribeProcess>")
            .body();
    assertThat(document).contains("<ows:Identifier>iikmc:Classify</ows:Identifier>");
  }

  private static String describe(String... identifiers) {
    StringBuilder request =
        new StringBuilder("<DescribeProcess xmlns=\"http://www.opengis.net/wps/1.0.0\">");
    for (String each : identifiers) {
      request.append("<Identifier>").append(each).append("</Identifier>");
    }
    return request.append("</DescribeProcess>").toString();
  }

  @Test
  void aProcessIsDescribedOnceHoweverOftenItIsAskedFor() throws Exception {
    String all = server.get(VERSION + "DescribeProcess&identifier=all").body();
    assertThat(server.get(VERSION + "DescribeProcess&identifier=all,iikmc:Classify,all").body())
        .isEqualTo(all);
    assertThat(server.post("/ows", describe("all", "all", "iikmc:Cluster")).body()).isEqualTo(all);
  }

  @Test
  void listsHaveALimit() throws Exception {
    assertThat(server.get(VERSION + "DescribeProcess&identifier=" + "all,".repeat(101)).body())
        .contains("ExceptionReport", "identifier has 101 entries, but may have 100");
    assertThat(server.post("/ows", describe("all ".repeat(101).split(" "))).body())
        .contains("ExceptionReport", "Identifier has 101 entries, but may have 100");
    String outputs = "signatures;".repeat(101);
    assertThat(
            server
                .get(
                    VERSION
                        + "Execute&identifier=iikmc:Cluster&DataInputs=k=2&ResponseDocument="
                        + outputs)
                .body())
        .contains("ExceptionReport", "ResponseDocument has 101 entries");
  }

  @Test
  void noProcessAtAllIsAnExceptionReport() throws Exception {
    assertThat(server.get(VERSION + "DescribeProcess&identifier=,").body())
        .contains("MissingParameterValue");
    assertThat(server.post("/ows", describe()).body()).contains("MissingParameterValue");
  }

  @Test
  void anUnknownProcessIsAnExceptionReport() throws Exception {
    var answer = server.get(VERSION + "DescribeProcess&identifier=ras:Nope");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("NoApplicableCode", "No such process: ras:Nope");
    OgcSchemas.validateOws(answer.body());
  }

  @Test
  void signaturesComeRaw() throws Exception {
    var answer =
        server.post(
            "/ows",
            cluster("scenes:" + names.get(0), names.get(1), "demo:" + names.get(2))
                .raw("signatures", "application/json"));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(json(answer.body()).path("classes")).hasSize(3);
  }

  @Test
  void aDocumentHoldsCsvAndRepeatsTheRequest() throws Exception {
    String document =
        server
            .post(
                "/ows",
                cluster(names.get(0))
                    .complex("aoi", "application/wkt", "POLYGON((0 0, 9e6 0, 9e6 9e6, 0 9e6, 0 0))")
                    .document("signatures", "lineage=\"true\"", "mimeType=\"text/csv\""))
            .body();
    OgcSchemas.validateWps(document);
    assertThat(document)
        .contains("ProcessSucceeded", "<![CDATA[class,", "9e6 9e6", "wps:DataInputs");
  }

  @Test
  void kvpGivesTheSameAsXml() throws Exception {
    String xml =
        server.post("/ows", cluster(names.get(0)).raw("signatures", "application/json")).body();
    String kvp =
        server
            .get(
                VERSION
                    + "Execute&identifier=iikmc:Cluster&DataInputs="
                    + encoded("k=3;layers=" + names.get(0))
                    + "&RawDataOutput=signatures")
            .body();
    assertThat(kvp).isEqualTo(xml);
  }

  @Test
  void kvpTakesKMeansPlusPlusAndAttributes() throws Exception {
    String document =
        server
            .get(
                VERSION
                    + "Execute&identifier=iikmc:Cluster&DataInputs="
                    + encoded("k=2;init=kmeans++;layers=" + names.get(0))
                    + "&ResponseDocument="
                    + encoded("signatures@mimeType=text/csv@asReference=true"))
            .body();
    OgcSchemas.validateWps(document);
    assertThat(follow(find("<wps:Reference href=\"([^\"]+)\"", document))).startsWith("class,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<w:GetCoverage xmlns:w=\"http://www.opengis.net/wcs/2.0\" service=\"WCS\""
            + " version=\"2.0.1\"><w:CoverageId>demo__%s</w:CoverageId></w:GetCoverage>"
      })
  void aCoverageByReferenceIsTheSceneItself(String body) throws Exception {
    String byName =
        server.post("/ows", cluster(names.get(0)).raw("signatures", "application/json")).body();
    String byReference =
        server
            .post(
                "/ows",
                cluster()
                    .reference("coverages", WCS, String.format(body, names.get(0)))
                    .raw("signatures", "application/json"))
            .body();
    assertThat(byReference).isEqualTo(byName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<w:GetCoverage xmlns:w=\"http://www.opengis.net/wcs/1.1.1\"><ows:Identifier>demo:%s"
            + "</ows:Identifier></w:GetCoverage>",
        "<w:GetCoverage xmlns:w=\"http://www.opengis.net/wcs\"><w:sourceCoverage>demo:%s"
            + "</w:sourceCoverage></w:GetCoverage>",
        "<w:GetCoverage xmlns:w=\"http://www.opengis.net/wcs/2.0\"><w:CoverageId>demo__%s"
            + "</w:CoverageId><w:DimensionTrim><w:Dimension>E</w:Dimension></w:DimensionTrim>"
            + "</w:GetCoverage>"
      })
  void whatIsNotAWholeCoverageByWcs20IsRefusedWithTheWayOut(String body) throws Exception {
    String request = String.format(body, names.get(0));
    assertThat(
            server
                .post(
                    "/ows", cluster().reference("coverages", WCS, request).raw("signatures", "x/y"))
                .body())
        .contains("name a whole coverage by WCS 2.0.1 (CoverageId), and give an area with aoi");
  }

  @Test
  void signaturesCanComeFromAChainedProcess() throws Exception {
    String chained = cluster(names.get(0)).raw("signatures", "application/json");
    byte[] tiff =
        server
            .bytes(
                VERSION
                    + "Execute&identifier=iikmc:Classify&RawDataOutput=result&DataInputs="
                    + encoded(
                        "coverage=@xlink:href="
                            + encoded(WCS + "?version=2.0.1&coverageId=demo__" + names.get(0))
                            + ";signatures=@xlink:href="
                            + encoded(
                                "http://geoserver/wps?identifier=iikmc:Cluster&RawDataOutput=signatures&DataInputs="
                                    + encoded("k=3;layers=" + names.get(0)))))
            .body();
    assertThat(chained).contains("iikmc:Cluster");
    assertThat(new String(tiff, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1))
        .isIn("MM\0*", "II*\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/x.tif", "file:///etc/passwd", "http://geoserver/rest"})
  void nothingElseIsFetched(String href) throws Exception {
    String document =
        server
            .post("/ows", cluster().reference("coverages", href, "").raw("signatures", "x/y"))
            .body();
    assertThat(document)
        .contains(
            "ProcessFailed", "Failed to retrieve value for input coverages", "can't be followed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/wkt|POLYGON((%1$s %3$s, %2$s %3$s, %2$s %4$s, %1$s %4$s, %1$s %3$s))",
        "application/ewkt|SRID=32642;POLYGON((%1$s %3$s, %2$s %3$s, %2$s %4$s, %1$s %4$s, %1$s %3$s))",
        "application/json|{\"type\":\"Polygon\",\"coordinates\":[[[%1$s,%3$s],[%2$s,%3$s],[%2$s,%4$s],[%1$s,%4$s],[%1$s,%3$s]]]}"
      })
  void anAreaOfInterestCanBeWrittenInManyWays(String mimeAndText) throws Exception {
    String[] parts = mimeAndText.split("\\|", 2);
    // The simulated scenes are 80 pixels of 30 m wide; this is well within them.
    String area = String.format(parts[1], "500900", "501500", "3548500", "3549100");
    String inside =
        server
            .post(
                "/ows",
                cluster(names.get(0)).complex("aoi", parts[0], area).raw("signatures", "x/y"))
            .body();
    assertThat(pixels(inside)).isBetween(100L, 400L); // 20 × 20 at most
  }

  @Test
  void gmlIsRefusedWithWhatToGiveInstead() throws Exception {
    assertThat(
            server
                .post(
                    "/ows",
                    cluster(names.get(0))
                        .complex("aoi", "text/xml", "<gml:Polygon/>")
                        .raw("signatures", "x/y"))
                .body())
        .contains("The area is XML; give WKT, EWKT or GeoJSON.");
  }

  private static long pixels(String signatures) throws IOException {
    long pixels = 0;
    for (JsonNode each : json(signatures).path("classes")) {
      pixels += each.path("pixels").asLong();
    }
    return pixels;
  }

  @Test
  void errorsOfInputsAndRunsAreFailedProcesses() throws Exception {
    String badGeometry =
        server
            .post(
                "/ows",
                cluster(names.get(0))
                    .complex("aoi", "application/wkt", "POLYGON((not a polygon))")
                    .raw("signatures", "x/y"))
            .body();
    assertThat(badGeometry)
        .contains("ProcessFailed", "Failed to retrieve value for input aoi", "NoApplicableCode");
    OgcSchemas.validateWps(badGeometry);
    String badLayer = server.post("/ows", cluster("demo:nope").raw("signatures", "x/y")).body();
    assertThat(badLayer)
        .contains(
            "ProcessFailed", "Process failed during execution", "There is no layer ‘demo:nope’");
    String badValue =
        server
            .post(
                "/ows",
                new WpsRequest("iikmc:Cluster")
                    .literal("layers", names.get(0))
                    .literal("k", "500")
                    .raw("signatures", "x/y"))
            .body();
    assertThat(badValue).contains("ProcessFailed", "k is ‘500’");
  }

  @Test
  void whatIsNotKnownIsRefusedBeforeItRuns() throws Exception {
    assertThat(server.post("/ows", new WpsRequest("iikmc:Nope").raw("x", "y")).body())
        .contains("ExceptionReport", "Unknown process iikmc:Nope")
        .doesNotContain("ExecuteResponse");
    assertThat(server.post("/ows", cluster().literal("bogus", "1").raw("signatures", "y")).body())
        .contains("No such parameter: bogus");
    assertThat(server.post("/ows", cluster().raw("nope", "y")).body())
        .contains("InvalidParameterValue", "locator=\"RawDataOutput\"");
    assertThat(server.get(VERSION + "Foo").body()).contains("OperationNotSupported");
    assertThat(server.get("/ows?service=WPS&version=1.0.0").body())
        .contains("MissingParameterValue", "locator=\"request\"");
    assertThat(server.get("/ows?request=Foo").body()).contains("No service");
    assertThat(server.get(VERSION + "GetExecutionStatus&executionId=nope").body())
        .contains("Unknown execution id nope");
  }

  @Test
  void aSeriesIsPublishedInTheBackgroundAndStillThereAfterARestart() throws Exception {
    var refused = server.post("/ows", series("year").raw("report", "application/json"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("token");

    String accepted =
        server
            .postWithToken(
                "/ows",
                series("year")
                    .document(
                        "report",
                        "storeExecuteResponse=\"true\" status=\"true\"",
                        "asReference=\"true\""))
            .body();
    OgcSchemas.validateWps(accepted);
    String location = find("statusLocation=\"([^\"]+)\"", accepted);
    String done = statusOnce(location, "ProcessSucceeded");
    OgcSchemas.validateWps(done);
    JsonNode report = json(follow(find("<wps:Reference href=\"([^\"]+)\"", done)));
    assertThat(report.at("/published/timeLayer/name").asText()).isEqualTo("iikmc:year");

    String before = server.get("/series.json").body();
    server.close();
    server = new ServerFixture(scenes, data);
    assertThat(server.get("/series.json").body()).isEqualTo(before).contains("\"name\":\"year\"");
    assertThat(server.get("/ows?service=WMS&request=GetCapabilities").body())
        .contains("iikmc:year_" + names.get(0));
    assertThat(server.get(location.substring(location.indexOf("/ows"))).body())
        .contains("Unknown execution id");
    assertThat(json(server.get("/data/year/signatures.json").body()).path("classes")).hasSize(3);
  }

  @Test
  void aRunCanBeDismissedAndLeavesNothing() throws Exception {
    server.close();
    server = new ServerFixture(large, data);
    String name = json(server.get("/scenes.json").body()).at("/scenes/0/name").asText();
    String accepted =
        server
            .postWithToken(
                "/ows",
                new WpsRequest("iikmc:ClassifySeries")
                    .literal("layers", name)
                    .literal("prefix", "year")
                    .literal("k", "200")
                    .literal("changeThreshold", "0")
                    .literal("maxIterations", ENDLESS)
                    .document("report", "storeExecuteResponse=\"true\" status=\"true\"", ""))
            .body();
    String location = find("statusLocation=\"([^\"]+)\"", accepted);
    String running = statusOnce(location, "Clustering: iteration");
    OgcSchemas.validateWps(running);
    assertThat(server.get(VERSION + "GetExecutions").body())
        .contains("count=\"1\"", "<wps:Status>RUNNING</wps:Status>");

    String id = find("executionId=([^&]+)", location);
    assertThat(server.get(VERSION + "Dismiss&executionId=" + id).statusCode()).isEqualTo(401);
    String dismissed =
        server.get(VERSION + "Dismiss&executionId=" + id + "&token=" + ServerFixture.TOKEN).body();
    assertThat(dismissed).contains("The process execution has been dismissed");
    assertThat(follow(location)).contains("Unknown execution id");
    server.close(); // waits for the run to end
    try (Stream<Path> left = Files.walk(data)) {
      assertThat(left.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactly(".lock");
    }
  }

  @Test
  void aFullQueueAnswersAtOnce() throws Exception {
    server.close();
    server = new ServerFixture(large, data, ServerFixture.limits(1, 1), Clock.systemUTC());
    String name = json(server.get("/scenes.json").body()).at("/scenes/0/name").asText();
    String request =
        new WpsRequest("iikmc:Cluster")
            .literal("layers", name)
            .literal("k", "200")
            .literal("changeThreshold", "0")
            .literal("maxIterations", ENDLESS)
            .document("signatures", "storeExecuteResponse=\"true\" status=\"true\"", "");
    String first = find("statusLocation=\"([^\"]+)\"", server.post("/ows", request).body());
    statusOnce(first, "ProcessStarted");
    assertThat(server.post("/ows", request).body()).contains("ProcessAccepted");
    assertThat(server.post("/ows", request).body()).contains("ServerBusy");
  }

  @Test
  void aRunThatTakesTooLongIsStopped() throws Exception {
    server.close();
    ServerLimits limits =
        new ServerLimits(
            1 << 20, 1024, 1, 1, Duration.ofMillis(500), 10, Duration.ofHours(1), 100_000_000);
    server = new ServerFixture(large, data, limits, Clock.systemUTC());
    String name = json(server.get("/scenes.json").body()).at("/scenes/0/name").asText();
    String document =
        server
            .post(
                "/ows",
                new WpsRequest("iikmc:Cluster")
                    .literal("layers", name)
                    .literal("k", "200")
                    .literal("changeThreshold", "0")
                    .literal("maxIterations", ENDLESS)
                    .document("signatures", "", ""))
            .body();
    assertThat(document).contains("ProcessFailed", "took longer than the server allows");
  }

  @Test
  void resultsGrowOld() throws Exception {
    server.close();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    server = new ServerFixture(scenes, data, ServerFixture.limits(1, 1), clock(now));
    String document =
        server
            .post("/ows", cluster(names.get(0)).document("signatures", "", "asReference=\"true\""))
            .body();
    String result = find("<wps:Reference href=\"([^\"]+)\"", document);
    now.set(now.get().plus(Duration.ofMinutes(59)));
    assertThat(follow(result)).contains("iikmc-signatures");
    now.set(now.get().plus(Duration.ofMinutes(2)));
    assertThat(follow(result)).contains("Unknown execution id");
    try (Stream<Path> left = Files.walk(data)) {
      assertThat(left.map(file -> file.getFileName().toString())).doesNotContain("signatures.json");
    }
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Test
  void twoServersDoNotShareADataFolder() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new ServerFixture(scenes, data))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another server uses");
  }

  @Test
  void aPublishedSeriesIsComparedWithPoints() throws Exception {
    String published =
        server.postWithToken("/ows", series("year").raw("report", "application/json")).body();
    // The simulated scenes begin about (500000, 3550000) in UTM zone 42.
    StringBuilder csv = new StringBuilder("x,y,cover\n");
    for (int i = 0; i < 60; i++) {
      csv.append(501_000 + 13 * i).append(",3549000,").append(i % 2 == 0 ? "a" : "b").append('\n');
    }
    WpsRequest request =
        new WpsRequest("iikmc:Compare")
            .literal("maps", "iikmc:year_" + names.get(0) + ",iikmc:year_" + names.get(1))
            .complex("reference", "text/csv", csv.toString())
            .literal("referenceCrs", "EPSG:32642");
    JsonNode comparison =
        json(server.post("/ows", request.raw("comparison", "application/json")).body());
    assertThat(comparison.path("format").asText()).as(published).isEqualTo("iikmc-comparison");
    assertThat(comparison.at("/reference/places/points").asInt()).isEqualTo(60);
    assertThat(comparison.at("/reference/names/0").asText()).isEqualTo("the reference");
    assertThat(comparison.path("maps")).hasSize(2);
    assertThat(comparison.at("/maps/0/name").asText()).isEqualTo(names.get(0));
    assertThat(comparison.at("/covers/0/name").asText()).isEqualTo("a");
    assertThat(comparison.path("classes")).hasSize(3);
  }

  @Test
  void whatCantBeComparedIsSaid() throws Exception {
    server.postWithToken("/ows", series("year").raw("report", "application/json"));
    WpsRequest nothing = new WpsRequest("iikmc:Compare").literal("maps", "iikmc:year");
    assertThat(server.post("/ows", nothing.raw("comparison", "application/json")).body())
        .contains("The input reference is missing");
    WpsRequest unknown =
        new WpsRequest("iikmc:Compare")
            .literal("maps", "scenes:" + names.get(0))
            .literal("reference", "scenes:" + names.get(0));
    assertThat(server.post("/ows", unknown.raw("comparison", "application/json")).body())
        .contains("There is no classified layer", names.get(0));
    WpsRequest bands =
        new WpsRequest("iikmc:Compare")
            .literal("maps", "iikmc:year")
            .complex("reference", "text/plain", "scenes:" + names.get(0));
    assertThat(server.post("/ows", bands.raw("comparison", "application/json")).body())
        .contains("The layer", "has 4 bands");
    WpsRequest far =
        new WpsRequest("iikmc:Compare")
            .literal("maps", "iikmc:year")
            .complex("reference", "text/csv", "lon,lat,class\n1,2,a\n");
    assertThat(server.post("/ows", far.raw("comparison", "application/json")).body())
        .contains("The input reference: all 1 points lie outside the maps");
  }

  private JsonNode changes(WpsRequest request) throws Exception {
    return json(server.postWithToken("/ows", request.raw("changes", "application/json")).body());
  }

  @Test
  void changesOfAPublishedSeriesBecomeLayers() throws Exception {
    server.postWithToken("/ows", series("year").raw("report", "application/json"));
    WpsRequest request =
        new WpsRequest("iikmc:Change").literal("maps", "iikmc:year").literal("prefix", "diff");
    assertThat(server.post("/ows", request.raw("changes", "application/json")).body())
        .as("without the token")
        .contains("token");
    JsonNode changes = changes(request);
    assertThat(changes.path("format").asText()).isEqualTo("iikmc-changes");
    assertThat(changes.path("pairs")).hasSize(names.size() - 1);
    JsonNode pair = changes.at("/pairs/0");
    long sum = 0;
    for (JsonNode transition : pair.path("transitions")) {
      sum += transition.path("pixels").asLong();
      JsonNode value = changes.at("/values/" + (transition.path("value").asInt() - 1));
      boolean same = transition.path("from").equals(transition.path("to"));
      assertThat(value.path("from").isNull()).isEqualTo(same);
    }
    assertThat(sum).isEqualTo(pair.path("pixels").asLong()).isPositive();
    String layer = changes.at("/published/layers/0/name").asText();
    assertThat(layer).isEqualTo("iikmc:diff_" + pair.path("name").asText());
    assertThat(changes.at("/published/timeLayer/name").asText()).isEqualTo("iikmc:diff");
    assertThat(server.get("/ows?service=WMS&version=1.3.0&request=GetCapabilities").body())
        .contains("<Name>" + layer + "</Name>");
    JsonNode listed = json(server.get("/series.json").body()).at("/series/0");
    assertThat(listed.path("name").asText()).isEqualTo("diff");
    assertThat(listed.at("/classes/0/name").asText()).isEqualTo("no change");
    JsonNode stored = json(server.get(listed.at("/files/changes.json").asText()).body());
    assertThat(stored).isEqualTo(changes);
    assertThat(server.get(listed.at("/files/changes.html").asText()).body()).contains("km²");
  }

  @Test
  void changesThatCantBeTold() throws Exception {
    server.postWithToken("/ows", series("year").raw("report", "application/json"));
    WpsRequest one =
        new WpsRequest("iikmc:Change")
            .literal("maps", "iikmc:year_" + names.get(0))
            .literal("prefix", "diff");
    assertThat(server.postWithToken("/ows", one.raw("changes", "application/json")).body())
        .contains("is the only one, but a change needs two");
    WpsRequest taken =
        new WpsRequest("iikmc:Change").literal("maps", "iikmc:year").literal("prefix", "year");
    assertThat(server.postWithToken("/ows", taken.raw("changes", "application/json")).body())
        .contains("There is a series");
    WpsRequest date =
        new WpsRequest("iikmc:Change")
            .literal("maps", "iikmc:year")
            .literal("prefix", "diff")
            .literal("from", "1999-01-01");
    assertThat(server.postWithToken("/ows", date.raw("changes", "application/json")).body())
        .contains("1999-01-01", "is the date of no map");
    assertThat(json(server.get("/series.json").body()).path("series")).hasSize(1);
  }
}
