/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.job.document.CsvText;

/**
 * How much ground each class takes in each scene, as CSV (RFC 4180) for spreadsheets and R. Areas
 * are in km² on the ellipsoid.
 *
 * @param rows in the order of the scenes, and of the classes in each
 */
public record AreaTable(List<Row> rows) {
  /** Name of the file beside the maps of a run. */
  public static final String FILE = "areas.csv";

  private static final String LINE = "\r\n";

  /**
   * A class, or a cover, in one scene.
   *
   * @param label of the class; 0 for a cover, whose area is estimated
   * @param pixels of the class; of a cover, those of the sample
   * @param area empty without a reference system
   * @param share of a class, of the pixels that have one; of a cover, of the area of the map
   * @param areaError standard error of the area of a cover
   */
  public record Row(
      String scene,
      Optional<LocalDate> date,
      int label,
      String name,
      long pixels,
      OptionalDouble area,
      double share,
      OptionalDouble areaError) {}

  public AreaTable {
    rows = List.copyOf(rows);
  }

  /** The classes of the scenes of a run. */
  public static AreaTable of(RunReport report) {
    List<Row> rows = new ArrayList<>();
    List<String> names = report.signatures().style().names();
    for (RunReport.SceneReport scene : report.scenes()) {
      rows.addAll(classes(scene.name(), scene.date(), names, scene.counts(), scene.areas()));
    }
    return new AreaTable(rows);
  }

  /**
   * The classes of one scene.
   *
   * @param names of the classes
   * @param pixels of each
   * @param areas of each, in km², if they are known
   */
  public static List<Row> classes(
      String scene,
      Optional<LocalDate> date,
      List<String> names,
      long[] pixels,
      Optional<double[]> areas) {
    List<Row> rows = new ArrayList<>();
    double all = Math.max(1, Arrays.stream(pixels).sum());
    for (int c = 0; c < names.size(); c++) {
      rows.add(
          new Row(
              scene,
              date,
              c + 1,
              names.get(c),
              pixels[c],
              areas.isPresent() ? OptionalDouble.of(areas.get()[c]) : OptionalDouble.empty(),
              pixels[c] / all,
              OptionalDouble.empty()));
    }
    return rows;
  }

  /** The document. */
  public String csv() {
    boolean estimated = rows.stream().anyMatch(row -> row.label() == 0);
    StringBuilder csv = new StringBuilder("scene,date,class,name,pixels,km2,share");
    csv.append(estimated ? ",km2_standard_error" : "").append(LINE);
    for (Row row : rows) {
      csv.append(CsvText.cell(row.scene())).append(',');
      csv.append(row.date().map(LocalDate::toString).orElse("")).append(',');
      csv.append(row.label() == 0 ? "" : Integer.toString(row.label())).append(',');
      csv.append(CsvText.cell(row.name())).append(',').append(row.pixels()).append(',');
      csv.append(number(row.area()));
      csv.append(String.format(Locale.ROOT, ",%.8f", row.share()));
      csv.append(estimated ? "," + number(row.areaError()) : "").append(LINE);
    }
    return csv.toString();
  }

  private static String number(OptionalDouble area) {
    return area.isPresent() ? String.format(Locale.ROOT, "%.6f", area.getAsDouble()) : "";
  }
}
