/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.iikmc.job.report.RunReport.Choice;
import org.iikmc.kmeans.choice.KTrial;

/** How the number of classes was chosen. */
record ChoiceSection(Choice choice) {

  void write(Markup html) {
    html.open("section", "id", "choice").element("h2", "How many classes");
    html.element(
        "p",
        NumberText.count(choice.trials().size(), "number")
            + " of classes were tried, and "
            + choice.suggestion().k()
            + " was taken: "
            + choice.suggestion().reason()
            + ". All figures are of the labels of all pixels, about the means of their classes, in"
            + " the space of the greatest number, so that they can be compared; those of other"
            + " sections are in the space of the classes that were taken.",
        "class",
        "lead");
    html.open("div", "class", "pair");
    chart(html, "Silhouette", "simplified silhouette", t -> t.validity().simplifiedSilhouette());
    chart(html, "Stability", "adjusted Rand of two halves", KTrial::stability);
    chart(
        html,
        "Calinski-Harabasz",
        "Calinski-Harabasz index: more is better",
        t -> t.validity().calinskiHarabasz());
    chart(
        html,
        "Davies-Bouldin",
        "Davies-Bouldin index: less is better",
        t -> t.validity().daviesBouldin());
    double greatest =
        choice.trials().stream().mapToDouble(trial -> trial.validity().inertia()).max().orElse(1);
    int thousands = greatest < 1e4 ? 0 : (int) (Math.log10(greatest) / 3);
    double unit = Math.pow(10, 3.0 * thousands);
    chart(
        html,
        "Inertia",
        "inertia" + (thousands == 0 ? "" : ", " + NumberText.power(3 * thousands)),
        trial -> trial.validity().inertia() / unit);
    chart(html, "Time", "seconds", KTrial::seconds);
    html.close();
    table(html);
    html.close();
  }

  private void chart(Markup html, String title, String unit, ToDoubleFunction<KTrial> figure) {
    List<Integer> numbers = choice.trials().stream().map(KTrial::k).toList();
    new ChoiceChart(
            title + " by number of classes",
            unit,
            numbers,
            choice.trials().stream().mapToDouble(figure).toArray(),
            numbers.indexOf(choice.suggestion().k()))
        .write(html);
  }

  private void table(Markup html) {
    DataTable table =
        new DataTable(html, "Numbers of classes; more is better but for Davies-Bouldin and inertia")
            .heads(
                "classes",
                "inertia",
                "silhouette",
                "Calinski-Harabasz",
                "Davies-Bouldin",
                "stability",
                "iterations",
                "converged",
                "seconds")
            .body();
    for (KTrial trial : choice.trials()) {
      table.row(
          trial.k() + (trial.k() == choice.suggestion().k() ? " (taken)" : ""),
          NumberText.brief(trial.validity().inertia()),
          figure(trial.validity().simplifiedSilhouette()),
          NumberText.value(trial.validity().calinskiHarabasz()),
          figure(trial.validity().daviesBouldin()),
          figure(trial.stability()),
          NumberText.count(trial.iterations()),
          trial.converged() ? "yes" : "no",
          NumberText.fixed(trial.seconds(), 1));
    }
    table.end();
  }

  private static String figure(double value) {
    return Double.isFinite(value) ? NumberText.fixed(value, 3) : "–";
  }
}
