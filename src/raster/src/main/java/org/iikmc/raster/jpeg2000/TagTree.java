/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.Arrays;

/** A tree of least values, that packet headers tell little by little (B.10.2). */
final class TagTree {
  private final int[] widths;
  private final int[] starts;
  private final int[] values;
  private final int[] least;

  TagTree(int width, int height) {
    int depth = 1;
    for (int w = width, h = height; w * h > 1; w = w + 1 >> 1, h = h + 1 >> 1) {
      depth++;
    }
    widths = new int[depth];
    starts = new int[depth];
    int nodes = 0;
    int w = width;
    int h = height;
    for (int level = 0; level < depth; level++) {
      widths[level] = w;
      starts[level] = nodes;
      nodes += w * h;
      w = w + 1 >> 1;
      h = h + 1 >> 1;
    }
    values = new int[nodes];
    Arrays.fill(values, Integer.MAX_VALUE);
    least = new int[nodes];
  }

  /** Reads as much as tells whether the value of a leaf is less than so much. */
  boolean isLess(int x, int y, int threshold, PacketBits bits) throws IOException {
    int low = 0;
    for (int level = widths.length - 1; level >= 0; level--) {
      int node = starts[level] + (y >> level) * widths[level] + (x >> level);
      low = Math.max(low, least[node]);
      while (low < threshold && low < values[node]) {
        if (bits.next() == 1) {
          values[node] = low;
        } else {
          low++;
        }
      }
      least[node] = low;
    }
    return values[starts[0] + y * widths[0] + x] < threshold;
  }
}
