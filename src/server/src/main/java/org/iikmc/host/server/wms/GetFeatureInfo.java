/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.ConfidenceLayer;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.layers.SceneLayer;
import org.iikmc.kmeans.LabelConfidence;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.ClassStyle;

/** Tells what lies under a point of a map: class, its name, and the values of the scene. */
final class GetFeatureInfo {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Layers layers;

  GetFeatureInfo(Layers layers) {
    this.layers = layers;
  }

  Answer answer(MapRequest request, Parameters parameters, WmsVersion version) throws IOException {
    int column = inside(parameters, version.column(), request.view().width());
    int row = inside(parameters, version.row(), request.view().height());
    Viewport point = point(request.view(), column, row);
    ObjectNode collection = MAPPER.createObjectNode().put("type", "FeatureCollection");
    var features = collection.putArray("features");
    for (String name :
        RequestList.distinct(RequestList.of("query_layers", parameters.require("query_layers")))) {
      Layer layer = GetMap.find(layers, name);
      if (layer instanceof ClassLayer classified) {
        for (ClassLayer.Map map : TimeChoice.choose(classified, request.time())) {
          add(
              features.addObject(),
              layer,
              properties -> describe(classified, map, point, properties));
        }
      } else if (layer instanceof ConfidenceLayer confidence) {
        add(features.addObject(), layer, properties -> describe(confidence, point, properties));
      } else if (layer instanceof SceneLayer scene) {
        add(features.addObject(), layer, properties -> values(scene.scene(), point, properties));
      }
    }
    String format = parameters.get("info_format").orElse("text/plain");
    return switch (format) {
      case "application/json" ->
          Answer.text(200, "application/json;charset=UTF-8", MAPPER.writeValueAsString(collection));
      case "text/plain" -> Answer.text(200, "text/plain;charset=UTF-8", plain(collection));
      default ->
          throw new OwsException(
              "InvalidFormat",
              "info_format",
              "info_format is '" + format + "', but must be application/json or text/plain.");
    };
  }

  private static int inside(Parameters parameters, String name, int limit) {
    int number = MapRequest.number(parameters, name);
    if (number < 0 || number >= limit) {
      throw new OwsException(
          "InvalidPoint", name, name + " is " + number + ", which lies outside of the map.");
    }
    return number;
  }

  /** One pixel of the map as a map of its own. */
  private static Viewport point(Viewport view, int column, int row) {
    return new Viewport(
        new org.geotools.geometry.jts.ReferencedEnvelope(
            view.x(column),
            view.x(column + 1),
            view.y(row + 1),
            view.y(row),
            view.bounds().getCoordinateReferenceSystem()),
        1,
        1);
  }

  private interface Description {
    void into(ObjectNode properties) throws IOException;
  }

  private static void add(ObjectNode feature, Layer layer, Description description)
      throws IOException {
    feature.put("type", "Feature").put("id", layer.name()).putNull("geometry");
    description.into(feature.putObject("properties"));
  }

  private void describe(ClassLayer layer, ClassLayer.Map map, Viewport point, ObjectNode properties)
      throws IOException {
    properties.put("scene", map.scene().scene());
    properties.put("date", map.scene().date().map(Object::toString).orElse(null));
    Optional<Rectangle> pixel = pixel(map.file().grid(), point);
    int label = 0;
    if (pixel.isPresent()) {
      Raster raster = map.file().read(pixel.get());
      label = raster.getSample(raster.getMinX(), raster.getMinY(), 0);
    }
    ClassStyle style = layer.series().signatures().style();
    properties.put("class", label);
    if (label >= 1 && label <= style.names().size()) {
      properties.put("className", style.names().get(label - 1));
      properties.put("color", style.hex(label - 1));
    } else {
      properties.put("className", "no data");
    }
    Optional<SceneSource> scene = layers.scene(map.scene().scene());
    if (scene.isPresent()) {
      values(scene.get(), point, properties);
    }
  }

  /** As shares and standard deviations; null where there is no data. */
  private static void describe(ConfidenceLayer layer, Viewport point, ObjectNode properties)
      throws IOException {
    properties.put("scene", layer.scene().scene());
    properties.put("date", layer.scene().date().map(Object::toString).orElse(null));
    Optional<Rectangle> pixel = pixel(layer.file().grid(), point);
    properties.putNull("margin").putNull("distance");
    if (pixel.isPresent()) {
      Raster raster = layer.file().read(pixel.get());
      int margin = raster.getSample(raster.getMinX(), raster.getMinY(), 0);
      if (margin > 0) {
        int distance = raster.getSample(raster.getMinX(), raster.getMinY(), 1);
        properties.put("margin", LabelConfidence.margin(margin));
        properties.put("distance", LabelConfidence.distance(distance));
      }
    }
  }

  private static void values(SceneSource source, Viewport point, ObjectNode properties)
      throws IOException {
    Scene scene;
    try {
      scene = source.open(source.bandNames());
    } catch (InputException e) { // its bands don't share one grid
      return;
    }
    Optional<Rectangle> pixel = pixel(scene.grid(), point);
    if (pixel.isEmpty()) {
      return;
    }
    ObjectNode values = properties.putObject("values");
    for (Band band : scene.bands()) {
      BitSet there = PixelSource.all(1);
      Raster raster = band.pixels().read(pixel.get(), there);
      double value = raster.getSampleDouble(raster.getMinX(), raster.getMinY(), band.index());
      if (there.get(0) && !band.nodata().matches(value)) {
        values.put(band.name(), value);
      } else {
        values.putNull(band.name());
      }
    }
  }

  private static Optional<Rectangle> pixel(Grid grid, Viewport point) {
    Rectangle window = new Lookup(point, grid).window();
    return window.isEmpty() ? Optional.empty() : Optional.of(window);
  }

  private static String plain(ObjectNode collection) {
    StringBuilder text = new StringBuilder();
    for (var feature : collection.path("features")) {
      text.append("Layer ").append(feature.path("id").asText()).append('\n');
      for (Iterator<Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> all =
              feature.path("properties").fields();
          all.hasNext(); ) {
        var each = all.next();
        if (each.getValue().isObject()) {
          each.getValue()
              .fields()
              .forEachRemaining(v -> line(text, v.getKey(), v.getValue().asText()));
        } else {
          line(text, each.getKey(), each.getValue().asText());
        }
      }
    }
    return text.isEmpty() ? "no features were found\n" : text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" = ").append(value).append('\n');
  }
}
