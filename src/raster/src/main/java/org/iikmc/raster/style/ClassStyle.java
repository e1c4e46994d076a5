/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.io.Serializable;
import java.util.List;

/**
 * Name and colour of each class, in the order of the labels: element 0 is class 1.
 *
 * @param names for people
 * @param colors opaque
 */
public record ClassStyle(List<String> names, List<Color> colors) implements Serializable {
  public ClassStyle {
    names = List.copyOf(names);
    colors = List.copyOf(colors);
  }

  /** Colours for label images: 0, no data, is transparent; labels above k are too. */
  public IndexColorModel colorModel() {
    int size = 256;
    byte[] red = new byte[size];
    byte[] green = new byte[size];
    byte[] blue = new byte[size];
    byte[] alpha = new byte[size];
    for (int c = 0; c < colors.size(); c++) {
      red[c + 1] = (byte) colors.get(c).getRed();
      green[c + 1] = (byte) colors.get(c).getGreen();
      blue[c + 1] = (byte) colors.get(c).getBlue();
      alpha[c + 1] = (byte) 255;
    }
    return new IndexColorModel(8, size, red, green, blue, alpha);
  }

  /** The colour of a class as #rrggbb. */
  public String hex(int label) {
    return HexColor.text(colors.get(label));
  }
}
