/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iikmc.job.report.ChangeReport;

/** What changes say on a console: of each pair how much changed, and the largest changes. */
record ChangeSummary(ChangeReport report) {
  private static final int MOST_CHANGES = 5;

  String text(Path out) {
    Map<Integer, String> names = new HashMap<>();
    report.classes().forEach(each -> names.put(each.label(), each.name()));
    StringBuilder text = new StringBuilder();
    for (ChangeReport.PairEntry pair : report.pairs()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %s of %s changed (%.1f %%).%n",
              pair.title(),
              amount(pair.changedPixels(), pair.changedSquareKilometres()),
              amount(pair.pixels(), pair.squareKilometres()),
              pair.pixels() == 0 ? 0 : 100.0 * pair.changedPixels() / pair.pixels()));
      for (ChangeReport.Transition each : largest(pair)) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %s → %s: %s%n",
                names.get(each.from()),
                names.get(each.to()),
                amount(each.pixels(), each.squareKilometres())));
      }
    }
    report.notes().forEach(note -> text.append(note).append(System.lineSeparator()));
    text.append("Page: ").append(out.resolve("changes.html"));
    return text.toString();
  }

  private static List<ChangeReport.Transition> largest(ChangeReport.PairEntry pair) {
    return pair.transitions().stream()
        .filter(each -> each.from() != each.to())
        .sorted(Comparator.comparingLong(ChangeReport.Transition::pixels).reversed())
        .limit(MOST_CHANGES)
        .toList();
  }

  private static String amount(long pixels, Double squareKilometres) {
    return squareKilometres == null
        ? String.format(Locale.ROOT, "%,d pixels", pixels)
        : String.format(Locale.ROOT, "%,.3f km²", squareKilometres);
  }
}
