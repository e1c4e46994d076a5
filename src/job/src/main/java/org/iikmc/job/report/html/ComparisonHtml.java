/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.report.Estimate;

/**
 * Shows a comparison on one page that needs neither network nor script. Equal comparisons give
 * equal pages.
 */
public final class ComparisonHtml {
  private static final String UNDEFINED = "–";

  private final ComparisonReport report;
  private final Markup html;

  private ComparisonHtml(ComparisonReport report) {
    this.report = report;
    html = Page.begin(title(report));
  }

  /** The document: HTML5 that is well-formed XML as well. */
  public static String write(ComparisonReport report) {
    ComparisonHtml page = new ComparisonHtml(report);
    page.head();
    page.html.open("main");
    page.confusion();
    page.accuracy("many", "Each class as the cover of most of its pixels", false);
    page.accuracy("one", "The best one-to-one assignment", true);
    page.maps();
    page.areas();
    page.html.close();
    return Page.end(page.html);
  }

  private static String title(ComparisonReport report) {
    return NumberText.count(report.maps().size(), "map")
        + " compared with "
        + (report.reference().names().size() == 1
            ? report.reference().names().get(0)
            : NumberText.count(report.reference().names().size(), "reference"));
  }

  private void head() {
    ComparisonReport.Figures all = report.pooled();
    html.open("header").element("p", "IIkMC · " + report.created(), "class", "over");
    html.element("h1", title(report)).open("dl", "class", "facts");
    fact("Pixels compared", NumberText.count(all.pixels()));
    fact("Accuracy, many to one", percent(all.manyToOne().overall().value()));
    fact("Accuracy, one to one", percent(all.oneToOne().overall().value()));
    fact("Adjusted Rand index", number(all.adjustedRand()));
    fact("Normalised mutual information", number(all.normalizedMutualInformation()));
    fact("Purity", percent(all.purity()));
    html.close();
    if (!report.notes().isEmpty()) {
      html.open("div", "class", "warning", "role", "note");
      html.element("strong", "Please note").open("ul");
      report.notes().forEach(note -> html.element("li", note));
      html.close().close();
    }
    html.close();
  }

  private void fact(String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  private void section(String id, String title, String lead) {
    html.open("section", "id", id).element("h2", title).element("p", lead, "class", "lead");
  }

  private void confusion() {
    section(
        "confusion",
        "Classes and covers",
        "Pixels of each class (row) that have each cover (column).");
    DataTable table = new DataTable(html, "Pixels by class and cover").heads("class");
    report.covers().forEach(cover -> table.heads(cover.name()));
    table.heads("many to one", "one to one").body();
    for (ComparisonReport.ClassEntry each : report.classes()) {
      List<String> cells = new ArrayList<>();
      Arrays.stream(report.pooled().confusion().get(each.label() - 1))
          .forEach(pixels -> cells.add(NumberText.count(pixels)));
      cells.add(Optional.ofNullable(each.manyToOne()).orElse(UNDEFINED));
      cells.add(Optional.ofNullable(each.oneToOne()).orElse(UNDEFINED));
      table.row(each.label() + " " + each.name(), cells.toArray(String[]::new));
    }
    table.end();
    html.close();
  }

  private void accuracy(String id, String title, boolean best) {
    ComparisonReport.Accuracy accuracy =
        best ? report.pooled().oneToOne() : report.pooled().manyToOne();
    section(
        id,
        title,
        "Overall accuracy "
            + interval(accuracy.overall())
            + ", kappa "
            + number(accuracy.kappa())
            + ". With Wilson's 95 % intervals, which take pixels for independent: of pixels side by"
            + " side they are too narrow.");
    DataTable table =
        new DataTable(html, title)
            .heads("cover", "pixels", "user's accuracy", "95 %", "producer's accuracy", "95 %")
            .body();
    for (int j = 0; j < report.covers().size(); j++) {
      ComparisonReport.CoverAccuracy each = accuracy.covers().get(j);
      table.row(
          report.covers().get(j).name(),
          NumberText.count(report.covers().get(j).pixels()),
          percent(each.users().value()),
          limits(each.users()),
          percent(each.producers().value()),
          limits(each.producers()));
    }
    table.end();
    html.close();
  }

  private void maps() {
    section(
        "maps",
        "Map by map",
        "Accuracies are with the assignments of all maps together; purity is each map's own.");
    DataTable table =
        new DataTable(html, "Figures of each map")
            .heads("map", "pixels", "many to one", "one to one", "purity")
            .heads("mutual information", "adjusted Rand", "reference")
            .body();
    for (ComparisonReport.MapEntry map : report.maps()) {
      ComparisonReport.Figures figures = map.figures();
      table.row(
          map.name(),
          NumberText.count(figures.pixels()),
          percent(figures.manyToOne().overall().value()),
          percent(figures.oneToOne().overall().value()),
          percent(figures.purity()),
          number(figures.normalizedMutualInformation()),
          number(figures.adjustedRand()),
          map.reference());
    }
    table.end();
    html.close();
  }

  private void areas() {
    for (ComparisonReport.MapEntry map : report.maps()) {
      if (map.areas() == null) {
        continue;
      }
      section(
          "areas-" + map.name().replaceAll("[^A-Za-z0-9_.-]", "_"),
          "Areas of covers in " + map.name(),
          "Estimated from the places, with the classes of the map as strata (Olofsson et al. 2014):"
              + " right where places were drawn at random within each class. Overall accuracy of the"
              + " whole map, many to one: "
              + interval(map.areas().overall())
              + ".");
      DataTable table =
          new DataTable(html, "Areas of covers in " + map.name())
              .heads("cover", "share", "95 %", "km²", "95 %")
              .body();
      for (int j = 0; j < report.covers().size(); j++) {
        ComparisonReport.CoverArea each = map.areas().covers().get(j);
        Estimate area = each.squareKilometres();
        table.row(
            report.covers().get(j).name(),
            percent(each.share().value()),
            limits(each.share()),
            NumberText.value(area.value()),
            NumberText.value(area.low()) + " to " + NumberText.value(area.high()));
      }
      table.end();
      html.close();
    }
  }

  private static String interval(Estimate estimate) {
    return percent(estimate.value()) + " (" + limits(estimate) + ")";
  }

  private static String limits(Estimate estimate) {
    return estimate.value() == null
        ? UNDEFINED
        : percent(estimate.low()) + " to " + percent(estimate.high());
  }

  private static String percent(Double share) {
    return share == null ? UNDEFINED : NumberText.percent(share);
  }

  private static String number(Double figure) {
    return figure == null ? UNDEFINED : NumberText.fixed(figure, 3);
  }
}
