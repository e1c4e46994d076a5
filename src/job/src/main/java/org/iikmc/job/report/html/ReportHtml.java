/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import org.iikmc.job.report.RunReport;

/**
 * Shows a finished job on one page that needs neither network nor script. Equal reports give equal
 * pages.
 */
public final class ReportHtml {
  private ReportHtml() {}

  /** The document: HTML5 that is well-formed XML as well. */
  public static String write(RunReport report) {
    ReportView view = new ReportView(report);
    Summary summary = new Summary(view);
    Markup html = Page.begin(summary.title());
    summary.write(html);
    contents(html, report);
    html.open("div", "class", "columns");
    ClassSections classes = new ClassSections(view);
    classes.legend(html);
    html.open("main");
    new PictureSection(view).write(html);
    classes.signatures(html);
    classes.areas(html);
    RunSections run = new RunSections(view);
    report.choice().ifPresent(choice -> new ChoiceSection(choice).write(html));
    run.iterations(html);
    run.quality(html);
    report.consistency().ifPresent(consistency -> run.consistency(html, consistency));
    report.comparison().ifPresent(comparison -> run.comparison(html, comparison));
    new ReuseSection(view).write(html);
    html.close().close();
    return Page.end(html);
  }

  private static void contents(Markup html, RunReport report) {
    html.open("nav", "aria-label", "Contents");
    link(html, "scenes", "Scenes");
    link(html, "signatures", "Signatures");
    link(html, "areas", "Over time");
    report.choice().ifPresent(choice -> link(html, "choice", "How many classes"));
    link(html, "iterations", "Iterations");
    link(html, "quality", "Quality");
    report.consistency().ifPresent(consistency -> link(html, "consistency", "Consistency"));
    report.comparison().ifPresent(comparison -> link(html, "comparison", "Comparison"));
    link(html, "reuse", "Settings and files");
    html.close();
  }

  private static void link(Markup html, String section, String name) {
    html.element("a", name, "href", "#" + section).text(" ");
  }
}
