/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.choice.KTrial;

/** What came of several numbers of classes, as lines. */
final class ChoiceTable {
  private static final String ROW = "%5s %14s %10s %10s %8s %9s %10s %8s%n";

  private ChoiceTable() {}

  static String of(RunReport.Choice choice) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            ROW,
            "k",
            "inertia",
            "silhouette",
            "Cal.-Har.",
            "Dav.-B.",
            "stability",
            "iterations",
            "seconds"));
    boolean converged = true;
    for (KTrial trial : choice.trials()) {
      converged &= trial.converged();
      text.append(
          String.format(
              ROW,
              trial.k() == choice.suggestion().k() ? "> " + trial.k() : trial.k(),
              figure("%.6e", trial.validity().inertia()),
              figure("%.3f", trial.validity().simplifiedSilhouette()),
              figure("%.5g", trial.validity().calinskiHarabasz()),
              figure("%.3f", trial.validity().daviesBouldin()),
              figure("%.3f", trial.stability()),
              trial.iterations() + (trial.converged() ? "" : "*"),
              figure("%.1f", trial.seconds())));
    }
    if (!converged) {
      text.append(String.format("* not converged%n"));
    }
    return text.append(
            String.format(
                "Suggests %d classes: %s.%n",
                choice.suggestion().k(), choice.suggestion().reason()))
        .toString();
  }

  private static String figure(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
  }
}
