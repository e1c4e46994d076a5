/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.job.document.CsvText;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.report.html.ComparisonHtml;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;

/**
 * The files of a comparison.
 *
 * @param oneToOne whether classes get the names of the best one-to-one assignment, and not those of
 *     the majority
 * @param signatures of the maps, to be named; empty if they are not known
 */
record ComparisonOutputs(boolean oneToOne, Optional<SignatureSet> signatures) {
  private static final String LINE = "\r\n"; // as RFC 4180 has it

  /** Names of all of them. */
  List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of(
                ComparisonReport.FILE,
                "comparison.html",
                "confusion.csv",
                "names.csv",
                JsonLegend.FILE,
                CsvLegend.FILE));
    signatures.ifPresent(any -> names.add("signatures.json"));
    return names;
  }

  void write(OutputFolder folder, ComparisonReport report) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(ComparisonReport.FILE, report.json());
    texts.put("comparison.html", ComparisonHtml.write(report));
    texts.put("confusion.csv", confusion(report));
    texts.put("names.csv", names(report));
    LegendProposal proposal = new LegendProposal(report, oneToOne);
    Legend legend = proposal.legend();
    texts.put(JsonLegend.FILE, JsonLegend.write(legend));
    texts.put(CsvLegend.FILE, CsvLegend.write(legend, proposal.agreements()));
    signatures.ifPresent(
        set -> texts.put("signatures.json", JsonFormat.text(set.with(known(legend, set)))));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      folder.write(text.getKey(), text.getValue());
    }
  }

  /** Without labels that maps have and the signatures don't. */
  private static Legend known(Legend legend, SignatureSet set) {
    return new Legend(legend.entries().stream().filter(entry -> entry.label() <= set.k()).toList());
  }

  /** The new name of a class: that of its cover, or the old one if it has none. */
  private String name(ComparisonReport.ClassEntry each) {
    return Optional.ofNullable(each.cover(oneToOne)).orElse(each.name());
  }

  private static String confusion(ComparisonReport report) {
    StringBuilder csv = new StringBuilder("class,name");
    report.covers().forEach(cover -> csv.append(',').append(CsvText.cell(cover.name())));
    csv.append(LINE);
    for (int c = 0; c < report.classes().size(); c++) {
      csv.append(c + 1).append(',').append(CsvText.cell(report.classes().get(c).name()));
      for (long pixels : report.pooled().confusion().get(c)) {
        csv.append(',').append(pixels);
      }
      csv.append(LINE);
    }
    return csv.toString();
  }

  private String names(ComparisonReport report) {
    StringBuilder csv =
        new StringBuilder("class,name,pixels,one_to_one,many_to_one,agreement" + LINE);
    LegendProposal proposal = new LegendProposal(report, oneToOne);
    for (ComparisonReport.ClassEntry each : report.classes()) {
      csv.append(each.label()).append(',').append(CsvText.cell(name(each)));
      csv.append(',').append(each.pixels());
      csv.append(',').append(CsvText.cell(Optional.ofNullable(each.oneToOne()).orElse("")));
      csv.append(',').append(CsvText.cell(Optional.ofNullable(each.manyToOne()).orElse("")));
      OptionalDouble share = proposal.agreement(each);
      csv.append(',');
      csv.append(share.isPresent() ? String.format(Locale.ROOT, "%.4f", share.getAsDouble()) : "");
      csv.append(LINE);
    }
    return csv.toString();
  }
}
