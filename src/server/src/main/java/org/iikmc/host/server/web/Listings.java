/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.layers.SceneLayer;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.catalog.StoredSeries;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.HexColor;

/** What there is, as JSON for the page. */
public final class Listings {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DirectoryCatalog catalog;
  private final Layers layers;

  /**
   * @param catalog of scenes and series
   * @param layers made of them
   */
  public Listings(DirectoryCatalog catalog, Layers layers) {
    this.catalog = catalog;
    this.layers = layers;
  }

  /** The scenes: name, layer, date, bands, where they lie. */
  public Answer scenes() throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    for (Layer layer : layers.all()) {
      if (layer instanceof SceneLayer scene) {
        ObjectNode node = array.addObject().put("name", scene.scene().name());
        node.put("layer", layer.name());
        node.put("date", scene.scene().date().map(Object::toString).orElse(null));
        scene.scene().bandNames().forEach(node.putArray("bands")::add);
        place(node, layer);
      }
    }
    return answer(MAPPER.createObjectNode().set("scenes", array));
  }

  /** The series: prefix, classes, and the layer, date and areas of each scene. */
  public Answer series() throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    var all = layers.all();
    for (StoredSeries series : catalog.series()) {
      ObjectNode node = array.addObject().put("name", series.prefix());
      node.put("created", series.created().toString());
      node.put("timeLayer", series.timeLayer().map(Listings::qualified).orElse(null));
      series.signatures().bands().forEach(node.putArray("bands")::add);
      classes(node.putArray("classes"), series.signatures());
      ArrayNode scenes = node.putArray("scenes");
      for (StoredSeries.ClassifiedScene map : series.maps()) {
        scene(scenes.addObject(), series, map);
      }
      ObjectNode files = node.putObject("files");
      Downloads.files(series)
          .keySet()
          .forEach(name -> files.put(name, Downloads.link(series, name)));
      all.stream()
          .filter(
              layer -> layer instanceof ClassLayer c && c.series().prefix().equals(series.prefix()))
          .findFirst()
          .ifPresent(layer -> place(node, layer));
    }
    return answer(MAPPER.createObjectNode().set("series", array));
  }

  private static String qualified(String layer) {
    return DirectoryCatalog.PUBLISHED + ":" + layer;
  }

  private static void classes(ArrayNode array, SignatureSet signatures) {
    for (int c = 0; c < signatures.k(); c++) {
      SignatureSet.ClassSignature each = signatures.classes().get(c);
      ObjectNode node = array.addObject().put("class", c + 1).put("name", each.name());
      node.put("color", HexColor.text(each.color())).put("pixels", each.pixels());
      each.group().ifPresent(group -> node.put("group", group));
      ArrayNode mean = node.putArray("mean");
      for (double value : each.mean()) {
        mean.add(value);
      }
    }
  }

  private static void scene(
      ObjectNode node, StoredSeries series, StoredSeries.ClassifiedScene map) {
    node.put("name", map.scene()).put("layer", qualified(map.layer()));
    node.put("date", map.date().map(Object::toString).orElse(null));
    node.put("sourceLayer", DirectoryCatalog.SCENES + ":" + DirectoryCatalog.listable(map.scene()));
    node.put("file", Downloads.link(series, map.file().getFileName().toString()));
    map.confidence()
        .ifPresent(
            confidence -> {
              node.put("confidenceLayer", qualified(confidence.layer()));
              String file = confidence.file().getFileName().toString();
              node.put("confidenceFile", Downloads.link(series, file));
            });
    ArrayNode counts = node.putArray("pixelsOfClass");
    for (long count : map.counts()) {
      counts.add(count);
    }
    map.areas()
        .ifPresent(
            areas -> {
              ArrayNode array = node.putArray("squareKilometresOfClass");
              for (double area : areas) {
                array.add(area);
              }
            });
  }

  /** West, south, east, north in degrees. */
  private static void place(ObjectNode node, Layer layer) {
    ReferencedEnvelope degrees = new ReferencedEnvelope(DefaultGeographicCRS.WGS84);
    for (Grid grid : layer.grids()) {
      box(grid).ifPresent(degrees::expandToInclude);
    }
    if (!degrees.isNull()) {
      ArrayNode box = node.putArray("bbox");
      box.add(degrees.getMinX()).add(degrees.getMinY());
      box.add(degrees.getMaxX()).add(degrees.getMaxY());
    }
    layer.grids().get(0).crs().ifPresent(crs -> node.put("crs", CRS.toSRS(crs)));
  }

  private static Optional<ReferencedEnvelope> box(Grid grid) {
    try {
      return grid.crs().isEmpty()
          ? Optional.empty()
          : Optional.of(grid.extent().transform(DefaultGeographicCRS.WGS84, true, 20));
    } catch (TransformException | FactoryException e) {
      return Optional.empty();
    }
  }

  private static Answer answer(com.fasterxml.jackson.databind.JsonNode root) throws IOException {
    return Answer.of("application/json;charset=UTF-8", MAPPER.writeValueAsBytes(root))
        .with("Cache-Control", "no-cache");
  }
}
