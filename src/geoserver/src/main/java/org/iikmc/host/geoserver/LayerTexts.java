/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.report.RunReport;

/** Titles, abstracts and keywords: how the maps were made, for those who find them later. */
final class LayerTexts {
  private static final int SHOWN_SCENES = 20;

  private final PublicationPlan plan;
  private final RunReport report;

  LayerTexts(PublicationPlan plan, RunReport report) {
    this.plan = plan;
    this.report = report;
  }

  LayerDraft.Texts of(RunReport.SceneReport scene) {
    String date = scene.date().map(d -> " on " + d).orElse("");
    return new LayerDraft.Texts(
        plan.prefix() + ": classes of " + scene.name() + date,
        String.format(
            Locale.ROOT,
            "Classes of %s%s, %,d valid pixels. %s",
            scene.name(),
            date,
            scene.pixels(),
            series()),
        keywords(Optional.of(scene)));
  }

  LayerDraft.Texts ofConfidence(RunReport.SceneReport scene) {
    String date = scene.date().map(d -> " on " + d).orElse("");
    return new LayerDraft.Texts(
        plan.prefix() + ": confidence of " + scene.name() + date,
        "How sure the classes of "
            + scene.name()
            + date
            + " are: margin to the next signature, and distance to the own one. "
            + series(),
        keywords(Optional.of(scene)));
  }

  LayerDraft.Texts ofAllDates() {
    return new LayerDraft.Texts(
        plan.prefix() + ": classes on all dates",
        "Classes of " + report.scenes().size() + " scenes by TIME. " + series(),
        keywords(Optional.empty()));
  }

  private String series() {
    String scenes =
        report.scenes().stream()
                .limit(SHOWN_SCENES)
                .map(RunReport.SceneReport::name)
                .collect(Collectors.joining(", "))
            + (report.scenes().size() > SHOWN_SCENES
                ? " and " + (report.scenes().size() - SHOWN_SCENES) + " more"
                : "");
    return String.format(
        Locale.ROOT,
        "%d classes common to all scenes of the series (%s), bands %s%s. Inertia %.6g, simplified"
            + " silhouette %.3f. Made with IIkMC on %s; a class means the same spectrum in every"
            + " scene (inter-image k-means, Han and Lee 2024, doi:10.3390/rs16010102).",
        report.signatures().k(),
        scenes,
        String.join(", ", report.signatures().bands()),
        report.fit().map(LayerTexts::fit).orElse(", signatures given"),
        report.quality().inertia(),
        report.quality().simplifiedSilhouette(),
        report.created().toString().substring(0, 10));
  }

  private static String fit(RunReport.Fit fit) {
    return String.format(
        Locale.ROOT,
        ", found in %d iterations over %,d pixels, %s",
        fit.iterations().size(),
        fit.pixels(),
        fit.stopReason().converged() ? "converged" : "not converged");
  }

  private List<String> keywords(Optional<RunReport.SceneReport> scene) {
    List<String> words =
        new ArrayList<>(List.of("IIkMC", "classification", "k-means", plan.prefix()));
    scene.ifPresent(
        s -> {
          words.add(s.name());
          s.date().ifPresent(date -> words.add(date.toString()));
        });
    return words;
  }
}
