/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.job.document.DocumentText;
import org.iikmc.kmeans.problem.InputException;

/** Reads legends of either format: JSON begins with a brace, a table does not. */
public final class LegendFormat {
  private LegendFormat() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it holds no usable legend; the message names the file
   */
  public static Legend read(Path file) throws IOException {
    return parse(
        DocumentText.read(file, "legend", "give a legend.json, or a legend.csv in UTF-8"), file);
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it is no usable legend
   */
  public static Legend parse(String text, Object origin) {
    String start = DocumentText.withoutMark(text).stripLeading();
    return start.startsWith("{") || start.startsWith("[")
        ? JsonLegend.parse(text, origin)
        : CsvLegend.parse(text, origin);
  }
}
