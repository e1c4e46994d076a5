/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.awt.image.BufferedImage;
import java.time.LocalDate;
import org.iikmc.job.report.RunReport.Pictures;
import org.iikmc.job.report.RunReport.SceneReport;

/** Each scene in colours beside its classes. */
record PictureSection(ReportView view) {
  private static final int MANY = 12;

  void write(Markup html) {
    html.open("section", "id", "scenes").element("h2", "Scenes and their classes");
    html.element(
        "p",
        "Left the scene, right its classes. All scenes are stretched alike (2 % to 98 % of the "
            + "values of the series, per channel), so their colours can be compared. Hatched: no "
            + "valid pixel. Click a scene to enlarge it.",
        "class",
        "lead");
    html.open("div", "class", view.scenes().size() > MANY ? "pictures many" : "pictures");
    ColorStretch stretch =
        new ColorStretch(view.scenes().stream().map(SceneReport::pictures).toList());
    view.scenes().forEach(scene -> scene(html, scene, stretch));
    html.close().close();
  }

  private void scene(Markup html, SceneReport scene, ColorStretch stretch) {
    html.open("figure").open("label");
    html.empty("input", "type", "checkbox", "aria-label", "Enlarge " + scene.name());
    picture(html, stretch.colors(scene.pictures()), "Colours of " + scene.name());
    picture(html, classes(scene.pictures()), "Classes of " + scene.name());
    html.close().open("figcaption");
    html.element("strong", scene.date().map(LocalDate::toString).orElse("no date")).text(" ");
    html.element("span", scene.name(), "class", "name");
    html.element(
        "span",
        NumberText.count(scene.width())
            + " × "
            + NumberText.count(scene.height())
            + scene.crs().map(crs -> " · " + crs).orElse("")
            + " · "
            + NumberText.percent(scene.pixels() / ((double) scene.width() * scene.height()))
            + " valid",
        "class",
        "detail");
    html.close().close();
  }

  private static void picture(Markup html, BufferedImage picture, String description) {
    html.empty(
        "img",
        "src",
        PngDataUri.of(picture),
        "width",
        Integer.toString(picture.getWidth()),
        "height",
        Integer.toString(picture.getHeight()),
        "alt",
        description);
  }

  private BufferedImage classes(Pictures pictures) {
    BufferedImage image =
        new BufferedImage(
            pictures.width(),
            pictures.height(),
            BufferedImage.TYPE_BYTE_INDEXED,
            view.report().signatures().style().colorModel());
    image.getRaster().setDataElements(0, 0, pictures.width(), pictures.height(), pictures.labels());
    return image;
  }
}
