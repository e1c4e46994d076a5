/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

/** How to repeat the job and what to do with its outputs. */
record ReuseSection(ReportView view) {

  void write(Markup html) {
    html.open("section", "id", "reuse").element("h2", "Settings and files");
    if (!view.report().settings().isEmpty()) {
      DataTable table = new DataTable(html, "Settings").heads("setting", "value").body();
      view.report().settings().forEach(table::row);
      table.end();
    }
    html.element("h3", "Classify another scene with these classes");
    html.open("pre", "tabindex", "0");
    html.element(
        "code", "java -jar iikmc.jar classify SCENE --signatures signatures.json --out DIR");
    html.close();
    html.element("h3", "Files beside this page");
    html.open("dl", "class", "files");
    file(html, "SCENE_classes.tif", "map of each scene: 0 no data, 1 to " + view.k() + " classes");
    file(html, "SCENE_classes.qml", "its style for QGIS, which finds it by itself");
    file(html, "signatures.json", "the classes, to classify further scenes; names may be edited");
    file(html, "signatures.csv", "the same for spreadsheets and R");
    file(
        html,
        "legend.csv",
        "names, colours and groups of the classes, to edit and give with --legend; legend.json is"
            + " the same for programs");
    file(html, "classes.sld", "style of the maps for GeoServer");
    file(
        html,
        "classify.sld",
        "style with which a GeoServer with the plugin classifies further layers as it draws them");
    file(html, "report.json", "the figures of this page for programs");
    html.close().close();
  }

  private static void file(Markup html, String name, String use) {
    html.open("dt").element("code", name).close().element("dd", use);
  }
}
