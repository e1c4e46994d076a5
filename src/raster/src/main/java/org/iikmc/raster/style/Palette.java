/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
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
   * Each class in the colour of its own signature, stretched and brightened as a quick-look would
   * be: each channel from the least signature to the 85th percentile, so that a class of snow does
   * not leave all others in the dark. Grey by the first band where red, green and blue are not
   * known. Two classes never get the same colour.
   */
  NATURAL {
    @Override
    public List<Color> colors(double[][] signatures, Optional<int[]> redGreenBlue) {
      int[] bands = redGreenBlue.orElse(new int[] {0, 0, 0});
      List<Color> colors = new ArrayList<>();
      for (double[] signature : signatures) {
        int[] parts = new int[3];
        for (int i = 0; i < 3; i++) {
          int band = bands[i];
          double[] sorted = Arrays.stream(signatures).mapToDouble(s -> s[band]).sorted().toArray();
          double low = sorted[0];
          double range = atRank(sorted, HIGH_PERCENTILE) - low;
          double share = range > 0 ? (signature[band] - low) / range : 0;
          parts[i] = (int) Math.round(20 + 225 * Math.sqrt(Math.min(1, share)));
        }
        colors.add(unlike(colors, new Color(parts[0], parts[1], parts[2])));
      }
      return colors;
    }
  };

  private static final double HIGH_PERCENTILE = 0.85;

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

  private static double atRank(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static Color unlike(List<Color> taken, Color wanted) {
    Color color = wanted;
    for (int step = 1; taken.contains(color); step++) {
      color = new Color(color.getRed(), color.getGreen(), (wanted.getBlue() + 3 * step) % 256);
    }
    return color;
  }
}
