/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

/** A table of figures that scrolls sideways by itself where it is wider than the page. */
final class DataTable {
  private final Markup html;

  DataTable(Markup html, String caption) {
    this.html = html;
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
  }

  DataTable heads(String... names) {
    for (String name : names) {
      html.element("th", name, "scope", "col");
    }
    return this;
  }

  /** A column of class c (from 0). */
  DataTable head(ReportView view, int c) {
    return head(view.hex(c), view.className(c));
  }

  /** A column of what has a colour. */
  DataTable head(String color, String name) {
    html.open("th", "scope", "col");
    swatch(html, color);
    html.text(name).close();
    return this;
  }

  /** Ends the heads. */
  DataTable body() {
    html.close().close().open("tbody");
    return this;
  }

  DataTable row(String name, String... cells) {
    html.open("tr").element("th", name, "scope", "row");
    return cells(cells);
  }

  /** A row of class c (from 0). */
  DataTable row(ReportView view, int c, String... cells) {
    return colored(view.hex(c), view.className(c), cells);
  }

  /** A row of what has a colour. */
  DataTable colored(String color, String name, String... cells) {
    html.open("tr").open("th", "scope", "row");
    swatch(html, color);
    html.text(name).close();
    return cells(cells);
  }

  /** A row of a figure, as text and as a bar; the bar is left out below 0 and if undefined. */
  void bar(String name, String text, double share) {
    html.open("tr").element("th", name, "scope", "row").element("td", text);
    html.open("td", "class", "bar", "aria-hidden", "true");
    double percent = share > 0 ? 100 * Math.min(1, share) : 0;
    html.element("i", "", "style", "width:" + NumberText.place(percent) + "%").close().close();
  }

  /** Sums below the rows. */
  DataTable foot(String name, String... cells) {
    html.close().open("tfoot").open("tr").element("th", name, "scope", "row");
    return cells(cells);
  }

  void end() {
    html.close().close().close();
  }

  static void swatch(Markup html, String color) {
    html.element("i", "", "class", "swatch", "style", "background:" + color);
  }

  private DataTable cells(String... cells) {
    for (String cell : cells) {
      html.element("td", cell);
    }
    html.close();
    return this;
  }
}
