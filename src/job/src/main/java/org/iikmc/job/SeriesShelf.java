/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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
import org.iikmc.kmeans.problem.InputException;

/**
 * The published series in a folder, read from their reports; each is read once, and again when it
 * was replaced. Safe for use by several threads.
 */
final class SeriesShelf {
  private static final Logger LOGGER = Logger.getLogger(SeriesShelf.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path data;
  private final Map<Path, Entry> known = new HashMap<>();

  private record Entry(Object key, FileTime modified, Optional<StoredSeries> series) {
    static final Entry NONE = new Entry(null, null, Optional.empty());
  }

  SeriesShelf(Path data) {
    this.data = data;
  }

  /** The newest first. */
  synchronized List<StoredSeries> series() throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(data)) {
      folders =
          all.filter(path -> !path.getFileName().toString().startsWith("."))
              .filter(Files::isDirectory)
              .toList();
    }
    known.keySet().retainAll(folders);
    List<StoredSeries> series = new ArrayList<>();
    for (Path folder : folders) {
      entry(folder).series.ifPresent(series::add);
    }
    series.sort(
        Comparator.comparing(StoredSeries::created).reversed().thenComparing(StoredSeries::prefix));
    return series;
  }

  private Entry entry(Path folder) {
    Path report = folder.resolve(StoredSeries.REPORT);
    BasicFileAttributes about;
    try {
      about = Files.readAttributes(report, BasicFileAttributes.class);
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
    if (entry == null
        || !about.lastModifiedTime().equals(entry.modified)
        || !java.util.Objects.equals(about.fileKey(), entry.key)) {
      entry = new Entry(about.fileKey(), about.lastModifiedTime(), read(folder, report));
      known.put(folder, entry);
    }
    return entry;
  }

  private static Optional<StoredSeries> read(Path folder, Path report) {
    try {
      JsonNode root = MAPPER.readTree(report.toFile());
      List<StoredSeries.ClassifiedScene> maps = new ArrayList<>();
      String prefix = folder.getFileName().toString();
      // What the command line wrote into this folder names no layers, and is as good.
      boolean published = root.has("published");
      JsonNode layers = root.at("/published/layers");
      for (JsonNode scene : root.path("scenes")) {
        String name = scene.path("name").asText();
        maps.add(
            map(
                folder,
                scene,
                published ? layer(layers, name) : DirectoryCatalog.listable(prefix + "_" + name)));
      }
      JsonNode time = root.at("/published/timeLayer/name");
      boolean dated = maps.stream().allMatch(map -> map.date().isPresent());
      return Optional.of(
          new StoredSeries(
              prefix,
              folder,
              Instant.parse(root.path("created").asText()),
              SignatureJson.parse(root.path("signatures").toString(), prefix),
              maps,
              published
                  ? Optional.of(time).filter(JsonNode::isTextual).map(t -> local(t.asText()))
                  : Optional.of(prefix).filter(name -> dated)));
    } catch (IOException | RuntimeException e) { // whatever a report that was written by others has
      logLeftOut(folder, e);
      return Optional.empty();
    }
  }

  private static void logLeftOut(Path folder, Exception e) {
    LOGGER.log(Level.WARNING, e, () -> folder + " is left out: it holds no readable series.");
  }

  private static StoredSeries.ClassifiedScene map(Path folder, JsonNode scene, String layer) {
    String file = scene.path("map").asText();
    if (file.isEmpty() || !Path.of(file).getFileName().toString().equals(file)) {
      throw new InputException("The report names a map '", file, "' outside of its folder.");
    }
    String date = scene.path("date").asText("null");
    return new StoredSeries.ClassifiedScene(
        layer,
        scene.path("name").asText(),
        date.equals("null") ? Optional.empty() : Optional.of(LocalDate.parse(date)),
        folder.resolve(file),
        MAPPER.convertValue(scene.path("pixelsOfClass"), long[].class),
        scene.has("squareKilometresOfClass")
            ? Optional.of(
                MAPPER.convertValue(scene.path("squareKilometresOfClass"), double[].class))
            : Optional.empty());
  }

  private static String layer(JsonNode layers, String scene) {
    for (JsonNode layer : layers) {
      if (layer.path("scene").asText().equals(scene)) {
        return local(layer.path("name").asText());
      }
    }
    throw new InputException("The report names no layer of the scene '" + scene + "'.");
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
