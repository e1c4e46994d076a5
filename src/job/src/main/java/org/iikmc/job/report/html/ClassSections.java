/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.job.report.RunReport.SceneReport;

/** What the classes are: legend, signatures, and how much of each scene they cover. */
record ClassSections(ReportView view) {

  void legend(Markup html) {
    html.open("aside", "id", "legend", "aria-label", "Legend");
    DataTable table =
        new DataTable(html, "Classes of all scenes").heads("class", "share", "pixels");
    if (view.hasAreas()) {
      table.heads("km²");
    }
    table.body();
    double all = view.report().pixels();
    for (int c = 0; c < view.k(); c++) {
      List<String> cells = new ArrayList<>();
      cells.add(NumberText.percent(view.pixels(c) / all));
      cells.add(NumberText.count(view.pixels(c)));
      view.area(c).ifPresent(area -> cells.add(NumberText.fixed(area, decimals())));
      table.row(view, c, cells.toArray(String[]::new));
    }
    table.end();
    html.close();
  }

  void signatures(Markup html) {
    html.open("section", "id", "signatures").element("h2", "Spectral signatures");
    SignatureChart chart = new SignatureChart(view);
    List<Integer> empty =
        IntStream.range(0, view.k()).filter(c -> !chart.shown().contains(c)).boxed().toList();
    html.element(
        "p",
        "The mean of each class in each band; whiskers reach one standard deviation up and down. "
            + "Curves that keep clear of each other's whiskers in some band are told apart well. "
            + "Values: "
            + view.report().physical().unit()
            + ". "
            + (empty.isEmpty()
                ? ""
                : "Left out, for they have no pixel: " + view.classNames(empty) + "."),
        "class",
        "lead");
    if (!chart.shown().isEmpty()) {
      chart.write(html);
      key(html);
      html.open("details").element("summary", "Table of the signatures");
      List<String> bands = view.report().signatures().bands();
      DataTable table = new DataTable(html, "Mean ± standard deviation").heads("class");
      table.heads(bands.toArray(String[]::new)).body();
      for (int c : chart.shown()) {
        int each = c;
        table.row(
            view,
            c,
            IntStream.range(0, bands.size())
                .mapToObj(
                    b ->
                        NumberText.value(chart.mean(each, b))
                            + " ± "
                            + NumberText.value(chart.spread(each, b)))
                .toArray(String[]::new));
      }
      table.end();
      html.close();
    }
    html.close();
  }

  void areas(Markup html) {
    html.open("section", "id", "areas").element("h2", "Classes over time");
    html.element(
        "p",
        "Shares of the valid pixels of each scene. Clouds and gaps differ from scene to scene, so "
            + "compare shares; areas depend on how much of the ground was seen.",
        "class",
        "lead");
    new ShareChart(view).write(html);
    key(html);
    boolean areas = view.hasAreas();
    DataTable table = new DataTable(html, areas ? "Area in km²" : "Pixels").heads("scene");
    IntStream.range(0, view.k()).forEach(c -> table.head(view, c));
    table.heads("all classes").body();
    for (SceneReport scene : view.scenes()) {
      table.row(view.shortName(scene), row(scene));
    }
    table.end();
    html.close();
  }

  private String[] row(SceneReport scene) {
    List<String> cells = new ArrayList<>();
    double sum = 0;
    for (int c = 0; c < view.k(); c++) {
      double each = view.hasAreas() ? scene.areas().get()[c] : scene.counts()[c];
      sum += each;
      cells.add(NumberText.fixed(each, view.hasAreas() ? decimals() : 0));
    }
    cells.add(NumberText.fixed(sum, view.hasAreas() ? decimals() : 0));
    return cells.toArray(String[]::new);
  }

  /** Enough decimals for the smallest scene, the same for all figures. */
  private int decimals() {
    double least =
        view.scenes().stream()
            .mapToDouble(
                scene ->
                    IntStream.range(0, view.k()).mapToDouble(c -> scene.areas().get()[c]).sum())
            .min()
            .orElse(1);
    return least >= 1000 ? 0 : least >= 10 ? 1 : least >= 0.1 ? 3 : 5;
  }

  /** The legend again, in short, where the other one is not beside. */
  private void key(Markup html) {
    html.open("p", "class", "key");
    for (int c = 0; c < view.k(); c++) {
      html.open("span");
      DataTable.swatch(html, view.hex(c));
      html.text(view.className(c)).close().text(" ");
    }
    html.close();
  }
}
