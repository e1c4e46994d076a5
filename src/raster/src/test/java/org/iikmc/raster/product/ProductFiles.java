/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Scene;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;

/** Folders as products have them: tiny bands, and metadata of few keys. */
final class ProductFiles {
  private ProductFiles() {}

  /** A band of two pixels. */
  static void band(Path file) {
    write(TestTiffs.of(2, 1), file);
  }

  /** A band that gives scale and offset in its own tags. */
  static void band(Path file, double scale, double offset) {
    write(TestTiffs.of(2, 1).metadata(tags(scale, offset)), file);
  }

  private static void write(TestTiffs tiff, Path file) {
    try {
      Files.createDirectories(file.getParent());
      tiff.type(TestTiffs.Type.UINT16).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As GDAL writes them, of the first band. */
  static String tags(double scale, double offset) {
    return "<Item name=\"OFFSET\" sample=\"0\" role=\"offset\">"
        + offset
        + "</Item><Item name=\"SCALE\" sample=\"0\" role=\"scale\">"
        + scale
        + "</Item>";
  }

  /** What the scene at a path says of its bands. */
  static PhysicalValues of(Path path, String... bands) {
    try (RasterReaders readers = new RasterReaders()) {
      Scene scene = new SceneFinder(readers).find(path).get(0).open(List.of(bands));
      return scene.physicalValues();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PhysicalValues.Known known(Path path, String... bands) {
    PhysicalValues values = of(path, bands);
    if (values instanceof PhysicalValues.Known known) {
      return known;
    }
    throw new AssertionError(values);
  }

  static String reason(Path path, String... bands) {
    PhysicalValues values = of(path, bands);
    if (values instanceof PhysicalValues.Unknown unknown) {
      return unknown.reason();
    }
    throw new AssertionError(values);
  }

  /** Landsat metadata that can be written in three formats. */
  static final class Mtl {
    private final String root;
    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    Mtl(String root) {
      this.root = root;
    }

    Mtl put(String group, String key, Object value) {
      groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(key, value.toString());
      return this;
    }

    Mtl without(String group, String key) {
      groups.get(group).remove(key);
      return this;
    }

    void write(Path file) {
      String name = file.getFileName().toString();
      String text = name.endsWith(".xml") ? xml() : name.endsWith(".json") ? json() : lines();
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String lines() {
      StringBuilder text = new StringBuilder("GROUP = " + root + "\n");
      groups.forEach(
          (group, keys) -> {
            text.append("  GROUP = ").append(group).append('\n');
            keys.forEach(
                (key, value) ->
                    text.append("    ")
                        .append(key)
                        .append(" = ")
                        .append(quoted(value))
                        .append('\n'));
            text.append("  END_GROUP = ").append(group).append('\n');
          });
      return text + "END_GROUP = " + root + "\nEND\n";
    }

    private static String quoted(String value) {
      return value.matches("[-0-9.E]+") ? value : '"' + value + '"';
    }

    private String xml() {
      return groups.entrySet().stream()
          .map(
              group ->
                  group.getValue().entrySet().stream()
                      .map(e -> "<" + e.getKey() + ">" + e.getValue() + "</" + e.getKey() + ">\n")
                      .collect(
                          Collectors.joining(
                              "", "<" + group.getKey() + ">\n", "</" + group.getKey() + ">\n")))
          .collect(
              Collectors.joining(
                  "",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root + ">\n",
                  "</" + root + ">"));
    }

    private String json() {
      return groups.entrySet().stream()
          .map(
              group ->
                  group.getValue().entrySet().stream()
                      .map(e -> '"' + e.getKey() + "\": \"" + e.getValue() + '"')
                      .collect(Collectors.joining(",\n", '"' + group.getKey() + "\": {\n", "}")))
          .collect(Collectors.joining(",\n", "{\"" + root + "\": {\n", "}}"));
    }
  }
}
