/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.iikmc.job.report.ChangeReport;

/**
 * Shows changes on one page that needs neither network nor script: for each pair of dates, how much
 * went from which class to which. Equal reports give equal pages.
 */
public final class ChangeHtml {
  private final ChangeReport report;
  private final Map<Integer, ChangeReport.ClassEntry> classes = new HashMap<>();
  private final Markup html;

  private ChangeHtml(ChangeReport report) {
    this.report = report;
    report.classes().forEach(each -> classes.put(each.label(), each));
    html = Page.begin(title(report));
  }

  /** The document: HTML5 that is well-formed XML as well. */
  public static String write(ChangeReport report) {
    ChangeHtml page = new ChangeHtml(report);
    page.head();
    page.html.open("main");
    page.pairs();
    page.values();
    page.html.close();
    return Page.end(page.html);
  }

  private static String title(ChangeReport report) {
    List<ChangeReport.PairEntry> pairs = report.pairs();
    return pairs.size() == 1
        ? "Changes " + pairs.get(0).title()
        : "Changes between " + NumberText.count(pairs.size() + 1L, "date");
  }

  private void head() {
    html.open("header").element("p", "IIkMC · " + report.created(), "class", "over");
    html.element("h1", title(report));
    DataTable table =
        new DataTable(html, "How much changed")
            .heads("pair", "seen in both", "changed", "share", "only before", "only after")
            .body();
    for (ChangeReport.PairEntry pair : report.pairs()) {
      table.row(
          pair.title(),
          amount(pair.pixels(), pair.squareKilometres()),
          amount(pair.changedPixels(), pair.changedSquareKilometres()),
          NumberText.percent(pair.changedPixels() / (double) pair.pixels()),
          NumberText.count(pair.beforeOnlyPixels()),
          NumberText.count(pair.afterOnlyPixels()));
    }
    table.end();
    if (!report.notes().isEmpty()) {
      html.open("div", "class", "warning", "role", "note");
      html.element("strong", "Please note").open("ul");
      report.notes().forEach(note -> html.element("li", note));
      html.close().close();
    }
    html.close();
  }

  /** An area or, without a reference system, pixels. */
  private static String amount(long pixels, Double squareKilometres) {
    return squareKilometres == null
        ? NumberText.count(pixels, "pixel")
        : NumberText.value(squareKilometres) + " km²";
  }

  private void pairs() {
    for (int p = 0; p < report.pairs().size(); p++) {
      ChangeReport.PairEntry pair = report.pairs().get(p);
      html.open("section", "id", "pair-" + (p + 1)).element("h2", pair.title());
      boolean areas = pair.squareKilometres() != null;
      html.element(
          "p",
          "Rows are the classes of "
              + pair.from().name()
              + ", columns those of "
              + pair.to().name()
              + (areas ? ", in km² on the ellipsoid." : ", in pixels."),
          "class",
          "lead");
      matrix(pair);
      html.close();
    }
  }

  private void matrix(ChangeReport.PairEntry pair) {
    TreeSet<Integer> rows = new TreeSet<>();
    TreeSet<Integer> columns = new TreeSet<>();
    Map<Integer, Map<Integer, ChangeReport.Transition>> cells = new HashMap<>();
    for (ChangeReport.Transition each : pair.transitions()) {
      rows.add(each.from());
      columns.add(each.to());
      cells.computeIfAbsent(each.from(), any -> new HashMap<>()).put(each.to(), each);
    }
    DataTable table =
        new DataTable(html, "From class to class, " + pair.title()).heads("from \\ to");
    for (int column : columns) {
      table.head(color(column), name(column));
    }
    table.heads("all").body();
    for (int row : rows) {
      List<String> texts = new ArrayList<>();
      for (int column : columns) {
        ChangeReport.Transition each = cells.get(row).get(column);
        texts.add(each == null ? "" : figure(each.pixels(), each.squareKilometres()));
      }
      texts.add(sum(cells.get(row).values().stream().toList()));
      table.colored(color(row), name(row), texts.toArray(String[]::new));
    }
    List<String> sums = new ArrayList<>();
    for (int column : columns) {
      sums.add(sum(pair.transitions().stream().filter(each -> each.to() == column).toList()));
    }
    sums.add(sum(pair.transitions()));
    table.foot("all", sums.toArray(String[]::new));
    table.end();
  }

  private static String sum(List<ChangeReport.Transition> some) {
    long pixels = some.stream().mapToLong(ChangeReport.Transition::pixels).sum();
    boolean areas = some.stream().allMatch(each -> each.squareKilometres() != null);
    return figure(
        pixels,
        areas
            ? (Double) some.stream().mapToDouble(ChangeReport.Transition::squareKilometres).sum()
            : null);
  }

  private static String figure(long pixels, Double squareKilometres) {
    return squareKilometres == null ? NumberText.count(pixels) : NumberText.value(squareKilometres);
  }

  private void values() {
    html.open("section", "id", "values").element("h2", "Values of the rasters");
    html.element(
        "p",
        "A value means the same in all rasters of change; 0 is what one of the maps has no class of.",
        "class",
        "lead");
    DataTable table =
        new DataTable(html, "Values of the rasters").heads("change", "value", "pixels").body();
    for (ChangeReport.ValueEntry each : report.values()) {
      table.colored(
          each.color(),
          each.name(),
          Integer.toString(each.value()),
          NumberText.count(each.pixels()));
    }
    table.end();
    html.close();
  }

  private String name(int label) {
    return classes.get(label).name();
  }

  private String color(int label) {
    return classes.get(label).color();
  }
}
