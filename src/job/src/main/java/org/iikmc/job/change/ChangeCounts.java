/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.raster.CellAreas;
import org.iikmc.raster.Grid;

/** Counts the pixels of a pair of maps by what they were and what they are. Used by one thread. */
final class ChangeCounts {
  private static final int LABELS = 256;

  private final Optional<CellAreas> cells;
  private final double[] row;
  private final long[] pixels = new long[LABELS * LABELS];
  private final double[] areas = new double[LABELS * LABELS];

  /**
   * @param grid of the pixels
   */
  ChangeCounts(Grid grid) {
    cells = CellAreas.of(grid);
    row = new double[grid.width()];
  }

  /**
   * Pixels that went from a class to a class, which may be the same.
   *
   * @param from label, from 1
   * @param squareKilometres NaN without a reference system
   */
  record Count(int from, int to, long pixels, double squareKilometres) {
    /** With those of other labels, which are of the same classes. */
    Count plus(Count other) {
      return new Count(from, to, pixels + other.pixels, squareKilometres + other.squareKilometres);
    }
  }

  /**
   * Adds the pixels of a window.
   *
   * @param before labels, row by row; 0 is no data
   * @param after likewise
   */
  void add(Rectangle window, byte[] before, byte[] after) {
    for (int y = 0; y < window.height; y++) {
      if (cells.isPresent()) {
        cells.get().read(window.y + y, window.x, window.width, row);
      }
      for (int x = 0; x < window.width; x++) {
        int i = y * window.width + x;
        int at = index(before[i], after[i]);
        pixels[at]++;
        areas[at] += row[x];
      }
    }
  }

  /** Where a pair of labels stands in a table of all of them. */
  static int index(byte before, byte after) {
    return (before & 0xFF) * LABELS + (after & 0xFF);
  }

  /** A table of a value for each pair of labels. */
  static byte[] table() {
    return new byte[LABELS * LABELS];
  }

  /** Those that occur, by label. */
  List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    for (int from = 1; from < LABELS; from++) {
      for (int to = 1; to < LABELS; to++) {
        int at = from * LABELS + to;
        if (pixels[at] > 0) {
          counts.add(new Count(from, to, pixels[at], cells.isPresent() ? areas[at] : Double.NaN));
        }
      }
    }
    return counts;
  }

  /** Pixels that only the first map has a class of. */
  long beforeOnly() {
    long sum = 0;
    for (int from = 1; from < LABELS; from++) {
      sum += pixels[from * LABELS];
    }
    return sum;
  }

  /** Pixels that only the second map has a class of. */
  long afterOnly() {
    long sum = 0;
    for (int to = 1; to < LABELS; to++) {
      sum += pixels[to];
    }
    return sum;
  }
}
