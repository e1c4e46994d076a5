/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet.ClassSignature;

/** Mean spectrum of each class that has pixels, with one standard deviation up and down. */
final class SignatureChart {
  /** More numbers than this find no place beside their curves. */
  private static final int NUMBERED = 26;

  private final ReportView view;
  private final RunReport report;
  private final List<Integer> shown = new ArrayList<>();

  SignatureChart(ReportView view) {
    this.view = view;
    report = view.report();
    for (int c = 0; c < view.k(); c++) {
      if (signature(c).pixels() > 0) {
        shown.add(c);
      }
    }
  }

  /** Classes, from 0, that have a curve. */
  List<Integer> shown() {
    return shown;
  }

  double mean(int c, int band) {
    return report.physical().scale().get(band) * signature(c).mean()[band]
        + report.physical().offset().get(band);
  }

  double spread(int c, int band) {
    double spread = Math.abs(report.physical().scale().get(band)) * signature(c).spread()[band];
    return Double.isFinite(spread) ? spread : 0;
  }

  void write(Markup html) {
    List<String> bands = report.signatures().bands();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c : shown) {
      for (int b = 0; b < bands.size(); b++) {
        low = Math.min(low, mean(c, b) - spread(c, b));
        high = Math.max(high, mean(c, b) + spread(c, b));
      }
    }
    low = low > 0 && low < 0.4 * high ? 0 : low;
    Plot plot =
        new Plot(
            html,
            new double[] {680, 360},
            "Spectral signatures: mean of each class in each band",
            Axis.linear(low, high),
            report.physical().unit(),
            bands);
    html.open("g", "class", "curves");
    for (int i = 0; i < shown.size(); i++) {
      // Side by side, or the whiskers of a band would lie on each other.
      double spacing = Math.min(9, (bands.size() == 1 ? 0.7 : 0.4) * plot.slot() / shown.size());
      curve(html, plot, shown.get(i), (i - (shown.size() - 1) / 2.0) * spacing);
    }
    html.close();
    if (shown.size() <= NUMBERED) {
      numbers(plot, bands.size() - 1);
    }
    plot.end();
  }

  private void curve(Markup html, Plot plot, int c, double shift) {
    StringBuilder line = new StringBuilder();
    StringBuilder whiskers = new StringBuilder();
    int bands = report.physical().scale().size();
    for (int b = 0; b < bands; b++) {
      String x = NumberText.place(plot.x(b) + shift);
      line.append(b == 0 ? "M" : "L").append(x).append(' ');
      line.append(NumberText.place(plot.y(mean(c, b))));
      whiskers.append('M').append(x).append(' ');
      whiskers.append(NumberText.place(plot.y(mean(c, b) - spread(c, b))));
      whiskers.append('V').append(NumberText.place(plot.y(mean(c, b) + spread(c, b))));
    }
    html.open("g", "class", "curve").element("title", view.className(c));
    if (view.pale(c)) {
      plot.path(whiskers.toString(), "stroke", "#444", "class", "whisker outline");
      plot.path(line.toString(), "stroke", "#444", "class", "line outline");
    }
    plot.path(whiskers.toString(), "stroke", view.hex(c), "class", "whisker");
    plot.path(line.toString(), "stroke", view.hex(c), "class", "line");
    for (int b = 0; b < bands && shown.size() <= NUMBERED; b++) {
      plot.dot(
          plot.x(b) + shift,
          plot.y(mean(c, b)),
          3,
          "fill",
          view.hex(c),
          "stroke",
          view.pale(c) ? "#444" : "#fff");
    }
    html.close();
  }

  /** Class numbers at the right ends of the curves, moved apart where they would overlap. */
  private void numbers(Plot plot, int band) {
    List<Integer> downwards =
        shown.stream().sorted(Comparator.comparing(c -> plot.y(mean(c, band)))).toList();
    double bottom = plot.y(Double.NEGATIVE_INFINITY) + 4;
    double[] y = new double[downwards.size()];
    for (int i = 0; i < y.length; i++) {
      double wanted = plot.y(mean(downwards.get(i), band)) + 4.5;
      y[i] = i == 0 ? wanted : Math.max(wanted, y[i - 1] + 14);
    }
    for (int i = y.length - 1; i >= 0; i--) {
      double below = i == y.length - 1 ? bottom + 14 : y[i + 1];
      y[i] = Math.min(y[i], below - 14);
    }
    for (int i = 0; i < y.length; i++) {
      int c = downwards.get(i);
      plot.dot(plot.right() + 10, y[i] - 4.5, 4, "fill", view.hex(c), "stroke", "#444");
      plot.text(plot.right() + 18, y[i], Integer.toString(c + 1), "start", "number");
    }
  }

  private ClassSignature signature(int c) {
    return report.signatures().classes().get(c);
  }
}
