/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iikmc.raster.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.SceneFolder;
import org.iikmc.raster.read.TiffFile;
import org.iikmc.raster.read.TiffReaders;
import org.iikmc.raster.write.Overviews;

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
  private static final int ID_LENGTH = 37; // of a UUID and a hyphen

  private static final String NEW = ".new-";
  private static final String OLD = ".old-";

  private final SceneFolder scenes;
  private final Path data;
  private final SeriesShelf shelf;

  /** Series that are being made. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

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
    this.shelf = new SeriesShelf(data);
  }

  /**
   * Takes away what a killed host left half done. Nothing may be under way, here or in another
   * host.
   */
  public void recover() throws IOException {
    if (!Files.isDirectory(data)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> all = Files.list(data)) {
      entries = all.toList();
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (name.startsWith(OLD) && name.length() > OLD.length() + ID_LENGTH) {
        Path target = data.resolve(name.substring(OLD.length() + ID_LENGTH));
        if (!Files.exists(target)) {
          SeriesFolder.move(entry, target); // killed between the two moves
          continue;
        }
      }
      if (name.startsWith(OLD) || name.startsWith(NEW)) {
        SeriesFolder.remove(entry);
      }
    }
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

  private static String layers(Set<String> names) {
    return "the layers are "
        + names.stream()
            .limit(MOST_NAMED)
            .map(name -> SCENES + ":" + name)
            .collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more." : ".");
  }

  @Override
  public Publication prepare(PublicationPlan plan, List<SceneSource> scenes) throws IOException {
    if (!plan.workspace().orElse(PUBLISHED).equals(PUBLISHED)) {
      throw new InputException(
          "There is no workspace '"
              + plan.workspace().get()
              + "' to publish in; use "
              + PUBLISHED
              + ".");
    }
    if (plan.group()) {
      throw new InputException("This server has no layer groups; leave group out.");
    }
    Path target = data.resolve(plan.prefix());
    checkNames(plan, scenes);
    if (Files.exists(target) && !plan.overwrite()) {
      throw new InputException(
          "There is a series '"
              + plan.prefix()
              + "' already; choose another prefix, or replace it with overwrite=true.");
    }
    if (!underWay.add(plan.prefix())) {
      throw new InputException(
          "A series '"
              + plan.prefix()
              + "' is being made right now; wait for it, or choose another prefix.");
    }
    try {
      Files.createDirectories(data);
      return new SeriesFolder(
          plan, target, Files.createTempDirectory(data, NEW), () -> underWay.remove(plan.prefix()));
    } catch (IOException | RuntimeException e) {
      underWay.remove(plan.prefix());
      throw e;
    }
  }

  /** One series can have the prefix a_b, and another the prefix a and a scene b_c. */
  private void checkNames(PublicationPlan plan, List<SceneSource> scenes) throws IOException {
    Set<String> wanted = new HashSet<>(Set.of(plan.timeLayer()));
    scenes.forEach(scene -> wanted.add(listable(plan.layer(scene.name()))));
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
  private static final class SeriesFolder implements Publication {
    private final PublicationPlan plan;
    private final Path target;
    private final Path folder;
    private final Runnable done;

    SeriesFolder(PublicationPlan plan, Path target, Path folder, Runnable done) {
      this.plan = plan;
      this.target = target;
      this.folder = folder;
      this.done = done;
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public PublishedSeries publish(SeriesReport report) throws IOException {
      writeOverviews(report);
      PublishedSeries published = published(report);
      Files.writeString(folder.resolve(StoredSeries.REPORT), ReportJson.write(report, published));
      Optional<Path> old =
          Files.exists(target)
              ? Optional.of(target.resolveSibling(OLD + UUID.randomUUID() + "-" + plan.prefix()))
              : Optional.empty();
      if (old.isPresent()) {
        move(target, old.get());
      }
      try {
        move(folder, target);
      } catch (IOException e) {
        if (old.isPresent()) {
          move(old.get(), target);
        }
        throw e;
      }
      if (old.isPresent()) {
        remove(old.get());
      }
      return published;
    }

    /** For maps that show a whole scene. */
    private void writeOverviews(SeriesReport report) throws IOException {
      try (TiffReaders readers = new TiffReaders()) {
        for (SeriesReport.SceneReport scene : report.scenes()) {
          Path map = folder.resolve(SceneOutput.fileName(scene.name()));
          Overviews.write(
              map,
              new TiffFile(map, readers),
              scene.width(),
              scene.height(),
              report.signatures().style().colorModel());
        }
      }
    }

    private PublishedSeries published(SeriesReport report) {
      List<PublishedSeries.Layer> layers = new ArrayList<>();
      for (SeriesReport.SceneReport scene : report.scenes()) {
        layers.add(layer(listable(plan.layer(scene.name())), Optional.of(scene)));
      }
      boolean dated = report.scenes().stream().allMatch(scene -> scene.date().isPresent());
      return new PublishedSeries(
          PUBLISHED + ":" + plan.style(),
          Optional.empty(),
          layers,
          dated ? Optional.of(layer(plan.timeLayer(), Optional.empty())) : Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private static PublishedSeries.Layer layer(
        String name, Optional<SeriesReport.SceneReport> scene) {
      return new PublishedSeries.Layer(
          PUBLISHED + ":" + name,
          scene.map(SeriesReport.SceneReport::name),
          scene.flatMap(SeriesReport.SceneReport::date),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    static void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(from, to);
      }
    }

    static void remove(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }

    @Override
    public void close() throws IOException {
      try {
        if (Files.exists(folder)) {
          remove(folder);
        }
      } finally {
        done.run();
      }
    }
  }
}
