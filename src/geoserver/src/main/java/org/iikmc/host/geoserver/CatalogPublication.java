/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geoserver.catalog.WorkspaceInfo;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.catalog.SeriesClaims;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.job.output.Staging;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.style.ClassStyle;

/**
 * A series on its way into the catalog. Its files have a folder of their own in the data directory,
 * so that those of an earlier series of this prefix serve until the catalog points to the new ones.
 */
final class CatalogPublication implements Publication {
  private static final String MARGIN =
      "0 = no data, else 255 times how much nearer the own signature is than the next one";

  private final WorkspaceInfo workspace;
  private final PublicationPlan plan;
  private final ServiceLinks links;
  private final Set<String> replaced;
  private final PublicationWork work;
  private final SeriesClaims.Claim claim;
  private final Path place;
  private final String name;
  private final Staging staging;

  /**
   * @param place folder of the series of the workspace
   * @param replaced folders of the earlier series, within the data directory
   * @param claim of the series; given back when this is closed
   */
  CatalogPublication(
      WorkspaceInfo workspace,
      PublicationPlan plan,
      ServiceLinks links,
      Path place,
      Set<String> replaced,
      PublicationWork work,
      SeriesClaims.Claim claim)
      throws IOException {
    this.workspace = workspace;
    this.plan = plan;
    this.links = links;
    this.place = place;
    this.replaced = replaced;
    this.work = work;
    this.claim = claim;
    name = plan.prefix() + "-" + UUID.randomUUID().toString().substring(0, 8);
    staging = Staging.in(place);
    try {
      Files.createDirectory(folder());
    } catch (IOException e) {
      staging.close();
      throw e;
    }
  }

  /** Of the series of a workspace, within the data directory. */
  static String place(WorkspaceInfo workspace) {
    return PublicationWork.ROOT + "/" + NamedScene.safe(workspace.getName());
  }

  private String relativeFolder() {
    return place(workspace) + "/" + name;
  }

  @Override
  public Path folder() {
    return staging.entries().resolve(name);
  }

  @Override
  public MapNaming naming() {
    return MapNaming.BY_DATE;
  }

  @Override
  public PublishedSeries publish(RunReport report) throws IOException {
    LayerTexts texts = new LayerTexts(plan, report);
    List<Dated> maps = new ArrayList<>();
    List<LayerDraft.Request> confidence = new ArrayList<>();
    for (RunReport.SceneReport scene : report.scenes()) {
      maps.add(new Dated(scene.name(), scene.date(), scene.map(), scene.crs(), texts.of(scene)));
      scene
          .confidence()
          .ifPresent(
              file ->
                  confidence.add(
                      new LayerDraft.Request(
                          plan.confidenceLayer(scene.name()),
                          MapFolder.GEOTIFF,
                          "file:" + relativeFolder() + "/" + file,
                          texts.ofConfidence(scene),
                          LayerDraft.Kind.CONFIDENCE,
                          MARGIN,
                          Optional.of(scene.name()),
                          scene.date())));
    }
    return publish(report.signatures(), maps, confidence, texts.ofAllDates());
  }

  @Override
  public PublishedSeries publish(ChangeReport report) throws IOException {
    ChangeTexts texts = new ChangeTexts(plan, report);
    List<Dated> maps = new ArrayList<>();
    for (ChangeReport.PairEntry pair : report.pairs()) {
      maps.add(
          new Dated(
              pair.name(),
              pair.date(),
              pair.raster(),
              Optional.ofNullable(pair.crs()),
              texts.of(pair)));
    }
    return publish(report.signatures(), maps, List.of(), texts.ofAllDates());
  }

  /**
   * A map to be published, which a mosaic can have by its date.
   *
   * @param scene that it is of
   * @param file its name
   * @param crs its reference system
   */
  private record Dated(
      String scene,
      Optional<LocalDate> date,
      String file,
      Optional<String> crs,
      LayerDraft.Texts texts) {}

  private PublishedSeries publish(
      SignatureSet signatures,
      List<Dated> maps,
      List<LayerDraft.Request> others,
      LayerDraft.Texts ofAllDates)
      throws IOException {
    List<String> notes = new ArrayList<>();
    List<LayerDraft.Request> requests =
        new ArrayList<>(requests(maps, classNames(signatures.style()), ofAllDates, notes));
    requests.addAll(others);
    PublicationOrder order =
        new PublicationOrder(
            plan.in(workspace.getName()),
            relativeFolder(),
            List.copyOf(replaced),
            signatures,
            requests);
    order.write(staging.note());
    OwnFiles.list(folder());
    staging.commit();
    try {
      PublicationWork.Done done = work.complete(order);
      notes.addAll(done.notes());
      return describe(done.layers(), notes);
    } catch (IOException | RuntimeException e) {
      staging.withdraw(name);
      throw e;
    }
  }

  /** Which layers the files make. */
  private List<LayerDraft.Request> requests(
      List<Dated> maps, String classNames, LayerDraft.Texts ofAllDates, List<String> notes)
      throws IOException {
    MapFolder files = new MapFolder(folder());
    List<LayerDraft.Request> requests = new ArrayList<>();
    for (Dated map : maps) {
      requests.add(
          new LayerDraft.Request(
              plan.layer(map.scene()),
              MapFolder.GEOTIFF,
              "file:" + relativeFolder() + "/" + map.file(),
              map.texts(),
              LayerDraft.Kind.CLASSES,
              classNames,
              Optional.of(map.scene()),
              map.date()));
    }
    Optional<String> obstacle = obstacleToTime(maps);
    if (obstacle.isPresent()) {
      notes.add(obstacle.get());
    } else {
      files.makeMosaic(plan.timeLayer());
      requests.add(
          new LayerDraft.Request(
              plan.timeLayer(),
              MapFolder.MOSAIC,
              "file:" + relativeFolder(),
              ofAllDates,
              LayerDraft.Kind.ALL_DATES,
              classNames,
              Optional.empty(),
              Optional.empty()));
    }
    return requests;
  }

  /** What the values of maps mean. */
  static String classNames(ClassStyle classes) {
    StringBuilder text = new StringBuilder("0 = no data");
    for (int c = 0; c < classes.names().size(); c++) {
      text.append(", ").append(c + 1).append(" = ").append(classes.names().get(c));
    }
    return text.toString();
  }

  /** Why there is no layer with all dates. */
  private static Optional<String> obstacleToTime(List<Dated> maps) {
    String undated =
        maps.stream()
            .filter(map -> map.date().isEmpty())
            .map(Dated::scene)
            .collect(Collectors.joining(", "));
    if (!undated.isEmpty()) {
      return Optional.of(
          "There is no layer with a TIME dimension, because no date is known of "
              + undated
              + "; put one into the names of these layers, such as 2018-04-05.");
    }
    long systems = maps.stream().map(Dated::crs).distinct().count();
    return systems > 1
        ? Optional.of(
            "There is no layer with a TIME dimension, because the scenes have "
                + systems
                + " reference systems and a mosaic has one.")
        : Optional.empty();
  }

  private PublishedSeries describe(List<LayerDraft> drafts, List<String> notes) {
    String ws = workspace.getName() + ":";
    return new PublishedSeries(
        ws + plan.style(),
        Optional.of(ws + plan.otherStyle()),
        layers(drafts, LayerDraft.Kind.CLASSES),
        layers(drafts, LayerDraft.Kind.CONFIDENCE),
        layers(drafts, LayerDraft.Kind.ALL_DATES).stream().findFirst(),
        plan.group() ? Optional.of(ws + plan.groupName()) : Optional.empty(),
        notes);
  }

  private List<PublishedSeries.Layer> layers(List<LayerDraft> drafts, LayerDraft.Kind kind) {
    LayerRequests requests = new LayerRequests(links, workspace.getName());
    return drafts.stream().filter(draft -> draft.is(kind)).map(requests::of).toList();
  }

  @Override
  public void close() throws IOException {
    try {
      staging.close();
      removeIfEmpty(place);
      removeIfEmpty(place.getParent());
    } finally {
      claim.close();
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
