/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;

/**
 * The regions that reach a seam between two strips, over all strips. Each part of them that lies in
 * one strip has a number; the lowest stands for the region. All others lie within one strip, and
 * are known there alone.
 */
final class Seams {
  /**
   * The parts of one strip.
   *
   * @param top its first row, of which the nodes are numbers of parts from 0; null if there is no
   *     strip above
   * @param bottom its last row, likewise
   * @param sizes of the parts, in pixels
   * @param labels of the parts
   */
  record Parts(RunRows top, RunRows bottom, int[] sizes, byte[] labels) {
    /** Those of the regions of a strip. */
    static Parts of(StripRegions regions, boolean isFirst, boolean isLast) {
      int[] numbers = numbers(regions, isFirst, isLast);
      int count = Arrays.stream(numbers).max().orElse(-1) + 1;
      int[] sizes = new int[count];
      byte[] labels = new byte[count];
      for (int region = 0; region < numbers.length; region++) {
        if (numbers[region] >= 0) {
          sizes[numbers[region]] = regions.sizes[region];
          labels[numbers[region]] = regions.labels[region];
        }
      }
      RunRows runs = regions.runs;
      return new Parts(
          isFirst ? null : numbered(runs.row(0), numbers),
          isLast ? null : numbered(runs.row(runs.rows() - 1), numbers),
          sizes,
          labels);
    }

    private static RunRows numbered(RunRows row, int[] numbers) {
      for (int run = 0; run < row.nodes.length; run++) {
        row.nodes[run] = row.nodes[run] == RunRows.NONE ? RunRows.NONE : numbers[row.nodes[run]];
      }
      return row;
    }
  }

  /**
   * The numbers of parts in a strip.
   *
   * @return by region; -1 of one that reaches no seam
   */
  static int[] numbers(StripRegions regions, boolean isFirst, boolean isLast) {
    int[] numbers = new int[regions.count()];
    Arrays.fill(numbers, -1);
    RunRows runs = regions.runs;
    int next = isFirst ? 0 : number(runs, 0, numbers, 0);
    if (!isLast) {
      number(runs, runs.rows() - 1, numbers, next);
    }
    return numbers;
  }

  private static int number(RunRows runs, int y, int[] numbers, int from) {
    int next = from;
    for (int run = runs.first[y]; run < runs.first[y + 1]; run++) {
      int region = runs.nodes[run];
      if (region != RunRows.NONE && numbers[region] < 0) {
        numbers[region] = next++;
      }
    }
    return next;
  }

  private final int[] offsets;
  private final int[] regions;
  private final int[] sizes;
  private final byte[] labels;
  private final RunRows[] bottoms;

  /**
   * @param parts of all strips, from the top down; used up
   */
  Seams(List<Parts> parts, int reach) {
    offsets = new int[parts.size() + 1];
    for (int s = 0; s < parts.size(); s++) {
      long next = (long) offsets[s] + parts.get(s).sizes.length;
      if (next > Integer.MAX_VALUE - Byte.MAX_VALUE - Byte.MAX_VALUE) {
        throw new InputException("The map has too many regions to be sieved; sieve parts of it.");
      }
      offsets[s + 1] = (int) next;
    }
    regions = new int[offsets[parts.size()]];
    sizes = new int[regions.length];
    labels = new byte[regions.length];
    bottoms = new RunRows[parts.size()];
    Arrays.setAll(regions, part -> part);
    for (int s = 0; s < parts.size(); s++) {
      add(s, parts.get(s), reach);
    }
    for (int part = 0; part < regions.length; part++) {
      int region = regions[regions[part]];
      regions[part] = region;
      if (region != part) {
        sizes[region] = (int) Math.min(Integer.MAX_VALUE, (long) sizes[region] + sizes[part]);
      }
    }
    for (RunRows bottom : bottoms) {
      for (int run = 0; bottom != null && run < bottom.nodes.length; run++) {
        int part = bottom.nodes[run];
        bottom.nodes[run] = part == RunRows.NONE ? part : regions[part];
      }
    }
  }

  private void add(int strip, Parts parts, int reach) {
    System.arraycopy(parts.sizes, 0, sizes, offsets[strip], parts.sizes.length);
    System.arraycopy(parts.labels, 0, labels, offsets[strip], parts.labels.length);
    if (parts.top != null) {
      shift(parts.top, strip);
      RunRows above = bottoms[strip - 1];
      above.join(
          0,
          parts.top,
          0,
          reach,
          (upper, lower) ->
              StripRegions.union(regions, above.nodes[upper], parts.top.nodes[lower]));
    }
    bottoms[strip] = parts.bottom;
    if (parts.bottom != null) {
      shift(parts.bottom, strip);
    }
  }

  private void shift(RunRows row, int strip) {
    for (int run = 0; run < row.nodes.length; run++) {
      row.nodes[run] =
          row.nodes[run] == RunRows.NONE ? RunRows.NONE : row.nodes[run] + offsets[strip];
    }
  }

  /** Numbers that regions can have are less than this. */
  int count() {
    return regions.length;
  }

  /**
   * The region of a part.
   *
   * @param number of the part in its strip
   */
  int region(int strip, int number) {
    return regions[offsets[strip] + number];
  }

  /** Pixels of a region. */
  int size(int region) {
    return sizes[region];
  }

  byte label(int region) {
    return labels[region];
  }

  /** The last row of the strip above, of which the nodes are regions; null if there is none. */
  RunRows above(int strip) {
    return strip == 0 ? null : bottoms[strip - 1];
  }
}
