/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What administrators of one line of GeoServer drop into it, as it was built.
 *
 * @param line such as 2.28
 * @param files of the zip
 */
record PluginZip(String line, Map<String, byte[]> files) {
  /** Of every line that there is a plugin for. */
  static Stream<PluginZip> all() {
    return Stream.of("2.27", "2.28", "3.0").map(PluginZip::of);
  }

  private static PluginZip of(String line) {
    Path target = Path.of(System.getProperty("iikmc.jar")).getParent();
    try (Stream<Path> all = Files.list(target)) {
      String end = "-geoserver-" + line + "-plugin.zip";
      Path zip = all.filter(path -> path.toString().endsWith(end)).findFirst().orElseThrow();
      try (InputStream in = Files.newInputStream(zip)) {
        return new PluginZip(line, entries(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> entries(InputStream in) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** What its jars hold, all together. */
  Map<String, byte[]> content() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".jar")) {
        all.putAll(entries(new ByteArrayInputStream(file.getValue())));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return line;
  }
}
