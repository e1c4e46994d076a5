/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.Publication;
import org.iikmc.job.PublicationPlan;
import org.iikmc.job.PublishedSeries;
import org.iikmc.job.SeriesReport;
import org.iikmc.raster.style.ClassStyle;

/**
 * A series on its way into the catalog. Its files have a folder of their own in the data directory,
 * so that those of an earlier series of this prefix serve until the catalog points to the new ones.
 */
final class SeriesPublication implements Publication {
  private static final Logger LOGGER = Logger.getLogger(SeriesPublication.class.getName());

  /** Of all that this plugin writes, within the data directory. */
  private static final String ROOT = "data/iikmc";

  private final Catalog catalog;
  private final WorkspaceInfo workspace;
  private final DataDirectory dataDirectory;
  private final CatalogObjects objects;
  private final PublicationPlan plan;
  private final ServiceLinks links;
  private final Runnable release;
  private final String relativeFolder;
  private final Path folder;
  private boolean published;

  /**
   * @param release is run when this is closed
   */
  SeriesPublication(
      Catalog catalog,
      WorkspaceInfo workspace,
      DataDirectory dataDirectory,
      CatalogObjects objects,
      PublicationPlan plan,
      ServiceLinks links,
      Runnable release)
      throws IOException {
    this.catalog = catalog;
    this.workspace = workspace;
    this.dataDirectory = dataDirectory;
    this.objects = objects;
    this.plan = plan;
    this.links = links;
    this.release = release;
    relativeFolder =
        String.join(
            "/",
            ROOT,
            NamedScene.safe(workspace.getName()),
            plan.prefix() + "-" + UUID.randomUUID().toString().substring(0, 8));
    folder = dataDirectory.folder(relativeFolder);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public PublishedSeries publish(SeriesReport report) throws IOException {
    List<String> notes = new ArrayList<>();
    List<LayerDraft> drafts = drafts(report, notes);
    SeriesInCatalog series =
        new SeriesInCatalog(catalog, workspace, dataDirectory, objects, plan, relativeFolder);
    Set<String> oldFolders = series.replace(drafts, report.signatures());
    published = true;
    oldFolders.forEach(this::removeOld);
    return describe(drafts, notes);
  }

  private List<LayerDraft> drafts(SeriesReport report, List<String> notes) throws IOException {
    SeriesFiles files = new SeriesFiles(folder);
    SeriesTexts texts = new SeriesTexts(plan, report);
    String classNames = classNames(report.signatures().style());
    List<LayerDraft> drafts = new ArrayList<>();
    for (SeriesReport.SceneReport scene : report.scenes()) {
      Path map = files.rename(scene);
      drafts.add(
          objects.draft(
              workspace,
              new LayerDraft.Request(
                  plan.layer(scene.name()),
                  SeriesFiles.GEOTIFF,
                  "file:" + relativeFolder + "/" + map.getFileName(),
                  texts.of(scene),
                  classNames,
                  Optional.of(scene.name()),
                  scene.date()),
              map));
    }
    Optional<String> obstacle = obstacleToTime(report);
    if (obstacle.isPresent()) {
      notes.add(obstacle.get());
    } else {
      files.makeMosaic(plan.timeLayer());
      drafts.add(
          objects.draft(
              workspace,
              new LayerDraft.Request(
                  plan.timeLayer(),
                  SeriesFiles.MOSAIC,
                  "file:" + relativeFolder,
                  texts.ofAllDates(),
                  classNames,
                  Optional.empty(),
                  Optional.empty()),
              folder));
    }
    return drafts;
  }

  private static String classNames(ClassStyle classes) {
    StringBuilder text = new StringBuilder("0 = no data");
    for (int c = 0; c < classes.names().size(); c++) {
      text.append(", ").append(c + 1).append(" = ").append(classes.names().get(c));
    }
    return text.toString();
  }

  /** Why there is no layer with all dates. */
  private static Optional<String> obstacleToTime(SeriesReport report) {
    String undated =
        report.scenes().stream()
            .filter(scene -> scene.date().isEmpty())
            .map(SeriesReport.SceneReport::name)
            .collect(Collectors.joining(", "));
    if (!undated.isEmpty()) {
      return Optional.of(
          "There is no layer with a TIME dimension, because no date is known of "
              + undated
              + "; put one into the names of these layers, such as 2018-04-05.");
    }
    long systems = report.scenes().stream().map(SeriesReport.SceneReport::crs).distinct().count();
    return systems > 1
        ? Optional.of(
            "There is no layer with a TIME dimension, because the scenes have "
                + systems
                + " reference systems and a mosaic has one.")
        : Optional.empty();
  }

  private PublishedSeries describe(List<LayerDraft> drafts, List<String> notes) {
    List<PublishedSeries.Layer> layers = new ArrayList<>();
    Optional<PublishedSeries.Layer> timeLayer = Optional.empty();
    for (LayerDraft draft : drafts) {
      PublishedSeries.Layer layer = new LayerRequests(links, workspace.getName()).of(draft);
      if (draft.request().scene().isPresent()) {
        layers.add(layer);
      } else {
        timeLayer = Optional.of(layer);
      }
    }
    String ws = workspace.getName() + ":";
    return new PublishedSeries(
        ws + plan.style(),
        Optional.of(ws + plan.otherStyle()),
        layers,
        timeLayer,
        plan.group() ? Optional.of(ws + plan.groupName()) : Optional.empty(),
        notes);
  }

  private void removeOld(String oldFolder) {
    try {
      remove(dataDirectory.folder(oldFolder));
    } catch (IOException | RuntimeException e) {
      LOGGER.log(
          Level.WARNING,
          e,
          () ->
              "The files of a series that was replaced stay in "
                  + oldFolder
                  + " of the data directory");
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!published) {
        remove(folder);
        removeIfEmpty(folder.getParent());
        removeIfEmpty(folder.getParent().getParent());
      }
    } finally {
      release.run();
    }
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      if (all.findAny().isPresent()) {
        return;
      }
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Another run has begun there just now.
    }
  }
}
