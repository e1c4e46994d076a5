/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.layers.ClassLayer;
import org.iikmc.host.server.layers.ConfidenceLayer;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.layers.SceneLayer;
import org.iikmc.job.legend.Legend;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.HexColor;

/**
 * Draws legends: the classes of a layer, a group of them as one, or which bands of a scene are
 * shown.
 */
final class GetLegendGraphic {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LINE = 20;
  private static final int SWATCH = 20;
  private static final int LETTER = 8;
  private static final int MOST_LETTERS = 60;

  private final Layers layers;
  private final PngWriter png = new PngWriter();

  GetLegendGraphic(Layers layers) {
    this.layers = layers;
  }

  private record Entry(Color color, String name) {}

  Answer answer(Parameters parameters) throws IOException {
    Layer layer = GetMap.find(layers, parameters.require("layer"));
    String format = parameters.get("format").orElse("image/png");
    if (format.equals("application/json")) {
      return Answer.text(200, "application/json;charset=UTF-8", json(layer));
    }
    if (!format.startsWith("image/png")) {
      throw new OwsException(
          "InvalidFormat",
          "format",
          "format is '" + format + "', but must be image/png or application/json.");
    }
    return Answer.of("image/png", png.write(draw(entries(layer))));
  }

  private static List<Entry> entries(Layer layer) {
    List<Entry> entries = new ArrayList<>();
    if (layer instanceof ClassLayer classified) {
      for (Legend.Cover each : classified.series().signatures().legend().covers()) {
        entries.add(new Entry(each.color().orElseThrow(), each.name()));
      }
    } else if (layer instanceof ConfidenceLayer) {
      entries.add(new Entry(Color.BLACK, "doubtful"));
      entries.add(new Entry(Color.WHITE, "sure"));
    } else if (layer instanceof SceneLayer scene) {
      List<String> channels = ScenePicture.channels(scene.scene().bandNames());
      Color[] colors =
          channels.size() == 3
              ? new Color[] {Color.RED, Color.GREEN, Color.BLUE}
              : new Color[] {Color.GRAY};
      for (int c = 0; c < channels.size(); c++) {
        entries.add(new Entry(colors[c], channels.get(c)));
      }
    }
    return entries;
  }

  /** Of a map, all its classes, those of a group too: what a pixel is called and looks like. */
  private static String json(Layer layer) throws IOException {
    ObjectNode root = MAPPER.createObjectNode().put("layer", layer.name());
    ArrayNode classes = root.putArray("classes");
    List<Entry> entries =
        layer instanceof ClassLayer classified
            ? entries(classified.series().signatures().style())
            : entries(layer);
    for (int i = 0; i < entries.size(); i++) {
      classes
          .addObject()
          .put("class", i + 1)
          .put("name", entries.get(i).name())
          .put("color", HexColor.text(entries.get(i).color()));
    }
    return MAPPER.writeValueAsString(root);
  }

  private static List<Entry> entries(ClassStyle style) {
    List<Entry> entries = new ArrayList<>();
    for (int c = 0; c < style.names().size(); c++) {
      entries.add(new Entry(style.colors().get(c), style.names().get(c)));
    }
    return entries;
  }

  private static BufferedImage draw(List<Entry> entries) {
    int letters =
        entries.stream().mapToInt(e -> Math.min(MOST_LETTERS, e.name().length())).max().orElse(0);
    BufferedImage image =
        new BufferedImage(
            SWATCH + 8 + letters * LETTER,
            Math.max(1, entries.size()) * LINE,
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      for (int i = 0; i < entries.size(); i++) {
        graphics.setColor(entries.get(i).color());
        graphics.fillRect(2, i * LINE + 2, SWATCH - 4, LINE - 4);
      }
      names(graphics, entries);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** A headless machine may have no font at all; the colours are the more important half. */
  private static void names(Graphics2D graphics, List<Entry> entries) {
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      graphics.setColor(Color.BLACK);
      for (int i = 0; i < entries.size(); i++) {
        String name = entries.get(i).name();
        graphics.drawString(
            name.substring(0, Math.min(MOST_LETTERS, name.length())), SWATCH + 4, i * LINE + 14);
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      // told by what is not there
    }
  }
}
