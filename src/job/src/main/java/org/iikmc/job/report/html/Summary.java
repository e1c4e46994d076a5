/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.report.RunReport.Fit;

/** The head of the page: what was made of what, and what to be careful about. */
record Summary(ReportView view) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  String title() {
    String scenes = NumberText.count(view.scenes().size(), "scene");
    return view.report().fit().isPresent()
        ? scenes
            + " clustered into "
            + (view.k() == 1 ? "1 class" : NumberText.count(view.k()) + " classes")
        : scenes + " classified with given signatures";
  }

  void write(Markup html) {
    RunReport report = view.report();
    html.open("header").element("p", "IIkMC · " + TIME.format(report.created()), "class", "over");
    html.element("h1", title());
    html.open("dl", "class", "facts");
    fact(html, "Dates", dates());
    fact(html, "Valid pixels", pixels());
    fact(html, "Classes", NumberText.count(view.k()));
    List<String> bands = report.signatures().bands();
    fact(html, NumberText.count(bands.size(), "band"), String.join(", ", bands));
    fact(html, "Iterations", iterations());
    fact(html, "Computed on", report.device());
    fact(html, "Time", time(report.stages()));
    html.close();
    List<String> warnings = warnings();
    if (!warnings.isEmpty()) {
      html.open("div", "class", "warning", "role", "note");
      html.element("strong", "Please note").open("ul");
      warnings.forEach(warning -> html.element("li", warning));
      html.close().close();
    }
    html.close();
  }

  private String pixels() {
    RunReport report = view.report();
    long none = report.scenes().stream().mapToLong(RunReport.SceneReport::unclassified).sum();
    return NumberText.count(report.pixels() + none)
        + (none == 0 ? "" : ", " + NumberText.count(none) + " of them without a class");
  }

  private static String time(RunReport.Stages stages) {
    return String.format(
        "%s: read %s, cluster %s, measure %s, write %s",
        NumberText.duration(stages.total()),
        NumberText.duration(stages.read()),
        NumberText.duration(stages.cluster()),
        NumberText.duration(stages.measure()),
        NumberText.duration(stages.write()));
  }

  private static void fact(Markup html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  private String dates() {
    List<LocalDate> dates = view.scenes().stream().flatMap(s -> s.date().stream()).toList();
    if (dates.isEmpty()) {
      return "not known";
    }
    LocalDate first = dates.get(0);
    LocalDate last = dates.get(dates.size() - 1);
    String range = first.equals(last) ? first.toString() : first + " to " + last;
    int unknown = view.scenes().size() - dates.size();
    return unknown == 0 ? range : range + " (" + unknown + " not known)";
  }

  private String iterations() {
    if (view.report().fit().isEmpty()) {
      return "none: signatures were given";
    }
    Fit fit = view.report().fit().get();
    return fit.iterations().size() + (fit.stopReason().converged() ? ", converged" : ", cut short");
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(view.report().notes());
    view.report()
        .fit()
        .filter(fit -> !fit.stopReason().converged())
        .ifPresent(
            fit ->
                warnings.add(
                    "The clustering did not converge: it stopped at the maximum of "
                        + NumberText.count(fit.iterations().size(), "iteration")
                        + ". The classes may still change; allow more with --max-iterations"
                        + (fit.rules().isPresent()
                            ? ", or, where the same ones are split and merged again and again, a"
                                + " larger --max-std."
                            : ".")));
    List<Integer> empty =
        IntStream.range(0, view.k()).filter(c -> view.pixels(c) == 0).boxed().toList();
    if (!empty.isEmpty()) {
      warnings.add(
          view.report().fit().isPresent()
              ? "Empty, no pixel got this class: " + view.classNames(empty) + ". Try a smaller k."
              : "Not found in these scenes: " + view.classNames(empty) + ".");
    }
    List<String> skipped = view.report().skipped();
    if (!skipped.isEmpty()) {
      warnings.add("Skipped for want of a valid pixel: " + String.join(", ", skipped) + ".");
    }
    return warnings;
  }
}
