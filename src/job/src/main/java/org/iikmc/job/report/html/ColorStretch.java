/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.iikmc.job.report.RunReport.Pictures;

/**
 * Values to brightness: one stretch per channel for the whole series, so that a change of colour
 * from date to date is one of the ground or the air and not of the stretch.
 */
final class ColorStretch {
  private static final List<Function<Pictures, float[]>> CHANNELS =
      List.of(Pictures::red, Pictures::green, Pictures::blue);

  /** Values that the percentiles are taken from, at most about this many. */
  private static final long ENOUGH = 2_000_000;

  private final float[] low = new float[3];
  private final float[] high = new float[3];

  /** From the 2nd to the 98th percentile of pixels with a class; of all if none has one. */
  ColorStretch(List<Pictures> series) {
    boolean classified =
        series.stream()
            .map(Pictures::labels)
            .anyMatch(labels -> !Arrays.equals(labels, new byte[labels.length]));
    long size = series.stream().mapToLong(p -> (long) p.width() * p.height()).sum();
    int step = (int) Math.max(1, size / ENOUGH);
    for (int i = 0; i < 3; i++) {
      float[] values = new float[(int) (size / step) + series.size()];
      int count = 0;
      for (Pictures each : series) {
        float[] channel = CHANNELS.get(i).apply(each);
        for (int p = 0; p < channel.length; p += step) {
          if (Float.isFinite(channel[p]) && (!classified || each.labels()[p] != 0)) {
            values[count++] = channel[p];
          }
        }
      }
      Arrays.sort(values, 0, count);
      low[i] = count == 0 ? 0 : values[(int) (0.02 * (count - 1))];
      high[i] = count == 0 ? 1 : values[(int) Math.ceil(0.98 * (count - 1))];
    }
  }

  /** The picture in colours; transparent where a channel has no value. */
  BufferedImage colors(Pictures pictures) {
    BufferedImage image =
        new BufferedImage(pictures.width(), pictures.height(), BufferedImage.TYPE_INT_ARGB);
    for (int p = 0; p < pictures.width() * pictures.height(); p++) {
      int argb = 255;
      for (int i = 0; i < 3; i++) {
        float value = CHANNELS.get(i).apply(pictures)[p];
        argb = Float.isFinite(value) && argb != 0 ? argb << 8 | brightness(value, i) : 0;
      }
      image.setRGB(p % pictures.width(), p / pictures.width(), argb);
    }
    return image;
  }

  private int brightness(float value, int channel) {
    float range = high[channel] - low[channel];
    float share = range > 0 ? (value - low[channel]) / range : 0.5f;
    // The square root lightens the ground, which is dark beside snow and sand.
    return (int) Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, share))));
  }
}
