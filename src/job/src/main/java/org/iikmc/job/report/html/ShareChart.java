/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.List;
import org.iikmc.job.report.RunReport.SceneReport;

/** A bar per scene, in order of time, cut into the shares of the classes; class 1 on top. */
record ShareChart(ReportView view) {
  /** With more classes than this, gaps between the parts would hide them. */
  private static final int SEPARATED = 40;

  private static final double WIDTH = 680;
  private static final double WIDEST_BAR = 64;
  private static final double NARROWEST_SLOT = 15;

  void write(Markup html) {
    List<SceneReport> scenes = view.scenes();
    Plot plot =
        new Plot(
            html,
            new double[] {Math.max(WIDTH, NARROWEST_SLOT * scenes.size()), 300},
            "Share of the classes in the valid pixels of each scene",
            Axis.linear(0, 100),
            "share of the scene's valid pixels, %",
            scenes.stream().map(view::shortName).toList());
    double bar = Math.min(WIDEST_BAR, 0.8 * plot.slot());
    for (int c = 0; c < view.k(); c++) {
      html.open("g", "fill", view.hex(c), "class", view.k() > SEPARATED ? "" : "share");
      for (int s = 0; s < scenes.size(); s++) {
        part(html, plot, s, c, bar);
      }
      html.close();
    }
    plot.end();
  }

  private void part(Markup html, Plot plot, int s, int c, double bar) {
    SceneReport scene = view.scenes().get(s);
    if (scene.counts()[c] == 0) {
      return;
    }
    long before = 0;
    for (int i = 0; i < c; i++) {
      before += scene.counts()[i];
    }
    double percent = 100.0 / scene.pixels();
    double top = plot.y(100 - percent * before);
    double bottom = plot.y(100 - percent * (before + scene.counts()[c]));
    String share = NumberText.percent(scene.counts()[c] / (double) scene.pixels());
    html.open(
        "rect",
        "x",
        NumberText.place(plot.x(s) - bar / 2),
        "y",
        NumberText.place(top),
        "width",
        NumberText.place(bar),
        "height",
        NumberText.place(bottom - top));
    html.element("title", view.shortName(scene) + ", " + view.className(c) + ": " + share);
    html.close();
    if (bottom - top > 15 && bar > 24) {
      html.element(
          "text",
          Integer.toString(c + 1),
          "x",
          NumberText.place(plot.x(s)),
          "y",
          NumberText.place((top + bottom) / 2 + 4.5),
          "text-anchor",
          "middle",
          "style",
          "fill:" + view.ink(c));
    }
  }
}
