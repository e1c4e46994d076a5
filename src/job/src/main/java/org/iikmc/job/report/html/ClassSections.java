/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.report.RunReport.SceneReport;
import org.iikmc.job.report.SpectralDescription;
import org.iikmc.raster.style.HexColor;

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
    view.report().covers().ifPresent(covers -> covers(html, covers));
    html.close();
  }

  /** The groups, and the classes that are in none. */
  private void covers(Markup html, List<Legend.Cover> covers) {
    DataTable table =
        new DataTable(html, "What the maps show, all scenes").heads("cover", "share", "pixels");
    if (view.hasAreas()) {
      table.heads("km²");
    }
    table.body();
    double all = view.report().pixels();
    for (Legend.Cover cover : covers) {
      long pixels = view.scenes().stream().mapToLong(scene -> scene.pixels(cover)).sum();
      List<String> cells = new ArrayList<>();
      cells.add(NumberText.percent(pixels / all));
      cells.add(NumberText.count(pixels));
      if (view.hasAreas()) {
        cells.add(
            NumberText.fixed(
                view.scenes().stream().mapToDouble(scene -> scene.area(cover).orElseThrow()).sum(),
                decimals()));
      }
      table.colored(color(cover), name(cover), cells.toArray(String[]::new));
    }
    table.end();
  }

  private static String color(Legend.Cover cover) {
    return HexColor.text(cover.color().orElseThrow());
  }

  private static String name(Legend.Cover cover) {
    return cover.labels().size() == 1
        ? cover.name()
        : cover.name()
            + cover.labels().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" + ", " = ", ""));
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
      descriptions(html, view.report().descriptions());
    }
    html.close();
  }

  private void descriptions(Markup html, List<SpectralDescription> descriptions) {
    if (descriptions.isEmpty()) {
      return;
    }
    html.element("h3", "What the classes look like");
    html.element(
        "p",
        "A help to find names, by simple rules from the mean spectra; no class is named by it. "
            + "legend.csv has these lines too, beside the names to edit.",
        "class",
        "lead");
    DataTable table = new DataTable(html, "Descriptions by spectral indices");
    table.heads("class", "looks like").body();
    descriptions.forEach(each -> table.row(view, each.label() - 1, each.text()));
    table.end();
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
    view.report().covers().ifPresent(covers -> areas(html, covers));
    html.close();
  }

  private void areas(Markup html, List<Legend.Cover> covers) {
    boolean areas = view.hasAreas();
    DataTable table =
        new DataTable(
                html, areas ? "Area of what the maps show, km²" : "Pixels of what the maps show")
            .heads("scene");
    covers.forEach(cover -> table.head(color(cover), name(cover)));
    table.body();
    for (SceneReport scene : view.scenes()) {
      table.row(
          view.shortName(scene),
          covers.stream()
              .map(
                  cover ->
                      NumberText.fixed(
                          scene
                              .area(cover)
                              .filter(each -> areas)
                              .orElse((double) scene.pixels(cover)),
                          areas ? decimals() : 0))
              .toArray(String[]::new));
    }
    table.end();
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
