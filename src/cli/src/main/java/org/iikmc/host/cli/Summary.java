/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.iikmc.job.report.RunReport;

/** The last lines of a run. */
final class Summary {
  private Summary() {}

  static String of(RunReport report, Path out) {
    StringBuilder text = new StringBuilder();
    report.choice().ifPresent(choice -> text.append(ChoiceTable.of(choice)));
    text.append(
        String.format(
            Locale.ROOT,
            "%,d pixels of %d scene%s in %d classes, %.1f s on %s.%n",
            report.pixels(),
            report.scenes().size(),
            report.scenes().size() == 1 ? "" : "s",
            report.signatures().k(),
            report.seconds(),
            report.device()));
    RunReport.Stages stages = report.stages();
    text.append(
        String.format(
            Locale.ROOT,
            "Reading took %.1f s, clustering %.1f s, measuring %.1f s, writing %.1f s.%n",
            stages.read(),
            stages.cluster(),
            stages.measure(),
            stages.write()));
    report
        .fit()
        .ifPresent(
            fit ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s after %d iterations, ",
                        fit.stopReason().converged() ? "Converged" : "Stopped, not converged,",
                        fit.iterations().size())));
    text.append(
        String.format(Locale.ROOT, "silhouette %.3f", report.quality().simplifiedSilhouette()));
    long empty = report.signatures().classes().stream().filter(c -> c.pixels() == 0).count();
    text.append(empty == 0 ? "." : ", " + empty + " classes without a pixel.");
    report
        .consistency()
        .filter(c -> c.comparedPixels() > 0)
        .ifPresent(
            c ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nLabels of the same ground agree in %.1f %% (kappa %.2f). Of a label, the ground"
                            + " tells %.0f %% and the date %.0f %%.",
                        100 * c.agreement(),
                        c.kappa(),
                        100 * Math.max(0, c.toldByGround()),
                        100 * c.toldByDate())));
    report
        .comparison()
        .ifPresent(
            c ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nFrom scene to scene the spectrum of a label drifts by %.4g, and by %.4g where"
                            + " each scene is clustered for itself; labels of the same ground agree in"
                            + " %.1f %% and %.1f %%.",
                        c.jointDrift(),
                        c.perSceneDrift(),
                        100 * c.jointAgreement(),
                        100 * c.perSceneAgreement())));
    if (!report.skipped().isEmpty()) {
      text.append(
          String.format("%nSkipped, no valid pixel: %s.", String.join(", ", report.skipped())));
    }
    text.append(String.format("%nReport: %s", out.resolve("report.html")));
    return text.toString();
  }
}
