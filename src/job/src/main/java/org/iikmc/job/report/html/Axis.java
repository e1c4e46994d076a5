/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A scale of a chart.
 *
 * @param low value at its lower end, in logarithms if {@code log}
 * @param high at its upper end, likewise
 * @param log whether equal steps are equal ratios
 * @param ticks where to mark it (0…1 from its lower end), and what with
 */
record Axis(double low, double high, boolean log, Map<Double, String> ticks) {
  /** From and to round numbers around the values. */
  static Axis linear(double least, double greatest) {
    double range = greatest > least ? greatest - least : Math.max(1, Math.abs(greatest));
    double power = Math.pow(10, Math.floor(Math.log10(range / 5)));
    double rough = range / 5 / power;
    double step = power * (rough < 1.5 ? 1 : rough < 3.5 ? 2 : rough < 7.5 ? 5 : 10);
    double first = Math.floor(least / step + 1e-9);
    double last = Math.max(first + 1, Math.ceil(greatest / step - 1e-9));
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (double i = first; i <= last; i++) {
      ticks.put((i - first) / (last - first), NumberText.fixed(i * step, decimals));
    }
    return new Axis(first * step, last * step, false, ticks);
  }

  /** Powers of ten around the values, which must be above 0. */
  static Axis powersOfTen(double least, double greatest) {
    int last = (int) Math.ceil(Math.log10(greatest) - 1e-9);
    int first = Math.min(last - 1, (int) Math.floor(Math.log10(least) + 1e-9));
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int i = first; i <= last; i++) {
      ticks.put(
          (i - first) / (double) (last - first),
          NumberText.fixed(Math.pow(10, i), Math.max(0, -i)));
    }
    return new Axis(first, last, true, ticks);
  }

  /** 0…1 from the lower end; what lies below it is put there. */
  double place(double value) {
    double scaled = log ? Math.log10(value) : value;
    return Math.max(0, (scaled - low) / (high - low));
  }
}
