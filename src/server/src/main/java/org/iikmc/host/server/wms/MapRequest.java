/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.host.server.ows.AxisOrder;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.HexColor;

/**
 * What a GetMap or GetFeatureInfo request wants to see.
 *
 * @param layers names, the lowest first
 * @param view where
 * @param transparent whether what has no data lets the background through
 * @param background colour without alpha
 * @param time as the request writes it
 * @param colors of the classes in place of those that they have, by class; empty for these
 */
record MapRequest(
    List<String> layers,
    Viewport view,
    boolean transparent,
    int background,
    Optional<String> time,
    List<Color> colors) {
  /** Pixels of all layers together: sixteen of the largest maps; some seconds of work. */
  private static final long MOST_PAINTED = 16L * 4096 * 4096;

  private static final String COLORS = "classcolors";

  static MapRequest read(Parameters parameters, WmsVersion version, int mostSide) {
    List<String> layers = RequestList.of("layers", parameters.require("layers"));
    checkStyles(parameters);
    int width = side(parameters, "width", mostSide);
    int height = side(parameters, "height", mostSide);
    checkWork(layers.size(), width, height);
    return new MapRequest(
        layers,
        new Viewport(bounds(parameters, version), width, height),
        parameters.get("transparent").map(Boolean::parseBoolean).orElse(false),
        background(parameters),
        parameters.get("time"),
        colors(parameters));
  }

  /** How classes are drawn: a legend can be tried before it is saved. */
  ClassStyle style(SignatureSet signatures) {
    ClassStyle style = signatures.style();
    if (colors.isEmpty()) {
      return style;
    }
    if (colors.size() != signatures.k()) {
      throw OwsException.invalid(
          COLORS,
          COLORS + " has " + colors.size() + " colours for " + signatures.k() + " classes.");
    }
    return new ClassStyle(style.names(), colors);
  }

  private static List<Color> colors(Parameters parameters) {
    Optional<String> list = parameters.get(COLORS).filter(text -> !text.isEmpty());
    if (list.isEmpty()) {
      return List.of();
    }
    List<Color> colors = new ArrayList<>();
    for (String text : list.get().split(",", -1)) {
      colors.add(
          HexColor.parse("#" + text)
              .orElseThrow(
                  () ->
                      OwsException.invalid(
                          COLORS,
                          COLORS + " has '" + text + "', but colours are written as 1f78b4.")));
    }
    return colors;
  }

  private static void checkWork(int layers, int width, int height) {
    if ((long) layers * width * height > MOST_PAINTED) {
      throw OwsException.invalid(
          "layers",
          layers
              + " layers of "
              + width
              + " x "
              + height
              + " pixels are more than the "
              + MOST_PAINTED
              + " pixels that a map may paint; ask for fewer layers or a smaller map.");
    }
  }

  private static void checkStyles(Parameters parameters) {
    for (String style : RequestList.of("styles", parameters.get("styles").orElse(""))) {
      if (!style.equals(WmsCapabilities.STYLE)) {
        throw new OwsException(
            "StyleNotDefined",
            "styles",
            "There is no style '"
                + style
                + "'; leave styles empty, or use "
                + WmsCapabilities.STYLE
                + ".");
      }
    }
  }

  private static int side(Parameters parameters, String name, int most) {
    int side = number(parameters, name);
    if (side < 1 || side > most) {
      throw OwsException.invalid(
          name, name + " is " + side + ", but must be from 1 to " + most + ".");
    }
    return side;
  }

  static int number(Parameters parameters, String name) {
    String text = parameters.require(name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw OwsException.invalid(name, name + " is '" + text + "', but must be a whole number.");
    }
  }

  private static ReferencedEnvelope bounds(Parameters parameters, WmsVersion version) {
    AxisOrder order = order(parameters.require(version.crs()), version);
    String text = parameters.require("bbox");
    List<Double> numbers = new ArrayList<>();
    for (String part : text.split(",")) {
      try {
        numbers.add(Double.parseDouble(part));
      } catch (NumberFormatException e) {
        numbers.add(Double.NaN);
      }
    }
    if (numbers.size() != 4 || !numbers.stream().allMatch(Double::isFinite)) {
      throw OwsException.invalid("bbox", "bbox is '" + text + "', but must be four numbers.");
    }
    int x = order.isNorthFirst() ? 1 : 0;
    int y = 1 - x;
    if (numbers.get(0) >= numbers.get(2) || numbers.get(1) >= numbers.get(3)) {
      throw OwsException.invalid(
          "bbox", "bbox is '" + text + "', but its upper limits must be above its lower ones.");
    }
    return new ReferencedEnvelope(
        numbers.get(x), numbers.get(x + 2), numbers.get(y), numbers.get(y + 2), order.eastNorth());
  }

  private static AxisOrder order(String code, WmsVersion version) {
    boolean authority = version == WmsVersion.V1_3_0 && code.matches("(?i)EPSG:[0-9]{1,9}");
    try {
      return AxisOrder.of(
          authority ? "urn:ogc:def:crs:EPSG::" + code.substring("EPSG:".length()) : code);
    } catch (InputException e) {
      throw new OwsException("Invalid" + version.crs(), version.crs(), e.getMessage());
    }
  }

  private static int background(Parameters parameters) {
    String text = parameters.get("bgcolor").orElse("0xFFFFFF");
    if (!text.matches("(?i)(0x|#)[0-9a-f]{6}")) {
      throw OwsException.invalid(
          "bgcolor", "bgcolor is '" + text + "', but must be written as 0xFFFFFF.");
    }
    return Integer.parseInt(text.replaceFirst("(?i)0x|#", ""), 16);
  }
}
