/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

/** What all pages have around their content. */
final class Page {
  private Page() {}

  /** A page up to the start of its body. */
  static Markup begin(String title) {
    Markup html = new Markup();
    html.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").open("head");
    html.empty("meta", "charset", "utf-8");
    // Nothing is fetched or run, whatever a name should hold.
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title);
    html.open("style").verbatim(StyleSheet.TEXT).close().close();
    return html.open("body");
  }

  /** The whole document, with its foot. */
  static String end(Markup html) {
    html.element(
        "footer",
        "Inter-image k-means clustering (IIkMC) after S. Han and J.-H. Lee, Remote Sensing 16(1):102, "
            + "2024.");
    html.close().close();
    return html + "\n";
  }
}
