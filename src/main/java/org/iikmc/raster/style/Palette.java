/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to colour classes. */
public enum Palette {
  /**
   * Distinct colours. The first eight are those of M. Okabe and K. Ito, "Color Universal Design"
   * (2008), which colour-blind people tell apart too; further ones go round the colour circle by
   * the golden angle in three lightnesses.
   */
  CATEGORICAL {
    @Override
    public List<Color> colors(double[][] signatures, Optional<int[]> redGreenBlue) {
      List<Color> colors = new ArrayList<>();
      for (int c = 0; c < signatures.length; c++) {
        colors.add(c < OKABE_ITO.size() ? OKABE_ITO.get(c) : onColorCircle(c - OKABE_ITO.size()));
      }
      return colors;
    }
  },
  /**
   * Each class in the colour of its own signature, stretched over the signatures and brightened as
   * a quick-look would be; grey by the first band where red, green and blue are not known. Two
   * classes never get the same colour.
   */
  NATURAL {
    @Override
    public List<Color> colors(double[][] signatures, Optional<int[]> redGreenBlue) {
      int[] bands = redGreenBlue.orElse(new int[] {0, 0, 0});
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] signature : signatures) {
        for (int band : bands) {
          low = Math.min(low, signature[band]);
          high = Math.max(high, signature[band]);
        }
      }
      double range = high > low ? high - low : 1;
      List<Color> colors = new ArrayList<>();
      for (double[] signature : signatures) {
        int[] parts = new int[3];
        for (int i = 0; i < 3; i++) {
          double share = (signature[bands[i]] - low) / range;
          parts[i] = (int) Math.round(20 + 225 * Math.sqrt(Math.max(0, Math.min(1, share))));
        }
        colors.add(unlike(colors, new Color(parts[0], parts[1], parts[2])));
      }
      return colors;
    }
  };

  private static final double GOLDEN_ANGLE = 0.381966;

  private static final List<Color> OKABE_ITO =
      List.of(
          new Color(0, 114, 178),
          new Color(0, 158, 115),
          new Color(240, 228, 66),
          new Color(213, 94, 0),
          new Color(86, 180, 233),
          new Color(230, 159, 0),
          new Color(204, 121, 167),
          new Color(0, 0, 0));

  /**
   * One colour for each class.
   *
   * @param signatures k × bands
   * @param redGreenBlue which bands these are, if it is known
   */
  public abstract List<Color> colors(double[][] signatures, Optional<int[]> redGreenBlue);

  private static Color onColorCircle(int i) {
    float hue = (float) ((0.07 + i * GOLDEN_ANGLE) % 1);
    float saturation = 0.85f - 0.2f * (i % 3);
    float brightness = 0.95f - 0.22f * (i / 3 % 3);
    return Color.getHSBColor(hue, saturation, brightness);
  }

  private static Color unlike(List<Color> taken, Color wanted) {
    Color color = wanted;
    for (int step = 1; taken.contains(color); step++) {
      color = new Color(color.getRed(), color.getGreen(), (wanted.getBlue() + 3 * step) % 256);
    }
    return color;
  }
}
