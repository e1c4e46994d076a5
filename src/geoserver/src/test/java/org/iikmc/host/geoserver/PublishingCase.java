/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geoserver.catalog.CoverageDimensionInfo;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A GeoServer whose interfaces are faked, with real files, and series to publish there. */
abstract class PublishingCase {
  @TempDir Path root;
  final FakeCatalog fake = new FakeCatalog();
  final Map<String, String> styleFiles = new TreeMap<>();
  WorkspaceInfo workspace;
  boolean mayPublish = true;
  GeoServerCatalog catalog;

  @BeforeEach
  void start() {
    workspace = fake.workspace("landsat");
    catalog =
        new GeoServerCatalog(
            fake.catalog(),
            fake.catalog(),
            any -> mayPublish,
            new StylesInMemory(),
            new PlainObjects(),
            () -> (service, parameters) -> Optional.of("http://host/" + service));
  }

  /** A data directory of which the styles are in memory. */
  final class StylesInMemory implements DataDirectory {
    @Override
    public Path folder(String path) {
      try {
        return Files.createDirectories(root.resolve(path));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Optional<byte[]> readStyle(StyleInfo style) {
      return Optional.ofNullable(styleFiles.get(style.getName()))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeStyle(StyleInfo style, byte[] sld) {
      fake.change();
      styleFiles.put(style.getName(), new String(sld, StandardCharsets.UTF_8));
    }

    @Override
    public void deleteStyle(StyleInfo style) {
      styleFiles.remove(style.getName());
    }
  }

  /** Objects without GeoServer's own builders. */
  final class PlainObjects implements CatalogObjects {
    @Override
    public LayerDraft draft(WorkspaceInfo where, LayerDraft.Request request, Path file) {
      fake.change();
      assertThat(file).exists();
      CoverageStoreInfo store = FakeCatalog.store(where, request.name());
      store.setURL(request.url());
      CoverageInfo coverage = FakeCatalog.coverage(store, request.name());
      coverage.setTitle(request.texts().title());
      coverage.setSRS("EPSG:4326");
      int bands = request.kind() == LayerDraft.Kind.CONFIDENCE ? 2 : 1;
      for (int b = 0; b < bands; b++) {
        CoverageDimensionInfo band = FakeCatalog.bean(CoverageDimensionInfo.class);
        band.setDescription(request.meaning());
        coverage.getDimensions().add(band);
      }
      coverage.setNativeBoundingBox(new ReferencedEnvelope(0, 2, 0, 1, DefaultGeographicCRS.WGS84));
      return new LayerDraft(request, store, coverage);
    }

    @Override
    public LayerInfo layer(CoverageInfo coverage) {
      return FakeCatalog.layerOf(coverage);
    }

    @Override
    public void setExtent(LayerGroupInfo group) {
      fake.change();
    }
  }

  static PublicationPlan plan(boolean group, boolean overwrite) {
    return plan("year", "year_classes", group, overwrite);
  }

  static PublicationPlan plan(String prefix, String style, boolean group, boolean overwrite) {
    return new PublicationPlan(
        Optional.of("landsat"), prefix, style, Palette.CATEGORICAL, false, group, overwrite);
  }

  static PublicationPlan withConfidence(boolean overwrite) {
    return new PublicationPlan(
        Optional.of("landsat"), "year", "year_classes", Palette.CATEGORICAL, true, true, overwrite);
  }

  static RunReport report(int classes, Map<String, LocalDate> scenes) {
    return report(classes, scenes, false);
  }

  static RunReport report(int classes, Map<String, LocalDate> scenes, boolean confidence) {
    List<SignatureSet.ClassSignature> signatures =
        Stream.iterate(1, c -> c + 1)
            .limit(classes)
            .map(
                c ->
                    new SignatureSet.ClassSignature(
                        "Class " + c, new Color(c, c, c), 5, new double[] {c}, new double[] {1}))
            .toList();
    return report(new SignatureSet(List.of("1"), signatures), scenes, confidence);
  }

  static RunReport report(
      SignatureSet signatures, Map<String, LocalDate> scenes, boolean confidence) {
    int classes = signatures.k();
    List<RunReport.SceneReport> reports =
        scenes.entrySet().stream()
            .map(
                scene ->
                    new RunReport.SceneReport(
                        scene.getKey(),
                        Optional.ofNullable(scene.getValue()),
                        2,
                        1,
                        Optional.of("EPSG:4326"),
                        MapNaming.BY_DATE
                            .of(scene.getKey(), Optional.ofNullable(scene.getValue()))
                            .tiff(),
                        Optional.of(scene.getKey() + "_confidence.tif").filter(any -> confidence),
                        new long[classes],
                        0,
                        Optional.empty(),
                        new double[classes],
                        0.5,
                        new RunReport.Pictures(
                            0, 0, new float[0], new float[0], new float[0], new byte[0])))
            .toList();
    return new RunReport(
        Instant.parse("2026-11-23T12:00:00Z"),
        new RunReport.Stages(0, 1, 0, 0),
        "CPU",
        Map.of(),
        signatures,
        new RunReport.PhysicalValues(List.of(1.0), List.of(0.0), "stored value", null),
        reports,
        List.of(),
        List.of(),
        Optional.empty(),
        new RunReport.Quality(1, 0.5, 0.5, 10),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Map<String, LocalDate> scenes(String... names) {
    Map<String, LocalDate> scenes = new TreeMap<>();
    for (String name : names) {
      scenes.put(name, LocalDate.parse("2018-04-0" + (scenes.size() + 1)));
    }
    return scenes;
  }

  PublishedSeries publish(PublicationPlan plan, RunReport report) throws IOException {
    try (Publication publication = begin(plan, report)) {
      return publication.publish(report);
    }
  }

  Publication begin(PublicationPlan plan, RunReport report) throws IOException {
    List<String> names = report.scenes().stream().map(RunReport.SceneReport::name).toList();
    Publication publication = catalog.prepare(plan, names);
    for (Map.Entry<String, String> text :
        JobOutputs.ofClasses(report.signatures(), List.of()).entrySet()) {
      Files.writeString(publication.folder().resolve(text.getKey()), text.getValue());
    }
    Files.writeString(publication.folder().resolve(JsonReport.FILE), JsonReport.write(report));
    for (RunReport.SceneReport scene : report.scenes()) {
      for (String file : publication.naming().of(scene.name(), scene.date()).files()) {
        Files.writeString(publication.folder().resolve(file), "map");
      }
      if (scene.confidence().isPresent()) {
        Files.writeString(publication.folder().resolve(scene.confidence().get()), "confidence");
      }
    }
    return publication;
  }

  /** Catalog, styles and files: all that must be as before when something fails. */
  String state() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return fake.state()
          + "\n"
          + styleFiles
          + "\n"
          + all.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  void startAnew() throws IOException {
    fake.clear();
    styleFiles.clear();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(root)) {
          Files.delete(path);
        }
      }
    }
    start();
  }

  void recoverAsAnotherProcess() throws IOException {
    try (Stream<Path> all = Files.list(root.resolve("data/iikmc/landsat"))) {
      for (Path path : all.toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(".lock")) {
          Files.delete(path);
        } else if (name.startsWith(".iikmc-")) {
          Files.move(path, path.resolveSibling(".iikmc-" + UUID.randomUUID()));
        }
      }
    }
    new PublicationWork(fake.catalog(), new StylesInMemory(), new PlainObjects()).recover();
  }

  /** Ids of folders and objects, which differ from run to run. */
  static String withoutIds(String state) {
    return state
        .replaceAll("year-[0-9a-f]{8}", "year-ID")
        .replaceAll("\\bid[0-9]+\\b", "id")
        .lines()
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
