/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.Arrays;
import java.util.List;

/**
 * A figure of each number of classes as a line. Where it is not defined, the line has a gap.
 *
 * @param title of the chart
 * @param unit of the values
 * @param numbers of classes
 * @param values one for each
 * @param chosen index of the number that was taken
 */
record ChoiceChart(String title, String unit, List<Integer> numbers, double[] values, int chosen) {

  void write(Markup html) {
    double[] defined = Arrays.stream(values).filter(Double::isFinite).toArray();
    double least = Arrays.stream(defined).min().orElse(0);
    double greatest = Arrays.stream(defined).max().orElse(1);
    List<String> names = numbers.stream().map(k -> Integer.toString(k)).toList();
    Plot plot =
        new Plot(html, new double[] {350, 210}, title, Axis.linear(least, greatest), unit, names);
    StringBuilder line = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        line.append(begun ? "L" : "M").append(NumberText.place(plot.x(i))).append(' ');
        line.append(NumberText.place(plot.y(values[i])));
      }
      begun = Double.isFinite(values[i]);
    }
    if (!line.isEmpty()) {
      plot.path(line.toString(), "class", "line history");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        String text = names.get(i) + " classes: " + NumberText.value(values[i]);
        html.open("g").element("title", text);
        plot.dot(plot.x(i), plot.y(values[i]), i == chosen ? 6 : 3, "class", "point");
        html.close();
      }
    }
    plot.end();
  }
}
