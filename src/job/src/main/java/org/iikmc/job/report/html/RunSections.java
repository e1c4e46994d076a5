/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.iikmc.job.report.RunReport.Comparison;
import org.iikmc.job.report.RunReport.Consistency;
import org.iikmc.job.report.RunReport.Fit;
import org.iikmc.job.report.RunReport.PartialClass;
import org.iikmc.job.report.RunReport.PerScene;
import org.iikmc.job.report.RunReport.Quality;
import org.iikmc.job.report.RunReport.SceneReport;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.Iteration;

/** How the classes were found and how good they are. */
record RunSections(ReportView view) {

  void iterations(Markup html) {
    html.open("section", "id", "iterations").element("h2", "Iterations");
    view.report()
        .fit()
        .ifPresentOrElse(
            fit -> iterations(html, fit),
            () ->
                html.element(
                    "p", "The signatures were given; nothing was iterated.", "class", "lead"));
    html.close();
  }

  private void iterations(Markup html, Fit fit) {
    html.element("p", ending(fit) + sample(fit), "class", "lead");
    fit.rules().ifPresent(rules -> html.element("p", text(rules)));
    List<Iteration> all = fit.iterations();
    if (all.isEmpty()) {
      return;
    }
    html.open("div", "class", "pair");
    double percent = 100.0 / fit.pixels();
    new IterationChart(
            "Pixels that changed class",
            "% of pixels that changed class",
            all.stream().mapToDouble(each -> percent * each.changed()).toArray(),
            true,
            threshold())
        .write(html);
    double greatest = all.stream().mapToDouble(Iteration::inertia).max().orElse(1);
    int thousands = greatest < 1e4 ? 0 : (int) (Math.log10(greatest) / 3);
    double unit = Math.pow(10, 3.0 * thousands);
    new IterationChart(
            "Inertia",
            "inertia" + (thousands == 0 ? "" : ", " + NumberText.power(3 * thousands)),
            all.stream().mapToDouble(each -> each.inertia() / unit).toArray(),
            false,
            OptionalDouble.empty())
        .write(html);
    html.close();
    html.open("details").element("summary", "Table of the iterations");
    DataTable table =
        new DataTable(html, "Iterations")
            .heads("iteration", "changed pixels", "share", "inertia", "largest shift", "ms")
            .body();
    for (Iteration each : all) {
      table.row(
          NumberText.count(each.number()),
          NumberText.count(each.changed()),
          NumberText.percent(each.changed() / (double) fit.pixels()),
          NumberText.value(each.inertia()),
          NumberText.value(each.largestShift()),
          NumberText.fixed(each.nanos() / 1e6, 1));
    }
    table.end();
    html.close();
    if (fit.rules().isPresent()) {
      changes(html, all);
    }
  }

  private static String text(ClassRules rules) {
    return String.format(
        "After each iteration a class of fewer than %s was dropped, one with a standard deviation "
            + "above %s could be split, and two nearer than %s merged, %s at most.",
        NumberText.count(rules.minPixels(), "pixel"),
        NumberText.value(rules.maxDeviation()),
        NumberText.value(rules.minDistance()),
        NumberText.count(rules.maxMerges(), "pair"));
  }

  private static void changes(Markup html, List<Iteration> all) {
    html.open("details", "open", "open").element("summary", "Classes that came and went");
    DataTable table =
        new DataTable(
                html,
                "By the numbers that classes had in that iteration; where they were none at all, "
                    + "only signatures moved")
            .heads("iteration", "classes", "changes")
            .body();
    for (Iteration each : all) {
      table.row(
          NumberText.count(each.number()),
          NumberText.count(each.classes()),
          each.changes().isEmpty()
              ? "none"
              : each.changes().stream().map(ClassChange::text).collect(Collectors.joining(", ")));
    }
    table.end();
    html.close();
  }

  private static String ending(Fit fit) {
    String after = " after " + NumberText.count(fit.iterations().size(), "iteration");
    return switch (fit.stopReason()) {
      case CHANGE_THRESHOLD ->
          "Converged" + after + ": fewer pixels changed class than the change threshold. ";
      case SHIFT_TOLERANCE ->
          "Converged" + after + ": every signature moved less than the shift tolerance. ";
      case MAX_ITERATIONS -> "Not converged: cut short" + after + ", the most that was allowed. ";
    };
  }

  private String sample(Fit fit) {
    long pixels = view.report().pixels();
    return fit.pixels() >= pixels
        ? "All valid pixels took part."
        : "The signatures were found with a sample of "
            + NumberText.count(fit.pixels(), "pixel")
            + " ("
            + NumberText.percent(fit.pixels() / (double) pixels)
            + "); all pixels were then classified.";
  }

  /** In percent, if the settings tell; they may spell the option with dashes or as one word. */
  private OptionalDouble threshold() {
    for (Map.Entry<String, String> each : view.report().settings().entrySet()) {
      if (each.getKey().replace("-", "").equalsIgnoreCase("changethreshold")) {
        try {
          double share = Double.parseDouble(each.getValue().strip());
          return share > 0 && share <= 1 ? OptionalDouble.of(100 * share) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
          return OptionalDouble.empty(); // the settings table shows it as it is
        }
      }
    }
    return OptionalDouble.empty();
  }

  void quality(Markup html) {
    Quality quality = view.report().quality();
    html.open("section", "id", "quality").element("h2", "Quality");
    html.open("div", "class", "cards");
    card(
        html,
        "Simplified silhouette, all pixels",
        silhouette(quality.simplifiedSilhouette()),
        "How much nearer pixels are to their own signature than to the next one: 1 is perfectly "
            + "apart, 0 is halfway. Above 0.5 classes are clear; k-means never gets below 0.");
    card(
        html,
        "Silhouette, " + NumberText.count(quality.silhouettePixels(), "sampled pixel"),
        silhouette(quality.silhouette()),
        "The same idea with distances between pixels, from −1 to 1: above 0.5 is good, 0.25 to "
            + "0.5 usual for scenes whose covers blend, below that classes overlap.");
    card(
        html,
        "Inertia",
        NumberText.brief(quality.inertia()),
        "Sum of squared distances to the own signature; a pixel is "
            + NumberText.value(Math.sqrt(quality.inertia() / view.report().pixels()))
            + " away from it (root mean square, in stored units). Less is better, for the same "
            + "k, bands and scenes only.");
    html.close();
    DataTable table =
        new DataTable(
                html,
                "Simplified silhouette of each scene; a scene far below the others fits "
                    + "the common classes badly (haze, snow, missed clouds)")
            .heads("scene", "silhouette", "0 to 1")
            .body();
    for (SceneReport scene : view.scenes()) {
      table.bar(view.shortName(scene), silhouette(scene.silhouette()), scene.silhouette());
    }
    table.end();
    html.close();
  }

  private static void card(Markup html, String name, String value, String reading) {
    html.open("div", "class", "card").element("h3", name).element("p", value, "class", "big");
    html.element("p", reading).close();
  }

  private static String silhouette(double value) {
    return Double.isFinite(value)
        ? NumberText.fixed(value, 3)
        : "not defined: all pixels are of one class";
  }

  void consistency(Markup html, Consistency consistency) {
    html.open("section", "id", "consistency").element("h2", "Same ground, same class?");
    if (consistency.comparedPixels() == 0) {
      html.element("p", "No two scenes have valid pixels on common ground.", "class", "lead");
    } else {
      html.element(
          "p",
          "From "
              + NumberText.count(consistency.comparedPixels(), "pair")
              + " of pixels of two scenes on the same ground. Where covers did not change, classes "
              + "that mean covers keep their ground.",
          "class",
          "lead");
      html.open("div", "class", "cards");
      card(
          html,
          "Agreement",
          NumberText.percent(consistency.agreement()),
          "How often two scenes give the same ground the same class. Few large classes raise it.");
      card(
          html,
          "Cohen's kappa",
          figure(consistency.kappa()),
          "Agreement beyond chance: 1 is all, 0 is none. The adjusted Rand index, which does not "
              + "look at the names of the classes, is "
              + figure(consistency.adjustedRand())
              + ".");
      html.close();
      DataTable table =
          new DataTable(
                  html,
                  "How much of a pixel's class is known from its ground, and from its date alone: "
                      + "good classes tell of the ground")
              .heads("told by", "share", "0 to 100 %")
              .body();
      told(table, "ground", consistency.toldByGround());
      told(table, "date", consistency.toldByDate());
      table.end();
    }
    if (!consistency.partial().isEmpty()) {
      DataTable table =
          new DataTable(
                  html,
                  "Classes that some scenes hardly have: snow, cloud or a season; or light, if the "
                      + "date tells much")
              .heads("class", "only in")
              .body();
      for (PartialClass each : consistency.partial()) {
        table.row(
            view.classNames(List.of(each.label() - 1)),
            view.scenes().stream()
                .filter(scene -> each.scenes().contains(scene.name()))
                .map(view::shortName)
                .collect(Collectors.joining(", ")));
      }
      table.end();
    }
    html.close();
  }

  private static void told(DataTable table, String by, double share) {
    double shown = Math.max(0, share);
    table.bar(by, Double.isFinite(share) ? NumberText.percent(shown) : "not defined", shown);
  }

  private static String figure(double value) {
    return Double.isFinite(value) ? NumberText.fixed(value, 3) : "not defined";
  }

  void comparison(Markup html, Comparison comparison) {
    html.open("section", "id", "comparison");
    html.element("h2", "What joint clustering buys");
    html.element(
        "p",
        "Clustered scene by scene, a class number means something else in each scene. Drift says "
            + "how far the mean spectrum of a class in one scene lies from that in all: less is "
            + "better. Agreement says how often two scenes give the same ground the same number. Classes "
            + "of a scene for itself have been given the joint numbers that fit them best.",
        "class",
        "lead");
    double drift = comparison.jointDrift();
    double driftAlone = comparison.perSceneDrift();
    DataTable drifts = new DataTable(html, "Drift of the classes, in stored units: less is better");
    drifts.heads("clustered", "drift", "").body();
    drifts.bar("jointly", NumberText.value(drift), drift / Math.max(drift, driftAlone));
    drifts.bar(
        "each scene for itself",
        NumberText.value(driftAlone),
        driftAlone / Math.max(drift, driftAlone));
    drifts.end();
    if (comparison.comparedPixels() == 0) {
      html.element(
          "p",
          "No two scenes have valid pixels on common ground, so label agreement is not defined.");
    } else {
      DataTable table =
          new DataTable(
              html,
              "Label agreement on the same ground, "
                  + NumberText.count(comparison.comparedPixels(), "pair")
                  + " of pixels: more is better");
      table.heads("clustered", "agreement", "0 to 100 %").body();
      double joint = comparison.jointAgreement();
      double alone = comparison.perSceneAgreement();
      table.bar("jointly", NumberText.percent(joint), joint);
      table.bar("each scene for itself", NumberText.percent(alone), alone);
      table.end();
    }
    perScene(html, comparison);
    html.close();
  }

  private void perScene(Markup html, Comparison comparison) {
    DataTable table =
        new DataTable(
            html,
            "Each scene for itself. Its own signatures fit a scene at least about as well as common "
                + "ones, so joint inertia is higher or much the same: that is the price of comparable classes");
    table.heads("scene", "iterations", "inertia alone", "inertia joint", "difference").body();
    double alone = 0;
    double joint = 0;
    for (SceneReport scene : view.scenes()) {
      for (PerScene each : comparison.scenes()) {
        if (each.name().equals(scene.name())) {
          double inertia = ReportView.inertia(scene);
          alone += each.inertia();
          joint += inertia;
          table.row(
              view.shortName(scene),
              NumberText.count(each.iterations()),
              NumberText.value(each.inertia()),
              NumberText.value(inertia),
              NumberText.percent(inertia / each.inertia() - 1));
        }
      }
    }
    table.foot(
        "sum",
        "",
        NumberText.value(alone),
        NumberText.value(joint),
        NumberText.percent(joint / alone - 1));
    table.end();
  }
}
