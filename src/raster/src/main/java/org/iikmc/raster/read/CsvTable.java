/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;

/**
 * A table with a head, as RFC 4180 has it: cells with commas between them, or quotes around them if
 * they hold commas, quotes (which are doubled) or line breaks. Where the head has no comma,
 * semicolons or tabs may take its place, as spreadsheets write them. Empty lines are passed over.
 *
 * @param head names of the columns, which differ
 * @param rows each of as many cells
 */
public record CsvTable(List<String> head, List<Row> rows) {
  /**
   * A row.
   *
   * @param line on which it begins, from 1
   * @param cells without blanks around them
   */
  public record Row(int line, List<String> cells) {}

  /**
   * Reads a table.
   *
   * @param origin where it comes from, for messages
   * @throws InputException if a row has another number of cells than the head, or there is none
   */
  public static CsvTable parse(String text, Object origin) {
    List<Row> rows = new Parser(text, separator(text)).rows(origin);
    if (rows.size() < 2) {
      throw new InputException(
          origin,
          " holds no rows; give a first line with the names of columns, and rows below it.");
    }
    List<String> head = rows.get(0).cells();
    if (new HashSet<>(head).size() < head.size()) {
      throw new InputException(
          origin,
          " has two columns of one name (" + String.join(", ", head) + "); rename one of them.");
    }
    for (Row row : rows) {
      if (row.cells().size() != head.size()) {
        throw new InputException(
            origin,
            " has "
                + row.cells().size()
                + " cells in line "
                + row.line()
                + ", but "
                + head.size()
                + " columns; mend or remove that line.");
      }
    }
    return new CsvTable(head, List.copyOf(rows.subList(1, rows.size())));
  }

  private static char separator(String text) {
    String head = text.lines().findFirst().orElse("");
    return head.indexOf(',') >= 0
        ? ','
        : head.indexOf(';') >= 0 ? ';' : head.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /** Goes through a text once. */
  private static final class Parser {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Parser(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    List<Row> rows(Object origin) {
      List<Row> rows = new ArrayList<>();
      while (at < text.length()) {
        int start = line;
        List<String> cells = new ArrayList<>();
        do {
          cells.add(cell(origin));
        } while (at < text.length() && text.charAt(at++) == separator);
        if (cells.size() > 1 || !cells.get(0).isEmpty()) {
          rows.add(new Row(start, List.copyOf(cells)));
        }
      }
      return rows;
    }

    /** Up to the separator or line break after it; a line break counts as read. */
    private String cell(Object origin) {
      StringBuilder cell = new StringBuilder();
      int start = line;
      boolean quoted = false;
      for (; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"' && (quoted || cell.toString().isBlank())) {
          if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
            cell.append(text.charAt(++at));
          } else {
            quoted = !quoted;
          }
        } else if (!quoted && (c == separator || c == '\n')) {
          break;
        } else {
          cell.append(c);
        }
        line += c == '\n' ? 1 : 0;
      }
      if (quoted) {
        throw new InputException(
            origin, " has a quote in line " + start + " that does not end; mend that line.");
      }
      line += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
      return cell.toString().strip();
    }
  }
}
