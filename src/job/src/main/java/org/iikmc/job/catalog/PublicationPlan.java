/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapName;
import org.iikmc.raster.style.Palette;

/**
 * How the maps of a series are to be published.
 *
 * @param workspace of layers and styles; empty for the default one
 * @param prefix what their names begin with
 * @param style name of the style of the series
 * @param palette of that style
 * @param confidence also publish how sure the labels of each map are
 * @param group also publish all maps as one group
 * @param overwrite take the place of an earlier series of this prefix
 */
public record PublicationPlan(
    Optional<String> workspace,
    String prefix,
    String style,
    Palette palette,
    boolean confidence,
    boolean group,
    boolean overwrite) {
  /** What Windows takes for a device, whatever ending it has. */
  private static final Pattern RESERVED =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  /**
   * @throws InputException if prefix or style is no name for a file on every system, or the style
   *     is called as that of confidence
   */
  public PublicationPlan {
    checkName("prefix", prefix);
    checkName("style", style);
    if (confidence && style.equals(confidenceStyle(prefix))) {
      throw new InputException(
          Problem.option("style"),
          " is '" + style + "', which is that of the layers of confidence; choose another.");
    }
  }

  private static void checkName(String input, String name) {
    if (RESERVED.matcher(name).matches() || name.endsWith(".") || name.endsWith(" ")) {
      throw new InputException(
          Problem.option(input),
          " is '" + name + "', which can't be the name of a file on Windows; choose another.");
    }
  }

  /** The same in a workspace. */
  public PublicationPlan in(String name) {
    return new PublicationPlan(
        Optional.of(name), prefix, style, palette, confidence, group, overwrite);
  }

  /** The palette that the layers do not have at first, but can be given. */
  public Palette otherPalette() {
    return palette == Palette.NATURAL ? Palette.CATEGORICAL : Palette.NATURAL;
  }

  /** Name of the style in the other palette. */
  public String otherStyle() {
    return style + "_" + otherPalette().name().toLowerCase(Locale.ROOT);
  }

  /** Names of all styles. */
  public List<String> styles() {
    return confidence
        ? List.of(style, otherStyle(), confidenceStyle())
        : List.of(style, otherStyle());
  }

  /** The layer of the map of a scene. */
  public String layer(String scene) {
    return prefix + "_" + scene;
  }

  /** The layer of how sure the labels of a scene are. */
  public String confidenceLayer(String scene) {
    return layer(scene) + MapName.CONFIDENCE;
  }

  /** The style of these layers. */
  public String confidenceStyle() {
    return confidenceStyle(prefix);
  }

  private static String confidenceStyle(String prefix) {
    return prefix + MapName.CONFIDENCE;
  }

  /** The layer with all dates. */
  public String timeLayer() {
    return prefix;
  }

  /**
   * All layers of a series, that of all dates last.
   *
   * @param scenes their names
   * @throws InputException if two would have one name
   */
  public List<String> layers(List<String> scenes) {
    List<String> layers = new ArrayList<>();
    scenes.forEach(scene -> layers.add(layer(scene)));
    for (String scene : scenes) {
      String name = confidenceLayer(scene);
      if (confidence && layers.contains(name)) {
        throw new InputException(
            "The map of a scene and the confidence of "
                + scene
                + " would both be the layer '"
                + name
                + "'; leave ",
            Problem.option("confidence"),
            " out, or rename a scene.");
      }
      if (confidence) {
        layers.add(name);
      }
    }
    layers.add(timeLayer());
    return layers;
  }

  /** The group of all layers. */
  public String groupName() {
    return prefix + "_all";
  }
}
