/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.catalog.StoredSeries;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.FileState;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.TiffFile;

/**
 * All layers, by their names. Files are opened once and again when they are replaced. Safe for use
 * by several threads.
 */
public final class Layers {
  private static final Logger LOGGER = Logger.getLogger(Layers.class.getName());

  private final DirectoryCatalog catalog;
  private final RasterReaders readers;
  private final Map<Path, Opened> opened = new ConcurrentHashMap<>();

  private record Opened(FileState state, TiffFile file) {}

  /**
   * @param readers of the published maps
   */
  public Layers(DirectoryCatalog catalog, RasterReaders readers) {
    this.catalog = catalog;
    this.readers = readers;
  }

  /** The published ones, the newest first, then the scenes. */
  public List<Layer> all() throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (StoredSeries series : catalog.series()) {
      layers.addAll(layers(series));
    }
    for (SceneSource scene : catalog.scenes()) {
      layer(scene).ifPresent(layers::add);
    }
    return layers;
  }

  /**
   * A layer by its name: iikmc:NAME is a published one; any other workspace, or none, means a scene
   * or, if there is none of that name, a published one.
   */
  public Optional<Layer> find(String name) throws IOException {
    String local = DirectoryCatalog.listable(name.substring(name.indexOf(':') + 1));
    if (!name.startsWith(DirectoryCatalog.PUBLISHED + ":")) {
      for (SceneSource scene : catalog.scenes()) {
        if (DirectoryCatalog.listable(scene.name()).equals(local)) {
          return layer(scene);
        }
      }
    }
    if (name.startsWith(DirectoryCatalog.SCENES + ":")) {
      return Optional.empty();
    }
    for (StoredSeries series : catalog.series()) {
      if (series.layers().contains(local)) {
        return layers(series).stream()
            .filter(layer -> layer.name().equals(DirectoryCatalog.PUBLISHED + ":" + local))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** The scene of a name, if it is still there. */
  public Optional<SceneSource> scene(String name) throws IOException {
    return catalog.scenes().stream().filter(scene -> scene.name().equals(name)).findFirst();
  }

  /** Empty, with a line in the log, if it can't be read; one bad file must not hide the others. */
  private static Optional<Layer> layer(SceneSource scene) {
    try {
      return Optional.of(new SceneLayer(scene, scene.open(scene.bandNames().subList(0, 1)).grid()));
    } catch (IOException | InputException | IndexOutOfBoundsException e) {
      LOGGER.log(Level.WARNING, e, () -> scene.name() + " is left out: it can't be opened.");
      return Optional.empty();
    }
  }

  private List<Layer> layers(StoredSeries series) {
    List<Layer> layers = new ArrayList<>();
    List<ClassLayer.Map> maps = new ArrayList<>();
    for (StoredSeries.ClassifiedScene scene : series.maps()) {
      opened(scene.layer(), scene.file())
          .ifPresent(file -> maps.add(new ClassLayer.Map(scene, file)));
    }
    if (series.timeLayer().isPresent() && !maps.isEmpty()) {
      layers.add(new ClassLayer(series.timeLayer().get(), series, maps, true));
    }
    for (ClassLayer.Map map : maps) {
      layers.add(new ClassLayer(map.scene().layer(), series, List.of(map), false));
    }
    for (StoredSeries.ClassifiedScene scene : series.maps()) {
      scene
          .confidence()
          .ifPresent(
              confidence ->
                  opened(confidence.layer(), confidence.file())
                      .ifPresent(
                          file ->
                              layers.add(
                                  new ConfidenceLayer(confidence.layer(), series, scene, file))));
    }
    return layers;
  }

  private Optional<TiffFile> opened(String layer, Path file) {
    try {
      return Optional.of(open(file));
    } catch (IOException | InputException e) {
      LOGGER.log(Level.WARNING, e, () -> layer + " is left out: it can't be opened.");
      return Optional.empty();
    }
  }

  private TiffFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file.getFileName() + " is gone.");
    }
    FileState state = FileState.of(file);
    Opened known = opened.get(file);
    if (known == null || !state.equals(known.state)) {
      known = new Opened(state, readers.tiff(file));
      opened.put(file, known);
    }
    return known.file;
  }
}
