/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.iikmc.raster.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;

/**
 * Scenes in one folder and published series in another: a catalog for a host that has none. Layers
 * are called {@code scenes:NAME} and {@code iikmc:NAME}. A series is one folder, which appears, is
 * replaced and disappears as a whole. Safe for use by several threads.
 */
public final class DirectoryCatalog implements SceneCatalog {
  /** Workspace of the scenes. */
  public static final String SCENES = "scenes";

  /** Workspace of what is published. */
  public static final String PUBLISHED = "iikmc";

  private final Path scenes;
  private final Path data;
  private final SceneFinder finder;

  /**
   * @param scenes folder that holds GeoTIFFs and folders of products
   * @param data folder of the published series; made when it is needed
   * @param finder whose readers stay open as long as this catalog is used
   */
  public DirectoryCatalog(Path scenes, Path data, SceneFinder finder) {
    this.scenes = scenes;
    this.data = data;
    this.finder = finder;
  }

  @Override
  public List<SceneSource> scenes(List<String> names) throws IOException {
    Map<String, SceneSource> known = new LinkedHashMap<>();
    for (SceneSource scene : finder.find(scenes)) {
      known.put(scene.name(), scene);
    }
    List<SceneSource> found = new ArrayList<>();
    for (String name : names) {
      String local = name.startsWith(SCENES + ":") ? name.substring(SCENES.length() + 1) : name;
      SceneSource scene = known.get(local);
      if (scene == null) {
        throw new InputException(
            "There is no layer '"
                + name
                + "'; the layers are "
                + String.join(", ", known.keySet().stream().map(n -> SCENES + ":" + n).toList())
                + ".");
      }
      found.add(scene);
    }
    return found;
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
    if (Files.exists(target) && !plan.overwrite()) {
      throw new InputException(
          "There is a series '"
              + plan.prefix()
              + "' already; choose another prefix, or replace it with overwrite=true.");
    }
    Files.createDirectories(data);
    return new SeriesFolder(plan, target, Files.createTempDirectory(data, ".new-"));
  }

  /** A series on its way to its folder. */
  private static final class SeriesFolder implements Publication {
    private final PublicationPlan plan;
    private final Path target;
    private final Path folder;

    SeriesFolder(PublicationPlan plan, Path target, Path folder) {
      this.plan = plan;
      this.target = target;
      this.folder = folder;
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public PublishedSeries publish(SeriesReport report) throws IOException {
      Optional<Path> old =
          Files.exists(target)
              ? Optional.of(target.resolveSibling(".old-" + UUID.randomUUID()))
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
      return published(report);
    }

    private PublishedSeries published(SeriesReport report) {
      List<PublishedSeries.Layer> layers = new ArrayList<>();
      for (SeriesReport.SceneReport scene : report.scenes()) {
        layers.add(layer(plan.layer(scene.name()), Optional.of(scene)));
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

    private static void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(from, to);
      }
    }

    private static void remove(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (Files.exists(folder)) {
        remove(folder);
      }
    }
  }
}
