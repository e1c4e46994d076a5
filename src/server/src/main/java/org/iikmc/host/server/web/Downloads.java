/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.host.server.http.Answer;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.catalog.StoredSeries;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.legend.Legend;

/**
 * The files of published series, at {@code /data/SERIES/FILE}. What is asked for is looked up among
 * the files that a series is known to have; no path is ever made of what a client writes.
 */
public final class Downloads {
  /** Where they are. */
  public static final String PATH = "/data/";

  private static final List<String> REPORTS =
      List.of(
          "signatures.json",
          "signatures.csv",
          "areas.csv",
          "classes.sld",
          "classify.sld",
          "report.json",
          "report.html",
          "changes.json",
          "changes.csv",
          "changes.sld",
          "changes.html");

  private static final Map<String, String> TYPES =
      Map.of(
          "json", "application/json",
          "csv", "text/csv;charset=UTF-8",
          "sld", "application/vnd.ogc.sld+xml",
          "html", "text/html;charset=UTF-8");

  /** Written as they are asked for: series of earlier versions have no such files. */
  private static final Map<String, String> LEGENDS =
      Map.of(
          JsonLegend.FILE, "application/json;charset=UTF-8",
          CsvLegend.FILE, "text/csv;charset=UTF-8");

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
   * @param path after {@link #PATH}, encoded as in a link
   * @return empty if there is none
   */
  public Optional<Answer> answer(String path) throws IOException {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String prefix = decoded(path.substring(0, slash));
    String name = decoded(path.substring(slash + 1));
    for (StoredSeries series : catalog.series()) {
      if (series.prefix().equals(prefix)) {
        return answer(series, name);
      }
    }
    return Optional.empty();
  }

  private static Optional<Answer> answer(StoredSeries series, String name) {
    if (LEGENDS.containsKey(name)) {
      Legend legend = series.signatures().legend();
      String text =
          name.equals(CsvLegend.FILE) ? CsvLegend.write(legend) : JsonLegend.write(legend);
      return Optional.of(
          Answer.text(200, LEGENDS.get(name), text).with("Cache-Control", "no-cache"));
    }
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
            : answer.with(
                "Content-Disposition",
                "inline; filename=\""
                    + name.replaceAll("[^ -~]|[\"\\\\]", "_")
                    + "\"; filename*=UTF-8''"
                    + encoded(name)));
  }

  /** The path of a file of a series, as it stands in links. */
  static String link(StoredSeries series, String name) {
    return PATH + encoded(series.prefix()) + "/" + encoded(name);
  }

  /** As one segment of a path, where a blank is no plus. */
  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // a % that stands for no byte
      return segment;
    }
  }

  /** Names and types of the files of a series. */
  static Map<String, String> files(StoredSeries series) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : REPORTS) {
      if (Files.isRegularFile(series.folder().resolve(name))) {
        files.put(name, TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
      }
    }
    if (!series.changes()) {
      files.putAll(LEGENDS);
    }
    for (StoredSeries.ClassifiedScene map : series.maps()) {
      files.put(map.file().getFileName().toString(), "image/tiff");
      map.confidence().ifPresent(c -> files.put(c.file().getFileName().toString(), "image/tiff"));
    }
    return files;
  }
}
