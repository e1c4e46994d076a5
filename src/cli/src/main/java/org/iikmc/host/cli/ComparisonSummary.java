/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.report.Estimate;

/** What a comparison says on a console: the figures first, then its tables. */
record ComparisonSummary(ComparisonReport report) {
  /** A wider table of classes and covers would not fit any console. */
  private static final int MOST_COLUMNS = 12;

  private static final int WIDEST_NAME = 32;

  String text(Optional<Path> out) {
    StringBuilder text = new StringBuilder();
    ComparisonReport.Figures all = report.pooled();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d pixels of %d map%s compared: %d classes, %d covers.%n",
            all.pixels(),
            report.maps().size(),
            report.maps().size() == 1 ? "" : "s",
            report.classes().size(),
            report.covers().size()));
    text.append(accuracy("Many to one", all.manyToOne()));
    text.append(accuracy("One to one", all.oneToOne()));
    text.append(
        String.format(
            Locale.ROOT,
            "Adjusted Rand index %s, normalised mutual information %s, purity %s.%n",
            figure(all.adjustedRand()),
            figure(all.normalizedMutualInformation()),
            percent(all.purity())));
    report.notes().forEach(note -> text.append(note).append(System.lineSeparator()));
    text.append(System.lineSeparator());
    append(text, confusion());
    append(text, covers());
    if (report.maps().size() > 1) {
      append(text, maps());
    }
    for (ComparisonReport.MapEntry map : report.maps()) {
      if (map.areas() != null) {
        append(text, areas(map));
      }
    }
    out.ifPresent(
        folder ->
            text.append("Page: ")
                .append(folder.resolve("comparison.html"))
                .append(System.lineSeparator())
                .append("Names proposed: ")
                .append(folder.resolve(CsvLegend.FILE))
                .append("; edit it, and give it to classify or recode with --legend."));
    return text.toString().strip();
  }

  private static String accuracy(String assignment, ComparisonReport.Accuracy accuracy) {
    return String.format(
        Locale.ROOT,
        "%s: overall accuracy %s, kappa %s.%n",
        assignment,
        percent(accuracy.overall().value()),
        figure(accuracy.kappa()));
  }

  private List<List<String>> confusion() {
    boolean whole = report.covers().size() <= MOST_COLUMNS;
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("class"));
    if (whole) {
      report.covers().forEach(cover -> head.add(cover.name()));
    }
    head.addAll(List.of("pixels", "many to one", "one to one"));
    rows.add(head);
    for (ComparisonReport.ClassEntry each : report.classes()) {
      List<String> row = new ArrayList<>(List.of(each.label() + " " + each.name()));
      if (whole) {
        Arrays.stream(report.pooled().confusion().get(each.label() - 1))
            .forEach(pixels -> row.add(count(pixels)));
      }
      row.add(count(each.pixels()));
      row.add(Optional.ofNullable(each.manyToOne()).orElse("-"));
      row.add(Optional.ofNullable(each.oneToOne()).orElse("-"));
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> covers() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("cover, many to one", "pixels", "user's", "95 %", "producer's", "95 % (Wilson)"));
    for (int j = 0; j < report.covers().size(); j++) {
      ComparisonReport.CoverAccuracy each = report.pooled().manyToOne().covers().get(j);
      rows.add(
          List.of(
              report.covers().get(j).name(),
              count(report.covers().get(j).pixels()),
              percent(each.users().value()),
              limits(each.users()),
              percent(each.producers().value()),
              limits(each.producers())));
    }
    return rows;
  }

  private List<List<String>> maps() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "map", "pixels", "many to one", "one to one", "adj. Rand", "mutual inf.", "purity"));
    for (ComparisonReport.MapEntry map : report.maps()) {
      ComparisonReport.Figures figures = map.figures();
      rows.add(
          List.of(
              map.name(),
              count(figures.pixels()),
              percent(figures.manyToOne().overall().value()),
              percent(figures.oneToOne().overall().value()),
              figure(figures.adjustedRand()),
              figure(figures.normalizedMutualInformation()),
              percent(figures.purity())));
    }
    return rows;
  }

  private List<List<String>> areas(ComparisonReport.MapEntry map) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("areas, " + map.name(), "share", "km²", "95 %"));
    for (int j = 0; j < report.covers().size(); j++) {
      ComparisonReport.CoverArea each = map.areas().covers().get(j);
      Estimate area = each.squareKilometres();
      rows.add(
          List.of(
              report.covers().get(j).name(),
              percent(each.share().value()),
              String.format(Locale.ROOT, "%,.3f", area.value()),
              String.format(Locale.ROOT, "%,.3f to %,.3f", area.low(), area.high())));
    }
    return rows;
  }

  /** Columns of even width: the first to the left, all others to the right. */
  private static void append(StringBuilder text, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], shortened(row.get(c)).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = shortened(row.get(c));
        String blanks = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? cell + blanks : "  " + blanks + cell);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    text.append(System.lineSeparator());
  }

  private static String shortened(String cell) {
    return cell.length() > WIDEST_NAME ? cell.substring(0, WIDEST_NAME - 1) + "…" : cell;
  }

  private static String count(long pixels) {
    return String.format(Locale.ROOT, "%,d", pixels);
  }

  private static String percent(Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String limits(Estimate estimate) {
    return estimate.value() == null
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f to %.1f %%", 100 * estimate.low(), 100 * estimate.high());
  }

  private static String figure(Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%.3f", figure);
  }
}
