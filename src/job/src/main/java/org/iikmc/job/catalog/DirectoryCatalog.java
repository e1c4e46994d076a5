/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.job.output.Staging;
import org.iikmc.job.output.WriteFailure;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.SceneFolder;

/**
 * Scenes in one folder and published series in another: a catalog for a host that has none. Layers
 * are called {@code scenes:NAME} and {@code iikmc:NAME}; requests written for another server may
 * have another workspace before the name of a scene. A series is one folder, which appears, is
 * replaced and disappears as a whole, and is still there when the host starts again. Safe for use
 * by several threads.
 */
public final class DirectoryCatalog implements SceneCatalog {
  /** Workspace of the scenes. */
  public static final String SCENES = "scenes";

  /** Workspace of what is published. */
  public static final String PUBLISHED = "iikmc";

  private static final int MOST_NAMED = 20;

  private final SceneFolder scenes;
  private final Path data;
  private final Shelf shelf;

  private final SeriesClaims claims = new SeriesClaims();
  private final SeriesLegends legends;

  /**
   * The name of a layer in the form in which it can stand in a list, as requests have them: commas
   * are written %2C. Names in that form stay as they are.
   */
  public static String listable(String name) {
    return name.replace(",", "%2C");
  }

  /**
   * @param scenes folder that holds GeoTIFFs and folders of products
   * @param data folder of the published series; made when it is needed
   * @param finder whose readers stay open as long as this catalog is used
   */
  public DirectoryCatalog(Path scenes, Path data, SceneFinder finder) {
    this(new SceneFolder(scenes, finder, unreadable -> {}), data);
  }

  /**
   * @param scenes to cluster
   * @param data folder of the published series; made when it is needed
   */
  public DirectoryCatalog(SceneFolder scenes, Path data) {
    this.scenes = scenes;
    this.data = data;
    this.shelf = new Shelf(data);
    this.legends = new StoredLegends(shelf, claims);
  }

  /**
   * Sees that neither folder lies in the other: a series there would be a scene, or a scene could
   * be taken for a series.
   *
   * @throws InputException if one does, links followed
   */
  public static void checkApart(Path scenes, Path data) throws IOException {
    Path realScenes = real(scenes);
    Path realData = real(data);
    if (realScenes.startsWith(realData) || realData.startsWith(realScenes)) {
      throw new InputException(
          Problem.option("data"),
          " is '",
          data,
          "', which lies within ",
          Problem.option("scenes"),
          " '",
          scenes,
          "', or the other way round; give two folders apart.");
    }
  }

  /** Of a folder that may not exist yet. */
  private static Path real(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute) || absolute.getParent() == null) {
      return absolute.toRealPath();
    }
    return real(absolute.getParent()).resolve(absolute.getFileName());
  }

  /**
   * Finishes or takes away what a killed host left half done. Nothing may be under way here; what
   * another program has under way stays.
   */
  public void recover() throws IOException {
    Staging.recover(data);
    shelf.recover();
  }

  /** The published series, the newest first. */
  public List<StoredSeries> series() throws IOException {
    return shelf.series();
  }

  /** All scenes, in the order of their names. */
  public List<SceneSource> scenes() throws IOException {
    return scenes.scenes();
  }

  @Override
  public List<SceneSource> scenes(List<String> names) throws IOException {
    Map<String, SceneSource> known = new LinkedHashMap<>();
    for (SceneSource scene : scenes.scenes()) {
      known.put(listable(scene.name()), scene);
    }
    List<SceneSource> found = new ArrayList<>();
    for (String name : names) {
      SceneSource scene = known.get(listable(name.substring(name.indexOf(':') + 1)));
      if (scene == null) {
        throw new InputException(
            "There is no layer '"
                + name
                + "'; "
                + (known.isEmpty() ? "this server has no scenes." : layers(known.keySet())));
      }
      found.add(scene);
    }
    return found;
  }

  @Override
  public List<SceneSource> maps(List<String> names) throws IOException {
    List<SceneSource> found = new ArrayList<>();
    for (String name : names) {
      List<Path> files = files(listable(name.substring(name.indexOf(':') + 1)));
      if (files.isEmpty()) {
        throw new InputException(
            "There is no classified layer '"
                + name
                + "'; name layers that were published here, as "
                + PUBLISHED
                + ":NAME.");
      }
      for (Path file : files) {
        found.addAll(scenes.finder().maps(file));
      }
    }
    return found;
  }

  /** Of the map that is published as a layer, or of all dates of a series. */
  private List<Path> files(String layer) throws IOException {
    for (StoredSeries series : series()) {
      boolean all = series.timeLayer().filter(layer::equals).isPresent();
      List<Path> files =
          series.maps().stream()
              .filter(map -> all || map.layer().equals(layer))
              .map(StoredSeries.ClassifiedScene::file)
              .toList();
      if (!files.isEmpty()) {
        return files;
      }
    }
    return List.of();
  }

  private static String layers(Set<String> names) {
    return "the layers are "
        + names.stream()
            .limit(MOST_NAMED)
            .map(name -> SCENES + ":" + name)
            .collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more." : ".");
  }

  @Override
  public Publication prepare(PublicationPlan plan, List<String> names) throws IOException {
    if (!plan.workspace().orElse(PUBLISHED).equals(PUBLISHED)) {
      throw new InputException(
          "There is no workspace '"
              + plan.workspace().get()
              + "' to publish in; use "
              + PUBLISHED
              + ".");
    }
    if (plan.group()) {
      throw new InputException(
          "This server has no layer groups; leave ", Problem.option("group"), " out.");
    }
    checkNames(plan, names);
    checkFolder(plan);
    SeriesClaims.Claim claim = claims.claim(plan.prefix());
    try {
      Files.createDirectories(data);
      return new SeriesFolder(plan, Staging.in(data), claim);
    } catch (IOException | RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  @Override
  public Legend legend(Optional<String> workspace, String prefix) throws IOException {
    return legends.legend(workspace, prefix);
  }

  @Override
  public Legend save(Optional<String> workspace, String prefix, LegendEdit edit)
      throws IOException {
    return legends.save(workspace, prefix, edit);
  }

  /** A folder that is not a series, or holds more than one, is somebody's work. */
  private void checkFolder(PublicationPlan plan) throws IOException {
    if (!Files.isDirectory(data)) {
      return;
    }
    List<String> names;
    try (Stream<Path> all = Files.list(data)) {
      names = all.map(path -> path.getFileName().toString()).toList();
    }
    for (String name : names) {
      if (name.equalsIgnoreCase(plan.prefix()) && !name.equals(plan.prefix())) {
        throw new InputException(
            "There is a '"
                + name
                + "' already, which some systems take for '"
                + plan.prefix()
                + "'; choose another prefix.");
      }
    }
    if (!names.contains(plan.prefix())) {
      return;
    }
    if (!plan.overwrite()) {
      throw new InputException(
          "There is a series '"
              + plan.prefix()
              + "' already; choose another prefix, or replace it with ",
          Problem.option("overwrite", "true"),
          ".");
    }
    Staging.check(data, List.of(plan.prefix()));
  }

  /** One series can have the prefix a_b, and another the prefix a and a scene b_c. */
  private void checkNames(PublicationPlan plan, List<String> names) throws IOException {
    Set<String> wanted = new HashSet<>();
    plan.layers(names).forEach(name -> wanted.add(listable(name)));
    for (StoredSeries series : series()) {
      if (series.prefix().equals(plan.prefix())) {
        continue;
      }
      for (String layer : series.layers()) {
        if (wanted.contains(layer)) {
          throw new InputException(
              "The series '"
                  + series.prefix()
                  + "' has a layer '"
                  + layer
                  + "' already; choose another prefix.");
        }
      }
    }
  }

  /** A series on its way to its folder. */
  private final class SeriesFolder implements Publication {
    private final PublicationPlan plan;
    private final Staging staging;
    private final Path folder;
    private final SeriesClaims.Claim claim;

    SeriesFolder(PublicationPlan plan, Staging staging, SeriesClaims.Claim claim)
        throws IOException {
      this.plan = plan;
      this.staging = staging;
      this.folder = staging.entries().resolve(plan.prefix());
      this.claim = claim;
      try {
        Files.createDirectory(folder);
      } catch (IOException e) {
        staging.close();
        throw e;
      }
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public MapNaming naming() {
      return MapNaming.BY_SCENE;
    }

    @Override
    public PublishedSeries publish(RunReport report) throws IOException {
      PublishedSeries published = published(report);
      commit(JsonReport.FILE, JsonReport.write(report, published));
      return published;
    }

    @Override
    public PublishedSeries publish(ChangeReport report) throws IOException {
      List<PublishedSeries.Layer> layers = new ArrayList<>();
      for (ChangeReport.PairEntry pair : report.pairs()) {
        layers.add(layer(listable(plan.layer(pair.name())), Optional.of(pair.name()), pair.date()));
      }
      boolean dated = report.pairs().stream().allMatch(pair -> pair.date().isPresent());
      PublishedSeries published = series(layers, List.of(), dated);
      commit(ChangeReport.FILE, report.published(published).json());
      return published;
    }

    /** Says in the report what was published, and makes all visible. */
    private void commit(String file, String report) throws IOException {
      try {
        Files.writeString(folder.resolve(file), report);
        OwnFiles.list(folder);
        staging.commit();
      } catch (IOException e) {
        throw WriteFailure.of("The series " + plan.prefix(), data, size(folder), e);
      }
    }

    private static long size(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        return files.mapToLong(file -> file.toFile().length()).sum();
      } catch (IOException e) {
        return 0;
      }
    }

    private PublishedSeries published(RunReport report) {
      List<PublishedSeries.Layer> layers = new ArrayList<>();
      List<PublishedSeries.Layer> confidence = new ArrayList<>();
      for (RunReport.SceneReport scene : report.scenes()) {
        Optional<String> name = Optional.of(scene.name());
        layers.add(layer(listable(plan.layer(scene.name())), name, scene.date()));
        if (scene.confidence().isPresent()) {
          String own = listable(plan.confidenceLayer(scene.name()));
          confidence.add(layer(own, name, scene.date()));
        }
      }
      boolean dated = report.scenes().stream().allMatch(scene -> scene.date().isPresent());
      return series(layers, confidence, dated);
    }

    private PublishedSeries series(
        List<PublishedSeries.Layer> layers, List<PublishedSeries.Layer> confidence, boolean dated) {
      return new PublishedSeries(
          PUBLISHED + ":" + plan.style(),
          Optional.empty(),
          layers,
          confidence,
          dated
              ? Optional.of(layer(plan.timeLayer(), Optional.empty(), Optional.empty()))
              : Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private static PublishedSeries.Layer layer(
        String name, Optional<String> scene, Optional<LocalDate> date) {
      return new PublishedSeries.Layer(
          PUBLISHED + ":" + name,
          scene,
          date,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public void close() throws IOException {
      try {
        staging.close();
      } finally {
        claim.close();
      }
    }
  }
}
