/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.util.Arrays;

/**
 * The regions of a strip of rows: pixels of one label that belong together within the strip. They
 * are numbered in the order of their first pixel. The nodes of the runs are these numbers.
 */
final class StripRegions {
  final RunRows runs;
  int[] sizes;
  byte[] labels;

  /**
   * @param cells labels row by row
   */
  StripRegions(byte[] cells, int width, int rows, int reach) {
    runs = RunRows.of(cells, width, rows);
    int count = runs.count();
    int[] parents = new int[count];
    Arrays.setAll(parents, run -> run);
    for (int y = 1; y < rows; y++) {
      runs.join(y - 1, runs, y, reach, (above, below) -> union(parents, above, below));
    }
    number(parents);
  }

  /** Joins what two belong to under the lower number, so that parents come before children. */
  static void union(int[] parents, int one, int other) {
    int a = root(parents, one);
    int b = root(parents, other);
    parents[Math.max(a, b)] = Math.min(a, b);
  }

  static int root(int[] parents, int start) {
    int at = start;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Puts numbers of regions in the place of parents. */
  private void number(int[] parents) {
    int regions = 0;
    sizes = new int[Math.max(16, parents.length / 4)];
    labels = new byte[sizes.length];
    for (int y = 0; y < runs.rows(); y++) {
      for (int run = runs.first[y]; run < runs.first[y + 1]; run++) {
        if (runs.labels[run] == 0) {
          parents[run] = RunRows.NONE;
          continue;
        }
        int region = parents[run] == run ? regions : parents[parents[run]];
        if (region == regions) {
          if (regions == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * regions);
            labels = Arrays.copyOf(labels, 2 * regions);
          }
          labels[regions++] = runs.labels[run];
        }
        parents[run] = region;
        sizes[region] += runs.end(run, y) - runs.starts[run];
      }
    }
    runs.nodes = parents;
    sizes = Arrays.copyOf(sizes, regions);
    labels = Arrays.copyOf(labels, regions);
  }

  int count() {
    return sizes.length;
  }
}
