/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Locale;

/**
 * What became of a class in an {@link Iteration}, beside that its signature moved. Classes are
 * named by the numbers, from 1, that they had in the assignment of that iteration.
 */
public sealed interface ClassChange {
  /** The class. */
  int label();

  /** The same for people: part of a sentence. */
  String text();

  /**
   * A class was dropped because it had too few pixels.
   *
   * @param pixels that it had
   */
  record Drop(int label, long pixels) implements ClassChange {
    @Override
    public String text() {
      return format("drop %d (%,d pixels)", label, pixels);
    }
  }

  /**
   * A class became two.
   *
   * @param pixels that it had
   * @param axis along which it was split, from 1: the band of this number where distances are
   *     Euclidean, else the row of the metric
   * @param deviation its standard deviation along the axis
   */
  record Split(int label, long pixels, int axis, double deviation) implements ClassChange {
    @Override
    public String text() {
      return format("split %d (axis %d, standard deviation %.4g)", label, axis, deviation);
    }
  }

  /**
   * Two classes became one, the first of them.
   *
   * @param other the second
   * @param distance between their signatures
   */
  record Merge(int label, int other, double distance) implements ClassChange {
    @Override
    public String text() {
      return format("merge %d and %d (distance %.4g)", label, other, distance);
    }
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
