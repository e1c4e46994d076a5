/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.awt.Color;
import java.util.Optional;

/** Colours as text, as HTML and SLD have them. */
public final class HexColor {
  private HexColor() {}

  /** As #rrggbb, without opacity. */
  public static String text(Color color) {
    return String.format("#%06x", color.getRGB() & 0xFFFFFF);
  }

  /** The colour of #rrggbb, or of #rgb with each digit for two of it; empty if it is none. */
  public static Optional<Color> parse(String text) {
    if (text.matches("#[0-9a-fA-F]{6}")) {
      return Optional.of(Color.decode(text));
    }
    return text.matches("#[0-9a-fA-F]{3}")
        ? Optional.of(Color.decode(text.replaceAll("[0-9a-fA-F]", "$0$0")))
        : Optional.empty();
  }
}
