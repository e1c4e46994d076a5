/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoublePredicate;
import org.iikmc.kmeans.Glimpse;
import org.iikmc.kmeans.SampleType;

/**
 * A small picture of three bands of a scene, put together of what is seen of its blocks while the
 * scene is read: every n-th pixel of every n-th row. Blocks may come in any order and from several
 * threads.
 */
public final class Quicklook {
  private final Sieve sieve;
  private final int width;
  private final int height;
  private final float[][] values;

  /**
   * @param grid of the scene
   * @param bands red, green and blue, by their number in the scene; may be the same
   * @param size most columns and rows
   */
  public Quicklook(Grid grid, int[] bands, int size) {
    int step = Math.max(1, (Math.max(grid.width(), grid.height()) + size - 1) / size);
    sieve = new Sieve(step, bands.clone());
    width = sieve.places(grid.width());
    height = sieve.places(grid.height());
    values = new float[bands.length][width * height];
    for (float[] plane : values) {
      Arrays.fill(plane, Float.NaN);
    }
  }

  /** What of a block goes into the picture. */
  Sieve sieve() {
    return sieve;
  }

  /** Puts in what was seen of a block. */
  void put(Part part) {
    for (int i = 0; i < values.length; i++) {
      for (int row = 0; row < part.rows(); row++) {
        System.arraycopy(
            part.values[i],
            row * part.columns,
            values[i],
            (part.top + row) * width + part.left,
            part.columns);
      }
    }
  }

  /**
   * Which pixels a picture takes.
   *
   * @param step distance of their columns and rows, which begin with the first
   * @param bands red, green and blue, by their number in the scene; not to be written
   */
  record Sieve(int step, int[] bands) implements Serializable {
    /** How many columns or rows are taken of so many first ones. */
    int places(int count) {
      return (count + step - 1) / step;
    }

    /**
     * Of a window of which nothing has been seen yet.
     *
     * @param scene that it is of
     */
    Part part(int scene, Rectangle window) {
      int left = places(window.x);
      int top = places(window.y);
      int columns = places(window.x + window.width) - left;
      int rows = places(window.y + window.height) - top;
      float[][] values = new float[bands.length][columns * rows];
      for (float[] plane : values) {
        Arrays.fill(plane, Float.NaN);
      }
      return new Part(scene, left, top, columns, values);
    }

    /**
     * Takes what a part needs of a band of its window.
     *
     * @param there which pixels of the window there are
     */
    void take(
        int band,
        Rectangle window,
        SampleType type,
        Object samples,
        BitSet there,
        DoublePredicate isNodata,
        Part part) {
      for (int i = 0; i < bands.length; i++) {
        if (bands[i] == band) {
          take(part.values[i], part, window, type, samples, there, isNodata);
        }
      }
    }

    private void take(
        float[] plane,
        Part part,
        Rectangle window,
        SampleType type,
        Object samples,
        BitSet there,
        DoublePredicate isNodata) {
      for (int p = 0; p < plane.length; p++) {
        int x = (part.left + p % part.columns) * step;
        int y = (part.top + p / part.columns) * step;
        int at = (y - window.y) * window.width + x - window.x;
        double value = type.get(samples, at);
        plane[p] = there.get(at) && !isNodata.test(value) ? (float) value : Float.NaN;
      }
    }
  }

  /**
   * What was seen of a block.
   *
   * @param scene that it is of
   * @param left its first column in the picture
   * @param top its first row
   * @param columns how many it has there
   * @param values by colour, row by row; NaN where nothing was read
   */
  record Part(int scene, int left, int top, int columns, float[][] values) implements Glimpse {
    int rows() {
      return columns == 0 ? 0 : values[0].length / columns;
    }
  }

  /** Distance of the pixels taken. */
  public int step() {
    return sieve.step();
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
