/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.iikmc.kmeans.Iteration;

/** A report as JSON, without its pictures. A figure that is not defined is null. */
public final class ReportJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportJson() {}

  /** Indented, with a line break at its end. */
  public static String write(SeriesReport report) {
    return text(tree(report));
  }

  /** The same, and what the maps were published as. */
  public static String write(SeriesReport report, PublishedSeries published) {
    ObjectNode root = tree(report);
    published(root.putObject("published"), published);
    return text(root);
  }

  private static String text(ObjectNode root) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree of plain values is always written
    }
  }

  private static void published(ObjectNode node, PublishedSeries published) {
    node.put("style", published.style());
    published.alternativeStyle().ifPresent(style -> node.put("alternativeStyle", style));
    ArrayNode layers = node.putArray("layers");
    published.layers().forEach(each -> layer(layers.addObject(), each));
    published.timeLayer().ifPresent(each -> layer(node.putObject("timeLayer"), each));
    published.group().ifPresent(name -> node.put("group", name));
    published.notes().forEach(node.putArray("notes")::add);
  }

  private static void layer(ObjectNode node, PublishedSeries.Layer layer) {
    node.put("name", layer.name());
    layer.scene().ifPresent(scene -> node.put("scene", scene));
    layer.date().ifPresent(date -> node.put("date", date.toString()));
    layer.wms().ifPresent(link -> node.put("wms", link));
    layer.legend().ifPresent(link -> node.put("legend", link));
    layer.wcs().ifPresent(link -> node.put("wcs", link));
  }

  private static ObjectNode tree(SeriesReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "iikmc-report").put("version", 1);
    root.put("created", report.created().toString());
    root.put("seconds", report.seconds()).put("device", report.device());
    ObjectNode settings = root.putObject("settings");
    report.settings().forEach(settings::put);
    root.put("pixels", report.pixels());
    root.set("signatures", SignatureJson.write(report.signatures()));
    ObjectNode scaling = root.putObject("physicalValues");
    array(scaling.putArray("scale"), report.scales());
    array(scaling.putArray("offset"), report.offsets());
    ArrayNode scenes = root.putArray("scenes");
    report.scenes().forEach(scene -> scene(scenes.addObject(), scene));
    report.skipped().forEach(root.putArray("skippedScenes")::add);
    report.notes().forEach(root.putArray("notes")::add);
    report.fit().ifPresent(fit -> fit(root.putObject("clustering"), fit));
    ObjectNode quality = root.putObject("quality");
    quality.put("inertia", report.quality().inertia());
    number(quality, "simplifiedSilhouette", report.quality().simplifiedSilhouette());
    number(quality, "silhouette", report.quality().silhouette());
    quality.put("silhouettePixels", report.quality().silhouettePixels());
    report.comparison().ifPresent(c -> comparison(root.putObject("comparison"), c));
    return root;
  }

  private static void scene(ObjectNode node, SeriesReport.SceneReport scene) {
    node.put("name", scene.name()).put("date", scene.date().map(Object::toString).orElse(null));
    node.put("width", scene.width()).put("height", scene.height());
    node.put("crs", scene.crs().orElse(null));
    node.put("map", scene.name() + "_classes.tif");
    node.put("pixels", scene.pixels());
    ArrayNode counts = node.putArray("pixelsOfClass");
    for (long count : scene.counts()) {
      counts.add(count);
    }
    scene.areas().ifPresent(areas -> array(node.putArray("squareKilometresOfClass"), areas));
    array(node.putArray("inertiaOfClass"), scene.inertia());
    number(node, "simplifiedSilhouette", scene.silhouette());
  }

  private static void fit(ObjectNode node, SeriesReport.Fit fit) {
    node.put("pixels", fit.pixels());
    node.put("stopReason", fit.stopReason().name()).put("converged", fit.stopReason().converged());
    ArrayNode iterations = node.putArray("iterations");
    for (Iteration each : fit.iterations()) {
      ObjectNode line = iterations.addObject();
      line.put("number", each.number()).put("changed", each.changed());
      line.put("inertia", each.inertia()).put("largestShift", each.largestShift());
      line.put("seconds", each.nanos() / 1e9);
    }
  }

  private static void comparison(ObjectNode node, SeriesReport.Comparison comparison) {
    number(node, "jointDrift", comparison.jointDrift());
    number(node, "perSceneDrift", comparison.perSceneDrift());
    node.put("comparedPixels", comparison.comparedPixels());
    number(node, "jointAgreement", comparison.jointAgreement());
    number(node, "perSceneAgreement", comparison.perSceneAgreement());
    ArrayNode scenes = node.putArray("scenes");
    for (SeriesReport.PerScene each : comparison.scenes()) {
      ObjectNode line = scenes.addObject();
      line.put("name", each.name()).put("iterations", each.iterations());
      line.put("inertia", each.inertia());
    }
  }

  private static void array(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(value);
    }
  }

  /** JSON has no NaN. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
