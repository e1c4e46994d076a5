/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.iikmc.job.document.CsvText;
import org.iikmc.job.document.DocumentText;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.read.CsvTable;
import org.iikmc.raster.style.HexColor;

/**
 * Legends as CSV (RFC 4180), one row per class, to be edited in a spreadsheet. The columns {@code
 * class} and {@code name} must be there, {@code color} and {@code group} may be; others are passed
 * over. What spreadsheets make of such a file is read too: semicolons or tabs for commas, a byte
 * order mark, rows that are left empty.
 */
public final class CsvLegend {
  /** What the table is called beside a run's maps. */
  public static final String FILE = "legend.csv";

  private static final List<String> COLUMNS = List.of("class", "name", "color", "group");

  private CsvLegend() {}

  /** The table of a legend, in the order of the labels. */
  public static String write(Legend legend) {
    return write(legend, Map.of());
  }

  /**
   * The same with a column {@code description}, which is not read.
   *
   * @param descriptions for people, by label; the column is left out if there is none
   */
  public static String write(Legend legend, Map<Integer, String> descriptions) {
    StringJoiner lines = new StringJoiner("\r\n", "", "\r\n");
    lines.add(String.join(",", COLUMNS) + (descriptions.isEmpty() ? "" : ",description"));
    for (Legend.Entry entry : legend.entries()) {
      lines.add(
          entry.label()
              + ","
              + CsvText.cell(entry.name())
              + ","
              + entry.color().map(HexColor::text).orElse("")
              + ","
              + entry.group().map(CsvText::cell).orElse("")
              + (descriptions.isEmpty()
                  ? ""
                  : "," + CsvText.cell(descriptions.getOrDefault(entry.label(), ""))));
    }
    return lines.toString();
  }

  /**
   * Reads a table.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it is no usable legend
   */
  public static Legend parse(String text, Object origin) {
    CsvTable table = CsvTable.parse(DocumentText.withoutMark(text), origin);
    Columns columns = new Columns(table, origin);
    List<Legend.Entry> entries = new ArrayList<>();
    try {
      for (CsvTable.Row row : table.rows()) {
        if (!row.cells().stream().allMatch(String::isEmpty)) {
          entries.add(columns.entry(row));
        }
      }
      if (entries.isEmpty()) {
        throw new InputException("The legend has no class; give a row for each.");
      }
      return new Legend(entries);
    } catch (InputException e) {
      throw new InputException(Problem.of(origin, ": ", e.problem()), e);
    }
  }

  /** Where what is. */
  private static final class Columns {
    private final List<Integer> places;

    Columns(CsvTable table, Object origin) {
      List<String> head = table.head().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      places = COLUMNS.stream().map(head::indexOf).toList();
      for (int needed = 0; needed < 2; needed++) {
        if (places.get(needed) < 0) {
          throw new InputException(
              origin,
              " has no column \""
                  + COLUMNS.get(needed)
                  + "\" (it has "
                  + String.join(", ", table.head())
                  + "); give a legend with the columns "
                  + String.join(", ", COLUMNS)
                  + ".");
        }
      }
    }

    Legend.Entry entry(CsvTable.Row row) {
      String label = cell(row, 0).orElse("");
      if (!label.matches("[0-9]{1,9}")) {
        throw new InputException(
            "The class in line "
                + row.line()
                + " is \""
                + label
                + "\", but must be a whole number from 1 to "
                + Legend.MOST_CLASSES
                + ".");
      }
      Optional<String> text = cell(row, 2);
      Optional<Color> color = text.flatMap(HexColor::parse);
      if (text.isPresent() && color.isEmpty()) {
        throw new InputException(
            "The colour in line " + row.line() + " is \"" + text.get() + JsonLegend.NO_COLOR + ".");
      }
      return new Legend.Entry(
          Integer.parseInt(label), cell(row, 1).orElse(""), color, cell(row, 3));
    }

    /** Empty if there is nothing in it, or no such column. */
    private Optional<String> cell(CsvTable.Row row, int column) {
      int place = places.get(column);
      return place < 0
          ? Optional.empty()
          : Optional.of(row.cells().get(place)).filter(cell -> !cell.isEmpty());
    }
  }
}
