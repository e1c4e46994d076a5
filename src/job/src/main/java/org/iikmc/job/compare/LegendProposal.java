/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.raster.style.HexColor;

/**
 * The legend that a comparison proposes: each class is called like its cover, and classes of one
 * cover are a group. A class without a cover keeps its name.
 *
 * @param oneToOne whether covers are those of the best one-to-one assignment, and not those of the
 *     majority
 */
record LegendProposal(ComparisonReport report, boolean oneToOne) {
  /** What is proposed for all classes. */
  Legend legend() {
    Map<String, Long> classesOf =
        report.classes().stream()
            .flatMap(each -> cover(each).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Legend.Entry> entries = new ArrayList<>();
    for (ComparisonReport.ClassEntry each : report.classes()) {
      Optional<String> cover = cover(each);
      String plain = "Class " + each.label();
      String own = Legend.usable(each.name()).orElse(plain);
      boolean taken = classesOf.getOrDefault(own, 0L) > 1;
      entries.add(
          new Legend.Entry(
              each.label(),
              cover.orElse(taken ? plain + " without a cover" : own),
              color(each),
              cover.filter(name -> classesOf.get(name) > 1)));
    }
    return new Legend(entries);
  }

  private static Optional<Color> color(ComparisonReport.ClassEntry each) {
    return Optional.ofNullable(each.color()).flatMap(HexColor::parse);
  }

  /** Names of covers come from files of all kinds, and need not be good names of classes. */
  private Optional<String> cover(ComparisonReport.ClassEntry each) {
    return Optional.ofNullable(each.cover(oneToOne)).flatMap(Legend::usable);
  }

  /** How far each class is its cover, in words, by label. */
  Map<Integer, String> agreements() {
    Map<Integer, String> texts = new TreeMap<>();
    for (ComparisonReport.ClassEntry each : report.classes()) {
      agreement(each)
          .ifPresent(
              share ->
                  texts.put(
                      each.label(),
                      String.format(
                          Locale.ROOT,
                          "%.0f %% of %d pixels compared are %s",
                          100 * share,
                          each.pixels(),
                          cover(each).orElse("of an unnamed cover"))));
    }
    return texts;
  }

  /** Share of the pixels of a class that have its cover; empty if it has none. */
  OptionalDouble agreement(ComparisonReport.ClassEntry each) {
    long[] row = report.pooled().confusion().get(each.label() - 1);
    return IntStream.range(0, row.length)
        .filter(j -> report.covers().get(j).name().equals(each.cover(oneToOne)))
        .mapToDouble(j -> (double) row[j] / each.pixels())
        .findFirst();
  }
}
