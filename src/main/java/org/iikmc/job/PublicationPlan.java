/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.Locale;
import java.util.Optional;
import org.iikmc.raster.style.Palette;

/**
 * How the maps of a series are to be published.
 *
 * @param workspace of layers and styles; empty for the default one
 * @param prefix what their names begin with
 * @param style name of the style of the series
 * @param palette of that style
 * @param group also publish all maps as one group
 * @param overwrite take the place of an earlier series of this prefix
 */
public record PublicationPlan(
    Optional<String> workspace,
    String prefix,
    String style,
    Palette palette,
    boolean group,
    boolean overwrite) {

  /** The palette that the layers do not have at first, but can be given. */
  public Palette otherPalette() {
    return palette == Palette.NATURAL ? Palette.CATEGORICAL : Palette.NATURAL;
  }

  /** Name of the style in the other palette. */
  public String otherStyle() {
    return style + "_" + otherPalette().name().toLowerCase(Locale.ROOT);
  }

  /** The layer of the map of a scene. */
  public String layer(String scene) {
    return prefix + "_" + scene;
  }

  /** The layer with all dates. */
  public String timeLayer() {
    return prefix;
  }

  /** The group of all layers. */
  public String groupName() {
    return prefix + "_all";
  }
}
