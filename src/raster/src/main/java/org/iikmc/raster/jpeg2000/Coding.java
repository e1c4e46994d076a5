/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * How the components of an image or tile are coded. That of one component counts more than that of
 * all, and that of a tile more than that of the image (A.6).
 */
final class Coding {
  boolean sop;
  boolean eph;
  int progression;
  int layers;
  boolean multiComponent;

  private final CodingStyle[] styles;
  private final boolean[] ownStyle;
  private final Quantization[] steps;
  private final boolean[] ownSteps;

  Coding(int components) {
    styles = new CodingStyle[components];
    ownStyle = new boolean[components];
    steps = new Quantization[components];
    ownSteps = new boolean[components];
  }

  /** That of a tile, which is that of the image until the tile says more. */
  Coding ofTile() {
    Coding tile = new Coding(styles.length);
    tile.sop = sop;
    tile.eph = eph;
    tile.progression = progression;
    tile.layers = layers;
    tile.multiComponent = multiComponent;
    System.arraycopy(styles, 0, tile.styles, 0, styles.length);
    System.arraycopy(steps, 0, tile.steps, 0, steps.length);
    return tile;
  }

  void setStyle(CodingStyle style) {
    for (int c = 0; c < styles.length; c++) {
      styles[c] = ownStyle[c] ? styles[c] : style;
    }
  }

  void setStyle(int component, CodingStyle style) {
    styles[component] = style;
    ownStyle[component] = true;
  }

  void setSteps(Quantization all) {
    for (int c = 0; c < steps.length; c++) {
      steps[c] = ownSteps[c] ? steps[c] : all;
    }
  }

  void setSteps(int component, Quantization own) {
    steps[component] = own;
    ownSteps[component] = true;
  }

  CodingStyle style(int component) {
    return styles[component];
  }

  Quantization steps(int component) {
    return steps[component];
  }

  /** Sees that all is there, and goes together. */
  void check() throws Jpeg2000Exception {
    for (int c = 0; c < styles.length; c++) {
      if (styles[c] == null || steps[c] == null) {
        throw Jpeg2000Exception.damaged("it does not tell how it is coded");
      }
      if (!steps[c].isOf(3 * styles[c].levels() + 1)) {
        throw Jpeg2000Exception.damaged("it has fewer step sizes than subbands");
      }
      if (styles[c].reversible() != (steps[c].style() == 0)) {
        throw Jpeg2000Exception.damaged("its step sizes are not those of its wavelets");
      }
    }
    if (multiComponent
        && (styles.length < 3
            || styles[0].reversible() != styles[1].reversible()
            || styles[0].reversible() != styles[2].reversible())) {
      throw Jpeg2000Exception.damaged("its colours are mixed, but it has no three of one kind");
    }
  }
}
