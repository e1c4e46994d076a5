/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.iikmc.job.output.Staging;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.JsonReport;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.MapName;
import org.iikmc.raster.read.FileState;

/**
 * The published series in a folder, read from their reports; each is read once, and again when it
 * was replaced. Safe for use by several threads.
 */
final class Shelf {
  private static final Logger LOGGER = Logger.getLogger(Shelf.class.getName());

  private final Path data;
  private final Map<Path, Entry> known = new HashMap<>();

  private record Entry(FileState state, Optional<StoredSeries> series) {
    static final Entry NONE = new Entry(null, Optional.empty());
  }

  Shelf(Path data) {
    this.data = data;
  }

  /** The newest first. */
  synchronized List<StoredSeries> series() throws IOException {
    List<Path> folders = folders();
    known.keySet().retainAll(folders);
    List<StoredSeries> series = new ArrayList<>();
    for (Path folder : folders) {
      entry(folder).series.ifPresent(series::add);
    }
    series.sort(
        Comparator.comparing(StoredSeries::created).reversed().thenComparing(StoredSeries::prefix));
    return series;
  }

  private List<Path> folders() throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(data)) {
      return all.filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  /** Something that is done to the files of a series. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  /** Makes a change while nobody looks: in between a series may seem to be gone. */
  synchronized void change(Change change) throws IOException {
    change.make();
  }

  /** Finishes or takes away what a killed host left half done in the folders of the series. */
  void recover() throws IOException {
    for (Path folder : folders()) {
      try {
        Staging.recover(folder);
      } catch (IOException | InputException e) { // it must not keep the others from being served
        LOGGER.log(Level.WARNING, e, () -> "What a killed run left in " + folder + " stays there");
      }
    }
  }

  private Entry entry(Path folder) {
    Path run = folder.resolve(JsonReport.FILE);
    Path report = Files.exists(run) ? run : folder.resolve(ChangeReport.FILE);
    FileState state;
    try {
      state = FileState.of(report);
    } catch (NoSuchFileException e) { // no series, or one that is being replaced
      known.remove(folder);
      return Entry.NONE;
    } catch (IOException e) { // such as a folder of another user; it must not hide the others
      if (known.put(folder, Entry.NONE) != Entry.NONE) {
        logLeftOut(folder, e);
      }
      return Entry.NONE;
    }
    Entry entry = known.get(folder);
    if (entry == null || !state.equals(entry.state)) {
      entry = new Entry(state, report == run ? read(folder, report) : changes(folder, report));
      known.put(folder, entry);
    }
    return entry;
  }

  private static Optional<StoredSeries> read(Path folder, Path file) {
    try {
      JsonReport report = JsonReport.read(file);
      String prefix = folder.getFileName().toString();
      // What the command line wrote into this folder names no layers, and is as good.
      Optional<JsonReport.Published> published = Optional.ofNullable(report.published());
      List<StoredSeries.ClassifiedScene> maps = new ArrayList<>();
      for (JsonReport.SceneEntry scene : report.scenes()) {
        String plain = DirectoryCatalog.listable(prefix + "_" + scene.name());
        Optional<String> confidence =
            Optional.ofNullable(scene.confidence())
                .map(
                    any ->
                        published
                            .map(p -> layer(p.confidenceLayers(), scene.name()))
                            .orElse(plain + MapName.CONFIDENCE));
        maps.add(
            map(
                folder,
                scene,
                published.map(p -> layer(p.layers(), scene.name())).orElse(plain),
                confidence));
      }
      boolean dated = maps.stream().allMatch(map -> map.date().isPresent());
      return Optional.of(
          new StoredSeries(
              prefix,
              folder,
              Instant.parse(report.created()),
              report.signatures().checked(prefix),
              maps,
              published.isPresent()
                  ? Optional.ofNullable(published.get().timeLayer()).map(t -> local(t.name()))
                  : Optional.of(prefix).filter(name -> dated),
              false));
    } catch (IOException | RuntimeException e) { // whatever a report that was written by others has
      logLeftOut(folder, e);
      return Optional.empty();
    }
  }

  /** Rasters of change are maps whose classes are changes. */
  private static Optional<StoredSeries> changes(Path folder, Path file) {
    try {
      ChangeReport report = ChangeReport.read(file);
      String prefix = folder.getFileName().toString();
      Optional<JsonReport.Published> published = Optional.ofNullable(report.published());
      List<StoredSeries.ClassifiedScene> maps = new ArrayList<>();
      int values = report.values().size();
      for (ChangeReport.PairEntry pair : report.pairs()) {
        maps.add(
            new StoredSeries.ClassifiedScene(
                published
                    .map(p -> layer(p.layers(), pair.name()))
                    .orElse(DirectoryCatalog.listable(prefix + "_" + pair.name())),
                pair.name(),
                pair.date(),
                file(folder, pair.raster()),
                Optional.empty(),
                pair.pixelsOfValues(values),
                pair.areasOfValues(values)));
      }
      boolean dated = maps.stream().allMatch(map -> map.date().isPresent());
      return Optional.of(
          new StoredSeries(
              prefix,
              folder,
              Instant.parse(report.created()),
              report.signatures(),
              maps,
              published.isPresent()
                  ? Optional.ofNullable(published.get().timeLayer()).map(t -> local(t.name()))
                  : Optional.of(prefix).filter(name -> dated),
              true));
    } catch (IOException | RuntimeException e) { // likewise
      logLeftOut(folder, e);
      return Optional.empty();
    }
  }

  private static void logLeftOut(Path folder, Exception e) {
    LOGGER.log(Level.WARNING, e, () -> folder + " is left out: it holds no readable series.");
  }

  private static StoredSeries.ClassifiedScene map(
      Path folder, JsonReport.SceneEntry scene, String layer, Optional<String> confidence) {
    return new StoredSeries.ClassifiedScene(
        layer,
        scene.name(),
        Optional.ofNullable(scene.date()).map(LocalDate::parse),
        file(folder, scene.map()),
        confidence.map(name -> new StoredSeries.Confidence(name, file(folder, scene.confidence()))),
        scene.pixelsOfClass().stream().mapToLong(Long::longValue).toArray(),
        Optional.ofNullable(scene.squareKilometresOfClass())
            .map(areas -> areas.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static Path file(Path folder, String name) {
    if (name.isEmpty() || !Path.of(name).getFileName().toString().equals(name)) {
      throw new InputException("The report names a map '", name, "' outside of its folder.");
    }
    return folder.resolve(name);
  }

  private static String layer(List<JsonReport.Layer> layers, String scene) {
    return Stream.ofNullable(layers)
        .flatMap(List::stream)
        .filter(layer -> scene.equals(layer.scene()))
        .map(layer -> local(layer.name()))
        .findFirst()
        .orElseThrow(
            () -> new InputException("The report names no layer of the scene '" + scene + "'."));
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
