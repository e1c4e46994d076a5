/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoublePredicate;
import org.iikmc.kmeans.SampleType;

/**
 * A small picture of three bands of a scene, collected while the scene is read: every n-th pixel of
 * every n-th row. Blocks may come in any order and from several threads, each once.
 */
public final class Quicklook {
  private final int step;
  private final int width;
  private final int height;
  private final int[] bands;
  private final float[][] values;

  /**
   * @param grid of the scene
   * @param bands red, green and blue, by their number in the scene; may be the same
   * @param size most columns and rows
   */
  public Quicklook(Grid grid, int[] bands, int size) {
    step = Math.max(1, (Math.max(grid.width(), grid.height()) + size - 1) / size);
    width = (grid.width() + step - 1) / step;
    height = (grid.height() + step - 1) / step;
    this.bands = bands.clone();
    values = new float[bands.length][width * height];
    for (float[] plane : values) {
      Arrays.fill(plane, Float.NaN);
    }
  }

  /**
   * Takes what it needs of a band of a window.
   *
   * @param there which pixels of the window there are
   */
  void accept(
      int band,
      Rectangle window,
      SampleType type,
      Object samples,
      BitSet there,
      DoublePredicate isNodata) {
    for (int i = 0; i < bands.length; i++) {
      if (bands[i] == band) {
        collect(values[i], window, type, samples, there, isNodata);
      }
    }
  }

  private void collect(
      float[] plane,
      Rectangle window,
      SampleType type,
      Object samples,
      BitSet there,
      DoublePredicate isNodata) {
    for (int y = next(window.y); y < window.y + window.height; y += step) {
      for (int x = next(window.x); x < window.x + window.width; x += step) {
        int at = (y - window.y) * window.width + x - window.x;
        double value = type.get(samples, at);
        plane[y / step * width + x / step] =
            there.get(at) && !isNodata.test(value) ? (float) value : Float.NaN;
      }
    }
  }

  private int next(int from) {
    return (from + step - 1) / step * step;
  }

  /** Distance of the pixels taken. */
  public int step() {
    return step;
  }

  /** Columns of the picture. */
  public int width() {
    return width;
  }

  /** Rows of the picture. */
  public int height() {
    return height;
  }

  /**
   * One colour of the picture.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @return values row by row, NaN where nothing was read; shared
   */
  public float[] channel(int channel) {
    return values[channel];
  }
}
