/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.report.ChangeReport;

/** Titles, abstracts and keywords of layers of change. */
record ChangeTexts(PublicationPlan plan, ChangeReport report) {
  LayerDraft.Texts of(ChangeReport.PairEntry pair) {
    return new LayerDraft.Texts(
        plan.prefix() + ": changes " + pair.title(),
        String.format(
            Locale.ROOT,
            "From which class to which pixels changed between %s and %s: %,d of %,d pixels that both"
                + " maps have a class of. %s",
            pair.from().name(),
            pair.to().name(),
            pair.changedPixels(),
            pair.pixels(),
            made()),
        keywords(Optional.of(pair)));
  }

  LayerDraft.Texts ofAllDates() {
    return new LayerDraft.Texts(
        plan.prefix() + ": changes on all dates",
        "From which class to which pixels changed since the date before, by TIME. " + made(),
        keywords(Optional.empty()));
  }

  private String made() {
    return "A value means the same change in all layers. Made with IIkMC on "
        + report.created().substring(0, 10)
        + ".";
  }

  private List<String> keywords(Optional<ChangeReport.PairEntry> pair) {
    List<String> words = new ArrayList<>(List.of("IIkMC", "change", plan.prefix()));
    pair.ifPresent(
        each -> {
          words.add(each.from().name());
          words.add(each.to().name());
        });
    return words;
  }
}
