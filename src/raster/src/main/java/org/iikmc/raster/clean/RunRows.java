/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.util.Arrays;

/**
 * Rows of labels as runs of equal ones, those of no data too. Arrays are of the runs, row by row,
 * and may be longer. A run ends where the next of its row begins, the last one at the width.
 */
final class RunRows {
  /** Node of the pixels without data. */
  static final int NONE = Integer.MIN_VALUE;

  final int width;

  /** The first run of each row, and after the last row how many runs there are. */
  final int[] first;

  /** First column. */
  int[] starts;

  byte[] labels;

  /** What a run belongs to, {@link #NONE} if it has no data; what numbers mean says the owner. */
  int[] nodes;

  private RunRows(int width, int rows, int runs) {
    this.width = width;
    first = new int[rows + 1];
    starts = new int[runs];
    labels = new byte[runs];
  }

  /**
   * The runs of rows, without nodes.
   *
   * @param labels row by row
   */
  static RunRows of(byte[] labels, int width, int rows) {
    RunRows runs = new RunRows(width, rows, Math.max(width, width * rows / 4));
    int count = 0;
    for (int y = 0; y < rows; y++) {
      runs.first[y] = count;
      int row = y * width;
      int x = 0;
      if (count + width > runs.starts.length) {
        int more = Math.min(width * rows, 2 * runs.starts.length + width);
        runs.starts = Arrays.copyOf(runs.starts, more);
        runs.labels = Arrays.copyOf(runs.labels, more);
      }
      while (x < width) {
        byte label = labels[row + x];
        runs.starts[count] = x;
        runs.labels[count++] = label;
        do {
          x++;
        } while (x < width && labels[row + x] == label);
      }
    }
    runs.first[rows] = count;
    return runs;
  }

  /** A row alone, with copies of its runs and their nodes. */
  RunRows row(int y) {
    RunRows row = new RunRows(width, 1, 0);
    row.first[1] = first[y + 1] - first[y];
    row.starts = Arrays.copyOfRange(starts, first[y], first[y + 1]);
    row.labels = Arrays.copyOfRange(labels, first[y], first[y + 1]);
    row.nodes = Arrays.copyOfRange(nodes, first[y], first[y + 1]);
    return row;
  }

  int rows() {
    return first.length - 1;
  }

  int count() {
    return first[first.length - 1];
  }

  /** The column after the last of a run of a row. */
  int end(int run, int y) {
    return run + 1 < first[y + 1] ? starts[run + 1] : width;
  }

  /** Takes two runs of one label that belong together. */
  interface Joint {
    void join(int above, int below);
  }

  /**
   * Finds what belongs together in two rows.
   *
   * @param y the upper row, of this
   * @param below holds the lower row
   * @param yBelow the lower row there
   * @param reach as of {@link Connectedness}
   */
  void join(int y, RunRows below, int yBelow, int reach, Joint joint) {
    int last = first[y + 1];
    int from = first[y];
    for (int run = below.first[yBelow]; run < below.first[yBelow + 1]; run++) {
      byte label = below.labels[run];
      if (label == 0) {
        continue;
      }
      int start = below.starts[run] - reach;
      int end = below.end(run, yBelow) + reach;
      while (from < last && end(from, y) <= start) {
        from++;
      }
      for (int above = from; above < last && starts[above] < end; above++) {
        if (labels[above] == label) {
          joint.join(above, run);
        }
      }
    }
  }
}
