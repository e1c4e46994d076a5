/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.iikmc.job.compare.ComparisonJob;
import org.iikmc.job.compare.References;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.ClassOrder;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.JsonSignatures;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of real runs against their schemas, and the schemas against the records. */
class DocumentsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static RunReport report;

  @BeforeAll
  static void run() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(2, 60, 3, 4));
    for (int s = 0; s < 2; s++) {
      new SimulatedTiff(simulator.scene(s))
          .writeBands(folder.resolve(simulator.scene(s).name() + ".tif"));
    }
    ClusterRequest request =
        new ClusterRequest(
            new ClassSearch(
                KMeansSettings.of(3),
                ClassCounts.parse("1..3:2"),
                Optional.empty(),
                ClassOrder.NONE),
            Harmonizer.Wishes.none(),
            Optional.empty(),
            BandSelection.defaults(),
            PixelRules.standard(),
            1,
            1,
            false,
            true,
            Palette.CATEGORICAL,
            Optional.empty(),
            MapWishes.NONE,
            Map.of("k", "3"));
    try (RasterReaders readers = new RasterReaders()) {
      report =
          new ClusteringJob(request, PixelLimit.NONE, new SequentialBackend(), Clock.systemUTC())
              .run(new SceneFinder(readers).find(folder), folder.resolve("out"), Progress.NONE);
    }
  }

  private static String text(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode schemaOf(Class<?> document) throws IOException {
    return MAPPER.readTree(
        document == JsonReport.class
            ? text(document, "report.schema.json")
            : document == ComparisonReport.class
                ? text(document, "comparison.schema.json")
                : document == JsonLegend.class
                    ? text(document, "legend.schema.json")
                    : text(document, "signatures.schema.json"));
  }

  private static Set<ValidationMessage> faults(Class<?> document, JsonNode json)
      throws IOException {
    String signatures = text(JsonSignatures.class, "signatures.schema.json");
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of("urn:iikmc:signatures", signatures))));
    JsonSchema schema = factory.getSchema(schemaOf(document));
    return schema.validate(json);
  }

  private static JsonNode written(String name) throws IOException {
    return MAPPER.readTree(folder.resolve("out").resolve(name).toFile());
  }

  @Test
  void whatARunWritesIsValid() throws IOException {
    assertThat(faults(JsonReport.class, written("report.json"))).isEmpty();
    assertThat(faults(JsonSignatures.class, written("signatures.json"))).isEmpty();
  }

  @Test
  void legendsAndGroupsAreValid() throws IOException {
    Legend legend = CsvLegend.parse("class,name,color,group\n1,a,#123456,g\n2,b,,g\n", "a table");
    assertThat(faults(JsonLegend.class, MAPPER.readTree(JsonLegend.write(legend)))).isEmpty();
    String signatures = JsonFormat.text(report.signatures().with(legend));
    assertThat(faults(JsonSignatures.class, MAPPER.readTree(signatures))).isEmpty();
    assertThat(JsonFormat.parse(signatures, "memory").legend())
        .isEqualTo(legend.over(report.signatures().legend()));
  }

  @Test
  void stagesOfARunAddUpToItsSeconds() throws IOException {
    JsonNode stages = written("report.json").path("stages");
    double sum = 0;
    for (String name : List.of("read", "cluster", "measure", "write")) {
      assertThat(stages.path(name).asDouble()).as(name).isPositive();
      sum += stages.path(name).asDouble();
    }
    assertThat(stages.size()).isEqualTo(4);
    assertThat(sum).isCloseTo(written("report.json").path("seconds").asDouble(), within(1e-9));
  }

  @Test
  void whatAComparisonWritesIsValid() throws IOException {
    Path truth = Files.createDirectories(folder.resolve("truth"));
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(2, 60, 3, 4));
    for (int s = 0; s < 2; s++) {
      new SimulatedTiff(simulator.scene(s))
          .writeTruth(truth.resolve(simulator.scene(s).name() + "_truth.tif"));
    }
    Path points = truth.resolve("points.csv");
    StringBuilder csv = new StringBuilder("x,y,class\n");
    for (int i = 0; i < 400; i++) {
      csv.append(500_000 + i % 20 * 100 + ",").append(3_550_000 - i / 20 * 100 + ",c\n");
    }
    Files.writeString(points, csv);
    for (Path reference : List.of(folder, points)) {
      Given given =
          new Given(
              Door.COMPARE_COMMAND,
              Map.of("reference", reference.toString(), "referenceCrs", "EPSG:32642"));
      Path out = folder.resolve("compared " + reference.getFileName());
      try (RasterReaders readers = new RasterReaders()) {
        SceneFinder finder = new SceneFinder(readers);
        MapFiles maps = MapFiles.find(List.of(folder.resolve("out")), finder);
        new ComparisonJob(given, PixelLimit.NONE, Clock.systemUTC())
            .write(
                maps.maps(),
                References.ofPath(reference, given, finder),
                maps.signatures(),
                out,
                Progress.NONE);
      }
      JsonNode json = MAPPER.readTree(out.resolve(ComparisonReport.FILE).toFile());
      assertThat(faults(ComparisonReport.class, json)).isEmpty();
      assertThat(json.at("/maps/0/areas").isMissingNode()).isEqualTo(reference == folder);
      assertThat(pageTitle(out.resolve("comparison.html"))).contains("2 maps compared with");
      assertThat(MAPPER.readTree(out.resolve("signatures.json").toFile()).at("/classes/0/name"))
          .isEqualTo(json.at("/classes/0/manyToOne"));
    }
  }

  /** Of a page that must be well-formed XML. */
  private static String pageTitle(Path page) throws IOException {
    try {
      return javax.xml.parsers.DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(page.toFile())
          .getElementsByTagName("title")
          .item(0)
          .getTextContent();
    } catch (org.xml.sax.SAXException | javax.xml.parsers.ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsPublishedIsValid() throws IOException {
    PublishedSeries.Layer layer =
        new PublishedSeries.Layer(
            "iikmc:a",
            Optional.of("a"),
            Optional.empty(),
            Optional.of("http://x"),
            Optional.empty(),
            Optional.empty());
    String json =
        JsonReport.write(
            report,
            new PublishedSeries(
                "iikmc:s",
                Optional.empty(),
                List.of(layer),
                List.of(layer),
                Optional.of(layer),
                Optional.empty(),
                List.of("It works.")));
    assertThat(faults(JsonReport.class, MAPPER.readTree(json))).isEmpty();
    assertThat(MAPPER.readTree(json).at("/published/layers/0/scene").asText()).isEqualTo("a");
  }

  @Test
  void whatIsBrokenIsNot() throws IOException {
    ObjectNode wrong = (ObjectNode) written("report.json");
    wrong.put("pixels", "many");
    ((ObjectNode) wrong.get("signatures")).remove("bands");
    assertThat(faults(JsonReport.class, wrong))
        .extracting(message -> message.getInstanceLocation().toString())
        .containsExactlyInAnyOrder("$.pixels", "$.signatures");
  }

  @Test
  void aReportComesBackAsItWas() throws IOException {
    Path file = folder.resolve("out").resolve(JsonReport.FILE);
    assertThat(MAPPER.valueToTree(JsonReport.read(file)).toString())
        .isEqualTo(MAPPER.readTree(Files.readString(file)).toString());
  }

  @Test
  void schemasAndRecordsHaveTheSameProperties() throws IOException {
    compare(JsonSignatures.class, schemaOf(JsonSignatures.class), schemaOf(JsonSignatures.class));
    compare(JsonReport.class, schemaOf(JsonReport.class), schemaOf(JsonReport.class));
    compare(JsonLegend.class, schemaOf(JsonLegend.class), schemaOf(JsonLegend.class));
    compare(
        ComparisonReport.class, schemaOf(ComparisonReport.class), schemaOf(ComparisonReport.class));
  }

  private static void compare(Class<?> type, JsonNode schema, JsonNode root) {
    Set<String> names = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    Set<String> components = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
      String name = renamed == null ? component.getName() : renamed.value();
      components.add(name);
      Class<?> inner = component.getType();
      JsonNode property = resolved(schema.at("/properties/" + name), root);
      if (List.class.isAssignableFrom(inner)) {
        Type items = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        inner = items instanceof Class<?> known ? known : List.class; // of numbers, if it is a list
        property = resolved(property.path("items"), root);
      }
      if (inner.isRecord() && inner != JsonSignatures.class) {
        compare(inner, property, root);
      }
    }
    assertThat(names).as(type.getSimpleName()).isEqualTo(components);
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
  }
}
