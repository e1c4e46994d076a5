/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.geom.Point2D;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.Name;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.ClassSearch;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.MapWishes;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The processes as a server sees them: found by GeoTools, with a directory for a catalog. */
class ProcessesTest {
  private static final long MEMORY = 64 << 20;

  @TempDir static Path scenes;
  @TempDir Path data;
  private static String[] layers;

  private RasterReaders readers;
  private SampleMemory memory;
  private IikmcProcessFactory factory;

  @BeforeAll
  static void writeSeries() throws IOException {
    SeriesSimulator simulator = new SeriesSimulator(new SimulationSettings(3, 80, 4, 5));
    layers = new String[3];
    for (int s = 0; s < 3; s++) {
      SimulatedScene scene = simulator.scene(s);
      new SimulatedTiff(scene).writeBands(scenes.resolve(scene.name() + ".tif"));
      layers[s] = "scenes:" + scene.name();
    }
  }

  @BeforeEach
  void register() {
    readers = new RasterReaders();
    memory = new SampleMemory(MEMORY);
    RunLimits limits =
        new RunLimits(100_000, 1, 2, MEMORY, data.resolve("spill"), "iikmc.properties");
    factory =
        new IikmcProcessFactory(
            new DirectoryCatalog(scenes, data.resolve("series"), new SceneFinder(readers)),
            new Runs(limits, new BackendSelector(KernelChoice.probe(), memory)));
    Processors.addProcessFactory(factory);
  }

  @AfterEach
  void unregister() throws IOException {
    Processors.removeProcessFactory(factory);
    readers.close();
    assertThat(memory.free()).isEqualTo(MEMORY);
  }

  private static Name name(String process) {
    return new NameImpl(IikmcProcessFactory.NAMESPACE, process);
  }

  private static Object run(String process, Map<String, Object> inputs, ProgressListener listener) {
    Process found = Processors.createProcess(name(process));
    return found.execute(inputs, listener).values().iterator().next();
  }

  private static Map<String, Object> inputs(Object... namesAndValues) {
    Map<String, Object> inputs = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return inputs;
  }

  private static SignatureSet cluster(Object... namesAndValues) {
    return ((SignatureDocument) run("Cluster", inputs(namesAndValues), null)).parse("signatures");
  }

  private static JsonNode series(Object... namesAndValues) throws IOException {
    ReportDocument report =
        (ReportDocument) run("ClassifySeries", inputs(namesAndValues), new RecordingListener());
    return new ObjectMapper().readTree(report.json());
  }

  private List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void geoToolsFindsAllInTheirNamespace() {
    assertThat(factory.getNames())
        .extracting(Name::getURI)
        .containsExactlyInAnyOrder(
            "iikmc:Cluster",
            "iikmc:Classify",
            "iikmc:ClassifySeries",
            "iikmc:Compare",
            "iikmc:Legend",
            "iikmc:SaveLegend",
            "iikmc:Recode",
            "iikmc:Change",
            "iikmc:Polygonise");
    for (Name name : factory.getNames()) {
      assertThat(Processors.createProcess(name)).as(name.getURI()).isNotNull();
      assertThat(Processors.getResultInfo(name, null)).hasSize(1);
      assertThat(factory.getTitle(name).toString()).doesNotContain("Process");
    }
  }

  @Test
  void inputsAreDescribedForPeople() {
    for (Name name : factory.getNames()) {
      for (Parameter<?> input : Processors.getParameterInfo(name).values()) {
        assertThat(input.getTitle().toString()).as(input.key).isNotEqualTo(input.key);
        assertThat(input.getDescription().toString()).startsWith(input.getTitle().toString());
        assertThat(input.getMinOccurs()).isZero(); // what must be there is asked for by us
      }
    }
    Map<String, Parameter<?>> inputs = Processors.getParameterInfo(name("ClassifySeries"));
    assertThat(inputs.get("k").getDefaultValue()).isEqualTo("8");
    assertThat(inputs.get("k").metadata).doesNotContainKeys(Parameter.MIN, Parameter.OPTIONS);
    assertThat(inputs.get("maxIterations").metadata).containsEntry(Parameter.MIN, 1.0);
    assertThat(inputs.get("palette").metadata)
        .containsEntry(Parameter.OPTIONS, List.of("categorical", "natural"));
    assertThat(inputs.get("layers").getMaxOccurs()).isEqualTo(Integer.MAX_VALUE);
  }

  /** The same classes under names, then two of them as one, on a map that was published. */
  @Test
  void aLegendIsGivenToASeriesAndToAMap() throws IOException {
    String csv = "class;name;color;group\n1;a;#0000c8;x\n3;c;;x\n2;Wald;#008000;\n";
    JsonNode plain = series("layers", layers, "prefix", "plain", "k", "4");
    JsonNode named =
        series("layers", layers, "prefix", "named", "k", "4", "legend", new LegendDocument(csv));
    assertThat(named.at("/scenes/0/pixelsOfClass")).isEqualTo(plain.at("/scenes/0/pixelsOfClass"));
    assertThat(named.at("/signatures/classes/2/group").asText()).isEqualTo("x");
    assertThat(named.at("/covers/0/name").asText()).isEqualTo("x");
    assertThat(named.at("/covers/0/classes").toString()).isEqualTo("[1,3]");
    String layer = plain.at("/published/layers/0/name").asText();
    GridCoverage2D recoded =
        (GridCoverage2D)
            run("Recode", inputs("map", layer, "legend", new LegendDocument(csv)), null);
    int[] before =
        ((GridCoverage2D)
                run(
                    "Recode",
                    inputs("map", layer, "legend", new LegendDocument("class,name\n1,a\n")),
                    null))
            .getRenderedImage()
            .getData()
            .getSamples(0, 0, 80, 80, 0, (int[]) null);
    int[] after = recoded.getRenderedImage().getData().getSamples(0, 0, 80, 80, 0, (int[]) null);
    assertThat(before).contains(1, 2, 3, 4);
    int[] table = {0, 1, 2, 1, 3};
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isEqualTo(table[before[i]]);
    }
    assertThat(((IndexColorModel) recoded.getRenderedImage().getColorModel()).getRGB(1) & 0xFFFFFF)
        .isEqualTo(0x0000c8);
    refused("The input legend is missing", "Recode", "map", layer);
    refused("No map is given", "Recode", "legend", new LegendDocument(csv));
    refused("stands for 3 maps", "Recode", "map", "iikmc:plain", "legend", new LegendDocument(csv));
    refused(
        "The legend has a class 9",
        "Recode",
        "map",
        layer,
        "legend",
        new LegendDocument("class,name\n9,x\n"));
    refused(
        "The input legend: The colour in line 2",
        "ClassifySeries",
        "layers",
        layers,
        "prefix",
        "bad",
        "legend",
        new LegendDocument("class,name,color\n1,x,green\n"));
  }

  private static void refused(String message, String process, Object... namesAndValues) {
    assertThatThrownBy(() -> run(process, inputs(namesAndValues), null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining(message);
  }

  /** The layer of all dates, against the truth of one of them, which is a layer of the scenes. */
  @Test
  void publishedMapsAreComparedWithALayer() throws IOException {
    series("layers", layers, "prefix", "year", "k", "3");
    SimulatedScene scene = new SeriesSimulator(new SimulationSettings(3, 80, 4, 5)).scene(0);
    Path truth = scenes.resolve("ground.tif");
    new SimulatedTiff(scene).writeTruth(truth);
    try {
      Map<String, Object> asked =
          inputs("maps", "iikmc:year", "reference", new ReferenceDocument(" scenes:ground\n"));
      JsonNode found =
          new ObjectMapper().readTree(((ComparisonDocument) run("Compare", asked, null)).json());
      assertThat(found.path("maps")).hasSize(3);
      assertThat(found.at("/reference/names/0").asText()).isEqualTo("ground");
      assertThat(found.findValuesAsText("name")).contains("water", "forest");
      JsonNode first = found.at("/maps/0/figures");
      long counted = 0;
      for (JsonNode row : first.path("confusion")) {
        for (JsonNode pixels : row) {
          counted += pixels.asLong();
        }
      }
      assertThat(counted).isPositive().isEqualTo(first.path("pixels").asLong());
    } finally {
      Files.delete(truth);
      Files.delete(scenes.resolve("ground.tif.aux.xml"));
    }
    assertThatThrownBy(
            () -> run("Compare", inputs("reference", new ReferenceDocument("scenes:x")), null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("No map is given");
    assertThatThrownBy(
            () ->
                run(
                    "Compare",
                    inputs("maps", "iikmc:year", "reference", new ReferenceDocument("scenes:x")),
                    null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("There is no layer");
  }

  @Test
  void aPublishedMapBecomesPolygons() throws IOException {
    JsonNode report = series("layers", layers, "prefix", "year", "k", "3");
    String layer = "iikmc:year_" + layers[0].substring("scenes:".length());
    PolygonFeatures polygons =
        (PolygonFeatures) run("Polygonise", inputs("map", " " + layer), new RecordingListener());
    long[] pixels = new long[4];
    try (SimpleFeatureIterator features = polygons.features()) {
      while (features.hasNext()) {
        SimpleFeature each = features.next();
        Geometry place = (Geometry) each.getDefaultGeometry();
        assertThat(place.isValid()).isTrue();
        assertThat(polygons.getBounds().contains(place.getEnvelopeInternal())).isTrue();
        assertThat(each.getAttribute("name")).isEqualTo("Class " + each.getAttribute("class"));
        assertThat(each.getAttribute("color").toString()).matches("#[0-9a-f]{6}");
        pixels[(int) each.getAttribute("class")] += (long) each.getAttribute("pixels");
      }
    }
    for (int c = 1; c <= 3; c++) {
      assertThat(pixels[c]).isEqualTo(report.at("/scenes/0/pixelsOfClass/" + (c - 1)).asLong());
    }
    assertThat(polygons.getSchema().getCoordinateReferenceSystem()).isNotNull();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    polygons.writeGeoJson(json);
    assertThat(new ObjectMapper().readTree(json.toByteArray()).path("features"))
        .hasSize(polygons.size()); // counts them once more

    assertThatThrownBy(() -> run("Polygonise", inputs("map", "iikmc:year"), null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContainingAll("stands for 3 maps", "layer@2018");
    assertThatThrownBy(() -> run("Polygonise", inputs(), null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("No map is given");
    assertThatThrownBy(() -> run("Polygonise", inputs("map", layers[0]), null))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("There is no classified layer");
  }

  @Test
  void clusterGivesTheSignaturesOfThePlainLoop() throws IOException {
    SignatureSet found =
        cluster("layers", layers, "k", "5", "changeThreshold", "0", "paper", "true");
    SignatureSet expected =
        new ClusteringJob(
                new ClusterRequest(
                    ClassSearch.of(KMeansSettings.of(5).withChangeThreshold(0)),
                    Harmonizer.Wishes.none(),
                    Optional.empty(),
                    BandSelection.defaults(),
                    PixelRules.standard(),
                    1,
                    1,
                    false,
                    false,
                    Palette.CATEGORICAL,
                    Optional.empty(),
                    MapWishes.NONE,
                    Map.of()),
                PixelLimit.NONE,
                new SequentialBackend(),
                Clock.systemUTC())
            .signatures(new SceneFinder(readers).find(scenes), Progress.NONE);
    for (int c = 0; c < 5; c++) {
      for (int b = 0; b < 4; b++) {
        assertThat(found.means()[c][b])
            .isCloseTo(
                expected.means()[c][b], org.assertj.core.data.Percentage.withPercentage(1e-9));
      }
      assertThat(found.classes().get(c).pixels()).isEqualTo(expected.classes().get(c).pixels());
    }
  }

  @Test
  void layersMayStandInOneInputBetweenCommas() {
    SignatureSet one =
        cluster("layers", new String[] {String.join(", ", layers)}, "k", "3", "seed", "1");
    assertThat(JsonFormat.text(one))
        .isEqualTo(JsonFormat.text(cluster("layers", layers, "k", "3")));
  }

  @Test
  void theNumberOfClassesIsChosenFromARange() throws IOException {
    assertRefused(
        "Cluster",
        inputs("layers", layers, "k", "4..2"),
        "k is '4..2', but must be a range that rises, such as 2..4.");
    JsonNode report = series("layers", layers, "prefix", "year", "k", "2..4");
    assertThat(report.at("/choice/trials")).hasSize(3);
    String k = report.at("/choice/suggested").asText();
    assertThat(report.at("/signatures/classes")).hasSize(Integer.parseInt(k));
    assertThat(JsonFormat.text(cluster("layers", layers, "k", "2..4")))
        .isEqualTo(JsonFormat.text(cluster("layers", layers, "k", k)));
  }

  @Test
  void aSeriesIsPublishedWholeWithItsReport() throws IOException {
    JsonNode report = series("layers", layers, "prefix", "year", "k", "4", "palette", "natural");
    assertThat(report.path("published").path("layers")).hasSize(3);
    String scene = layers[0].replace("scenes:", "");
    assertThat(report.at("/published/layers/0/name").asText()).isEqualTo("iikmc:year_" + scene);
    assertThat(report.at("/published/layers/0/scene").asText()).isEqualTo(scene);
    assertThat(report.at("/published/timeLayer/name").asText()).isEqualTo("iikmc:year");
    assertThat(files(data.resolve("series")))
        .contains("year/" + scene + "_classes.tif", "year/signatures.json", "year/report.html")
        .noneMatch(name -> name.startsWith("."));
  }

  @Test
  void givenSignaturesClassifyWhatClusteringWouldHave() throws IOException {
    series("layers", layers, "prefix", "first", "k", "4");
    Path first = data.resolve("series/first");
    series(
        "layers",
        layers,
        "prefix",
        "second",
        "signatures",
        new SignatureDocument(Files.readString(first.resolve("signatures.json"))));
    String map = layers[1].replace("scenes:", "") + "_classes.tif";
    assertThat(data.resolve("series/second").resolve(map))
        .hasSameBinaryContentAs(first.resolve(map));
  }

  @Test
  void aLayerIsClassifiedAsInItsSeries() throws IOException {
    series("layers", layers, "prefix", "year", "k", "4");
    Path year = data.resolve("series/year");
    SignatureDocument signatures =
        new SignatureDocument(Files.readString(year.resolve("signatures.json")));
    GridCoverage2D classified =
        (GridCoverage2D)
            run("Classify", inputs("layer", layers[1], "signatures", signatures), null);
    GeoTiffReader reader =
        new GeoTiffReader(year.resolve(layers[1].replace("scenes:", "") + "_classes.tif").toFile());
    GridCoverage2D map = reader.read(null);
    try {
      assertThat(classified.getEnvelope2D()).isEqualTo(map.getEnvelope2D());
      assertThat(CRS.equalsIgnoreMetadata(crs(classified), crs(map))).isTrue();
      assertThat(labels(classified)).isEqualTo(labels(map)).contains(0, 1, 2, 3, 4);
    } finally {
      map.dispose(true);
      reader.dispose();
    }
  }

  private static CoordinateReferenceSystem crs(GridCoverage2D coverage) {
    return coverage.getCoordinateReferenceSystem2D();
  }

  private static int[] labels(GridCoverage2D coverage) {
    Raster pixels = coverage.getRenderedImage().getData();
    return pixels.getSamples(
        pixels.getMinX(), pixels.getMinY(), pixels.getWidth(), pixels.getHeight(), 0, (int[]) null);
  }

  @Test
  void aLayerToClassifyIsOneSceneAndNoCoverage() throws IOException {
    SignatureDocument signatures =
        new SignatureDocument(JsonFormat.text(cluster("layers", layers, "k", "2")));
    assertRefused(
        "Classify",
        inputs("layer", layers[0] + "," + layers[1], "signatures", signatures),
        "There is no");
    GridCoverage2D coverage =
        (GridCoverage2D)
            run("Classify", inputs("layer", layers[0], "signatures", signatures), null);
    assertRefused(
        "Classify",
        inputs("layer", layers[0], "coverage", coverage, "signatures", signatures),
        "Both coverage and layer are given");
  }

  @Test
  void aTakenPrefixIsRefusedOrReplacedWhole() throws IOException {
    series("layers", layers, "prefix", "year", "k", "4");
    assertThatThrownBy(() -> series("layers", layers, "prefix", "year", "k", "2"))
        .hasMessageContaining("overwrite=true");
    series("layers", new String[] {layers[0]}, "prefix", "year", "k", "2", "overwrite", "true");
    assertThat(files(data.resolve("series")))
        .filteredOn(n -> n.endsWith("_classes.tif"))
        .hasSize(1);
    assertThat(JsonFormat.read(data.resolve("series/year/signatures.json")).k()).isEqualTo(2);
  }

  @Test
  void progressRisesAndTellsTheIteration() {
    RecordingListener listener = new RecordingListener();
    run("ClassifySeries", inputs("layers", layers, "prefix", "year"), listener);
    assertThat(listener.percents()).isSorted().allMatch(percent -> percent <= 100);
    assertThat(listener.tasks())
        .contains("Reading the scenes", "Writing the maps", "Publishing the layers")
        .anyMatch(
            task -> task.matches("Clustering: iteration 2, [0-9,]+ pixels changed their class"));
  }

  @ParameterizedTest
  @CsvSource({"Reading the scenes", "Clustering: iteration 1", "Writing the maps", "Publishing"})
  void aDismissedRunEndsAndLeavesNothing(String when) throws IOException {
    RecordingListener[] listener = new RecordingListener[1];
    listener[0] =
        new RecordingListener(
            task -> {
              if (task.startsWith(when)) {
                listener[0].setCanceled(true);
              }
            });
    assertThatThrownBy(
            () -> run("ClassifySeries", inputs("layers", layers, "prefix", "year"), listener[0]))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("dismissed")
        .hasNoCause();
    assertThat(files(data)).isEmpty();
  }

  @Test
  void aListenerThatThrowsStopsTheRunToo() throws IOException {
    RecordingListener[] listener = new RecordingListener[1];
    listener[0] =
        new RecordingListener(
            task -> {
              if (task.startsWith("Clustering")) {
                listener[0].setCanceled(true);
                throw new IllegalStateException("dismissed by the server");
              }
            });
    assertThatThrownBy(
            () -> run("ClassifySeries", inputs("layers", layers, "prefix", "year"), listener[0]))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("dismissed");
    assertThat(files(data)).isEmpty();
  }

  @Test
  void oneRunWaitsForTheOther() {
    CountDownLatch secondWaits = new CountDownLatch(1);
    RecordingListener first =
        new RecordingListener(
            task -> {
              if (task.startsWith("Clustering: iteration 1,")) {
                await(secondWaits);
              }
            });
    CompletableFuture<Object> firstRun =
        CompletableFuture.supplyAsync(() -> run("Cluster", inputs("layers", layers), first));
    RecordingListener second =
        new RecordingListener(
            task -> {
              if (task.startsWith("Waiting")) {
                secondWaits.countDown();
              }
            });
    CompletableFuture<Object> secondRun =
        CompletableFuture.supplyAsync(
            () -> {
              while (first.tasks().isEmpty()) {
                Thread.onSpinWait();
              }
              return run("Cluster", inputs("layers", layers), second);
            });
    assertThat(firstRun.join()).isEqualTo(secondRun.join());
    assertThat(second.tasks()).startsWith("Waiting for other runs to end");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k | many | k is 'many', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "k | 0 | whole number from 1 to 255",
        "k | 7.9 | whole number from 1 to 255",
        "maxIterations | 0 | whole number from 1",
        "changeThreshold | NaN | share from 0 to 1",
        "shiftTolerance | -1 | 0 (off) or a distance",
        "init | random | midpoint, percentile or kmeans++",
        "seed | x | whole number",
        "nodata | none | nodata is 'none', but must be a number.",
        "mask | cloudy | must be qa, none, or the name of a raster layer",
        "aoiCrs | EPSG:1 | not a known reference system",
        "sample | 0 | above 0",
        "skipEmpty | perhaps | true or false",
        "palette | red | categorical, natural",
        "device | gpu | device gpu can't be used",
        "device | tpu | auto, cpu, gpu",
        "memory | lots | 512m or 2g",
        "memory | 1k | 512m or 2g",
        "bands | 1,,2 | names or numbers between commas",
        "bands | B99 | has no band B99; it has",
        "layers | scenes:nowhere | There is no layer 'scenes:nowhere'",
        "layers | ../../etc/passwd | There is no layer",
        "workspace | elsewhere | There is no workspace 'elsewhere'",
        "prefix | ../up | prefix is '../up', but must be a name",
        "style | a b | but must be a name of up to 64",
        "group | true | no layer groups",
      })
  void badInputIsRefusedInOneSentence(String input, String value, String message)
      throws IOException {
    Map<String, Object> inputs = inputs("layers", layers, "prefix", "year", "k", "3");
    inputs.put(input, input.equals("layers") ? new String[] {value} : value);
    assertRefused("ClassifySeries", inputs, message);
  }

  private void assertRefused(String process, Map<String, Object> inputs, String message)
      throws IOException {
    assertThatThrownBy(() -> run(process, inputs, new RecordingListener()))
        .isInstanceOf(ProcessException.class)
        .hasNoCause()
        .hasMessageContaining(
            message.replaceAll("'([^' ]*)'", "\u2018$1\u2019").replace('\'', '\u2019'))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .endsWith(".")
                    .doesNotContain("\n")
                    .doesNotContain("--")
                    .doesNotContain(scenes.getParent().toString()));
    assertThat(files(data)).isEmpty();
  }

  @Test
  void whatIsMissingIsAskedFor() throws IOException {
    assertRefused("Cluster", inputs("k", "3"), "No scene is given");
    assertRefused("ClassifySeries", inputs("layers", layers), "prefix is missing");
    assertRefused("Classify", inputs(), "The input coverage is missing");
  }

  @Test
  void aLayerGivenTwiceIsRefused() throws IOException {
    assertRefused(
        "Cluster", inputs("layers", new String[] {layers[0], layers[0]}), "Two scenes are called");
  }

  @Test
  void moreClassesThanPixelsAreRefusedWithBothNumbers() throws IOException {
    Scene scene = new SceneFinder(readers).find(scenes).get(0).open(List.of("1"));
    Point2D center = scene.grid().toWorld().transform(new Point2D.Double(40.5, 40.5), null);
    Geometry aroundOne =
        new GeometryFactory().createPoint(new Coordinate(center.getX(), center.getY())).buffer(5);
    assertRefused(
        "Cluster",
        inputs("layers", layers, "aoi", aroundOne, "mask", "none", "k", "9", "skipEmpty", "true"),
        "k is 9, but there are only 3 valid pixels");
  }

  @Test
  void anAreaOutsideOrInvalidIsRefused() throws IOException {
    assertRefused(
        "Cluster",
        inputs("layers", layers, "aoi", wkt("POLYGON((0 0, 1 0, 1 1, 0 0))")),
        "lies outside every scene");
    assertRefused(
        "Cluster",
        inputs("layers", layers, "aoi", wkt("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))")),
        "not a valid polygon");
    assertRefused(
        "Cluster", inputs("layers", layers, "aoi", wkt("POINT(1 1)")), "must be a Polygon");
    Geometry unknown = wkt("POLYGON((0 0, 1 0, 1 1, 0 0))");
    unknown.setSRID(1);
    assertRefused(
        "Cluster", inputs("layers", layers, "aoi", unknown), "not a known reference system");
  }

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void signaturesThatDoNotFitOrAreMalformedAreRefused() throws IOException {
    assertRefused(
        "ClassifySeries",
        inputs("layers", layers, "prefix", "year", "signatures", new SignatureDocument("{")),
        "not valid JSON");
    SignatureSet two = cluster("layers", layers, "bands", "1,2", "k", "2");
    SignatureDocument document = new SignatureDocument(JsonFormat.text(two));
    assertRefused(
        "ClassifySeries",
        inputs("layers", layers, "prefix", "year", "bands", "1,2,3", "signatures", document),
        "choose the same bands");
    assertRefused(
        "Cluster",
        inputs("layers", layers, "k", "5", "initSignatures", document),
        "k is 5, but initSignatures holds 2 signatures");
    assertRefused(
        "ClassifySeries",
        inputs("layers", layers, "prefix", "year", "k", "5", "signatures", document),
        "k has no effect with signatures");
  }

  /** A layer that the user may not read, by WCS reference. */
  @Test
  void anInputThatCanNotBeFetchedIsNamed() throws IOException {
    Map<String, Object> inputs =
        new HashMap<>(inputs("layers", layers)) {
          @Override
          public Object get(Object name) {
            if (name.equals("coverages")) {
              throw new IllegalStateException("Failed to retrieve value for input coverages");
            }
            return super.get(name);
          }
        };
    assertRefused(
        "Cluster",
        inputs,
        "An input can't be read: Failed to retrieve value for input coverages. See");
  }

  /** GeoServer gives null for an input without text. */
  @Test
  void anEmptyInputCountsAsNone() throws IOException {
    String message = "No scene is given; name layers, such as workspace:layer";
    assertRefused("Cluster", inputs("layers", Collections.singletonList(null)), message);
    assertRefused("Cluster", inputs("layers", new String[] {null}), message);
    assertRefused("Cluster", inputs("layers", new String[] {"", " , "}), message);
  }

  @Test
  void tooManyPixelsNameTheLimitAndWhereToRaiseIt() throws IOException {
    readers.close();
    Processors.removeProcessFactory(factory);
    RunLimits few = new RunLimits(1000, 1, 1, MEMORY, data, "iikmc.properties");
    factory =
        new IikmcProcessFactory(
            new DirectoryCatalog(scenes, data.resolve("series"), new SceneFinder(readers)),
            new Runs(few, new BackendSelector(KernelChoice.probe(), memory)));
    Processors.addProcessFactory(factory);
    assertRefused(
        "Cluster",
        inputs("layers", layers),
        "this server allows 1000 in a run; give fewer scenes, or have the administrator raise"
            + " iikmc.properties");
  }
}
