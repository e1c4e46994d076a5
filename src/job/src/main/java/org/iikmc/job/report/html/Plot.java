/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.List;

/**
 * The frame of a chart: an SVG drawing with a vertical axis, grid lines and names along the bottom.
 * Lengths are in SVG units.
 */
final class Plot {
  static final double LEFT = 62;
  static final double TOP = 34;
  private static final double RIGHT = 34;
  private static final double SLANTED = 7; // width of a letter, and a bit

  private final Markup html;
  private final Axis vertical;
  private final double width;
  private final double height;
  private final double slot;

  /**
   * Begins the drawing; {@link #end} ends it.
   *
   * @param size width and height of the region that is drawn in
   * @param title for those who do not see it
   * @param verticalTitle quantity and unit
   * @param names of the slots that the width is cut into; those that would overlap are left out
   */
  Plot(
      Markup html,
      double[] size,
      String title,
      Axis vertical,
      String verticalTitle,
      List<String> names) {
    this.html = html;
    this.vertical = vertical;
    width = size[0];
    height = size[1];
    slot = width / names.size();
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    boolean slanted = slot < (longest + 1) * SLANTED && longest > 3;
    double bottom = slanted ? 20 + 0.72 * SLANTED * Math.min(longest, 22) : 28;
    double whole = LEFT + width + RIGHT;
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", title);
    html.open(
        "svg",
        "viewBox",
        "0 0 " + NumberText.place(whole) + " " + NumberText.place(TOP + height + bottom),
        "style",
        "width:100%;min-width:" + NumberText.place(0.78 * whole) + "px",
        "role",
        "img",
        "aria-label",
        title);
    text(10, 16, verticalTitle, "start", "axis");
    vertical.ticks().forEach(this::tick);
    int every = (int) Math.max(1, Math.ceil((slanted ? 14 : (longest + 1) * SLANTED) / slot));
    for (int i = 0; i < names.size(); i += every) {
      if (slanted) {
        slanted(x(i), names.get(i));
      } else {
        text(x(i), TOP + height + 20, names.get(i), "middle", "");
      }
    }
  }

  /** Middle of a slot, from 0. */
  double x(int i) {
    return LEFT + slot * (i + 0.5);
  }

  /** Right end of the region. */
  double right() {
    return LEFT + width;
  }

  /** Width of a slot. */
  double slot() {
    return slot;
  }

  double y(double value) {
    return TOP + height * (1 - vertical.place(value));
  }

  void text(double x, double y, String content, String anchor, String kind) {
    html.element(
        "text",
        content,
        "x",
        NumberText.place(x),
        "y",
        NumberText.place(y),
        "text-anchor",
        anchor,
        "class",
        kind);
  }

  void line(double x1, double y1, double x2, double y2, String... attributes) {
    String path =
        "M"
            + NumberText.place(x1)
            + " "
            + NumberText.place(y1)
            + "L"
            + NumberText.place(x2)
            + " "
            + NumberText.place(y2);
    path(path, attributes);
  }

  void path(String path, String... attributes) {
    String[] all = new String[attributes.length + 2];
    System.arraycopy(attributes, 0, all, 2, attributes.length);
    all[0] = "d";
    all[1] = path;
    html.empty("path", all);
  }

  void dot(double x, double y, double radius, String... attributes) {
    double r = radius;
    String arc = "a" + r + " " + r + " 0 1 0 ";
    path(
        "M"
            + NumberText.place(x - r)
            + " "
            + NumberText.place(y)
            + arc
            + 2 * r
            + " 0"
            + arc
            + -2 * r
            + " 0z",
        attributes);
  }

  void end() {
    html.close().close();
  }

  private void tick(double share, String label) {
    double y = TOP + height * (1 - share);
    line(LEFT, y, LEFT + width, y, "class", share == 0 ? "base" : "grid");
    text(LEFT - 8, y + 4.5, label, "end", "");
  }

  private void slanted(double x, String name) {
    String shown =
        name.length() > 22 ? name.substring(0, 12) + "…" + name.substring(name.length() - 9) : name;
    String at = NumberText.place(x + 4) + " " + NumberText.place(TOP + height + 14);
    html.open("text", "transform", "translate(" + at + ") rotate(-45)", "text-anchor", "end");
    html.element("title", name).text(shown).close();
  }
}
