/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.iikmc.host.server.http.Answer;
import org.iikmc.job.DirectoryCatalog;
import org.iikmc.job.StoredSeries;

/**
 * The files of published series, at {@code /data/SERIES/FILE}. What is asked for is looked up among
 * the files that a series is known to have; no path is ever made of what a client writes.
 */
public final class Downloads {
  /** Where they are. */
  public static final String PATH = "/data/";

  private static final Map<String, String> REPORTS =
      Map.of(
          "signatures.json", "application/json",
          "signatures.csv", "text/csv;charset=UTF-8",
          "classes.sld", "application/vnd.ogc.sld+xml",
          "classify.sld", "application/vnd.ogc.sld+xml",
          "report.json", "application/json",
          "report.html", "text/html;charset=UTF-8");

  private final DirectoryCatalog catalog;

  /**
   * @param catalog of the series
   */
  public Downloads(DirectoryCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The file at a path.
   *
   * @param path after {@link #PATH}
   * @return empty if there is none
   */
  public Optional<Answer> answer(String path) throws IOException {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    for (StoredSeries series : catalog.series()) {
      if (series.prefix().equals(path.substring(0, slash))) {
        return answer(series, path.substring(slash + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Answer> answer(StoredSeries series, String name) {
    String type = files(series).get(name);
    Path file = series.folder().resolve(type == null ? "report.json" : name);
    if (type == null || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Answer answer = Answer.file(type, file).with("Cache-Control", "no-cache");
    return Optional.of(
        name.endsWith(".html")
            ? answer.with(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts;"
                    + " script-src 'unsafe-inline'")
            : answer.with("Content-Disposition", "inline; filename=\"" + name + "\""));
  }

  /** Names and types of the files of a series. */
  static Map<String, String> files(StoredSeries series) {
    Map<String, String> files = new LinkedHashMap<>(REPORTS);
    for (StoredSeries.ClassifiedScene map : series.maps()) {
      files.put(map.file().getFileName().toString(), "image/tiff");
    }
    return files;
  }
}
