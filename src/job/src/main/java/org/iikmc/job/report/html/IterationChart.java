/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A figure of each iteration as a line. On a logarithmic axis 0 is a hollow dot on the base line.
 *
 * @param title of the chart
 * @param unit of the values
 * @param values one per iteration
 * @param log whether by powers of ten
 * @param threshold a line to compare with
 */
record IterationChart(
    String title, String unit, double[] values, boolean log, OptionalDouble threshold) {

  void write(Markup html) {
    double least = Arrays.stream(values).filter(v -> v > 0 || !log).min().orElse(1);
    double greatest = Math.max(least, Arrays.stream(values).max().orElse(1));
    if (threshold.isPresent()) {
      least = Math.min(least, threshold.getAsDouble());
      greatest = Math.max(greatest, threshold.getAsDouble());
    }
    if (log) {
      // A tenth lower, so that the last point does not lie on the base line.
      least =
          Math.min(least, greatest) / (Math.log10(least) == Math.rint(Math.log10(least)) ? 10 : 1);
    }
    List<String> numbers =
        IntStream.rangeClosed(1, values.length).mapToObj(Integer::toString).toList();
    Axis axis = log ? Axis.powersOfTen(least, greatest) : Axis.linear(least, greatest);
    Plot plot = new Plot(html, new double[] {350, 210}, title, axis, unit, numbers);
    threshold.ifPresent(value -> threshold(plot, value));
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? "M" : "L").append(NumberText.place(plot.x(i))).append(' ');
      line.append(NumberText.place(plot.y(values[i])));
    }
    plot.path(line.toString(), "class", "line history");
    for (int i = 0; i < values.length; i++) {
      boolean none = log && values[i] == 0;
      html.open("g").element("title", "Iteration " + (i + 1) + ": " + NumberText.value(values[i]));
      plot.dot(plot.x(i), plot.y(values[i]), 3, "class", none ? "hollow" : "point");
      html.close();
    }
    plot.end();
  }

  private void threshold(Plot plot, double value) {
    plot.line(Plot.LEFT, plot.y(value), plot.right(), plot.y(value), "class", "threshold");
    String label = "change threshold " + NumberText.percent(value / 100);
    // The curve comes down from the left, so that there is room below the line.
    plot.text(Plot.LEFT + 6, plot.y(value) + 16, label, "start", "limit");
  }
}
