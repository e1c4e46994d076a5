/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.util.List;
import java.util.Locale;

/**
 * A plot of whole runs as SVG: a bar for each contender, stacked of its stages, with an axis in
 * seconds. The colours are those of Okabe and Ito, which people who see colours differently tell
 * apart too; their brightness differs as well, and white gaps part neighbours.
 */
public final class StagePlot {
  /** Of the bars, in the order of {@link #seconds}. */
  private static final List<Part> PARTS =
      List.of(
          new Part("start, report", "#999999"),
          new Part("read", "#56B4E9"),
          new Part("cluster", "#0072B2"),
          new Part("measure", "#E69F00"),
          new Part("write", "#D55E00"));

  private static final int LEFT = 150;
  private static final int WIDTH = 560;
  private static final int RIGHT = 110;
  private static final int TOP = 76;
  private static final int BAR = 26;
  private static final int PITCH = 40;
  private static final int MOST_STEPS = 8;

  private final RunComparison comparison;
  private final List<Standing> bars;
  private final double step;
  private final int steps;
  private final StringBuilder svg = new StringBuilder();

  private record Part(String name, String color) {}

  private StagePlot(RunComparison comparison) {
    this.comparison = comparison;
    bars = comparison.standings().stream().filter(Standing::hasRun).toList();
    double longest = bars.stream().mapToDouble(bar -> bar.median().seconds()).max().orElse(1);
    step = step(longest);
    steps = (int) Math.max(1, Math.ceil(longest / step - 1e-9));
  }

  /** The document, which needs nothing outside. */
  public static String of(RunComparison comparison) {
    return new StagePlot(comparison).draw();
  }

  private String draw() {
    int bottom = TOP + PITCH * bars.size();
    int height = bottom + 56;
    int width = LEFT + WIDTH + RIGHT;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, height, width, height)
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"Seconds of"
            + " whole runs by stage\">\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(LEFT, 22, "start", comparison.machine().toString());
    legend();
    axis(bottom);
    for (int i = 0; i < bars.size(); i++) {
      bar(bars.get(i), TOP + PITCH * i + (PITCH - BAR) / 2);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    int x = LEFT;
    for (Part part : PARTS) {
      rectangle(x, 40, 14, 14, part.color());
      text(x + 20, 52, "start", part.name());
      x += 44 + 7 * part.name().length();
    }
  }

  private void axis(int bottom) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    for (int i = 0; i <= steps; i++) {
      double x = LEFT + (double) WIDTH * i / steps;
      svg.append(
          "<path d=\"M%s %dV%d\" stroke=\"#cccccc\"/>\n".formatted(place(x), TOP, bottom + 5));
      text(x, bottom + 22, "middle", String.format(Locale.ROOT, "%." + decimals + "f", i * step));
    }
    text(LEFT + WIDTH / 2.0, bottom + 44, "middle", "seconds of wall time");
  }

  private void bar(Standing standing, int y) {
    WholeRun run = standing.median();
    double x = LEFT;
    double[] seconds = seconds(run);
    for (int p = 0; p < seconds.length; p++) {
      double length = seconds[p] / (step * steps) * WIDTH;
      rectangle(x, y, length, BAR, PARTS.get(p).color());
      x += length;
    }
    text(LEFT - 10, y + BAR / 2 + 5, "end", standing.name());
    text(x + 8, y + BAR / 2 + 5, "start", String.format(Locale.ROOT, "%.1f s", run.seconds()));
  }

  private static double[] seconds(WholeRun run) {
    return new double[] {
      run.rest(),
      run.stages().read(),
      run.stages().cluster(),
      run.stages().measure(),
      run.stages().write()
    };
  }

  /** The least of 1, 2 and 5 times a power of ten that does not need too many steps. */
  private static double step(double longest) {
    double power = Math.pow(10, Math.floor(Math.log10(longest / MOST_STEPS)));
    for (int factor : new int[] {1, 2, 5}) {
      if (longest / (factor * power) <= MOST_STEPS) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private void rectangle(double x, double y, double width, double height, String color) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"#ffffff\"/>\n"
            .formatted(place(x), place(y), place(Math.max(0, width)), place(height), color));
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(place(x), place(y), anchor, escaped(text)));
  }

  private static String place(double length) {
    return String.format(Locale.ROOT, "%.1f", length);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
