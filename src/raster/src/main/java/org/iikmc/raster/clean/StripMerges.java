/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of the small regions of one strip: the largest neighbour of each, and where that
 * leads to. In here a node is the number of a region that lies within the strip, or {@link
 * Links#to} one of the {@link Seams}.
 */
final class StripMerges {
  /** Ends of links from here on are regions of the seams, those before are labels. */
  private static final int FIRST_REGION = 256;

  private final StripRegions regions;
  private final Seams seams;
  private final int threshold;
  private final int reach;
  private final RunRows above;

  /** The largest neighbour of each region within the strip; then where it leads to. */
  private final int[] links;

  private final Map<Integer, Integer> ofSeams = new HashMap<>();

  /**
   * The largest neighbour that a region of the seams has in a strip.
   *
   * @param size of it
   * @param end the label that it has or gets, or {@link Links#NOWHERE}; or {@link Links#to} a
   *     region of the seams that decides it
   */
  record Neighbour(int size, int end) {}

  /**
   * @param regions of the strip; used up
   * @param isLast whether no strip is below
   */
  StripMerges(
      int strip, StripRegions regions, boolean isLast, Seams seams, int threshold, int reach) {
    this.regions = regions;
    this.seams = seams;
    this.threshold = threshold;
    this.reach = reach;
    above = seams.above(strip);
    links = new int[regions.count()];
    Arrays.fill(links, RunRows.NONE);
    toNodes(strip, Seams.numbers(regions, strip == 0, isLast));
    findNeighbours();
    followLinks();
  }

  private void toNodes(int strip, int[] numbers) {
    int[] nodes = regions.runs.nodes;
    for (int run = 0; run < regions.runs.count(); run++) {
      if (nodes[run] != RunRows.NONE && numbers[nodes[run]] >= 0) {
        nodes[run] = Links.to(seams.region(strip, numbers[nodes[run]]));
      }
    }
  }

  private int size(int node) {
    return node >= 0 ? regions.sizes[node] : seams.size(~node);
  }

  private byte label(int node) {
    return node >= 0 ? regions.labels[node] : seams.label(~node);
  }

  private void findNeighbours() {
    RunRows runs = regions.runs;
    for (int y = 0; y < runs.rows(); y++) {
      if (y > 0) {
        meet(runs, y - 1, y, 0);
      } else if (above != null) {
        meet(above, 0, y, -1);
      } else {
        meetInRow(y);
      }
    }
  }

  private void meetInRow(int y) {
    RunRows runs = regions.runs;
    for (int run = runs.first[y] + 1; run < runs.first[y + 1]; run++) {
      meet(runs.nodes[run], runs.nodes[run - 1]);
    }
  }

  /**
   * Has each run of a row meet its neighbours above and to the left, in the order in which someone
   * comes upon them who goes from pixel to pixel, and at each looks up, then up and left, up and
   * right, and left. The first of several largest neighbours is kept, so that the order counts.
   *
   * @param upper holds the row above, as its row {@code yUpper}
   * @param sign -1 if nodes there are regions of the seams
   */
  private void meet(RunRows upper, int yUpper, int y, int sign) {
    RunRows runs = regions.runs;
    int last = upper.first[yUpper + 1] - 1;
    int from = upper.first[yUpper];
    for (int run = runs.first[y]; run < runs.first[y + 1]; run++) {
      int start = runs.starts[run];
      int end = Math.min(runs.width, runs.end(run, y) + reach);
      while (upper.end(from, yUpper) <= start) {
        from++;
      }
      int node = runs.nodes[run];
      if (node == RunRows.NONE) {
        continue;
      }
      meet(node, node(upper, from, sign));
      int next = from;
      if (reach > 0) {
        if (start > 0 && upper.starts[from] == start) {
          meet(node, node(upper, from - 1, sign));
        }
        if (next < last && upper.starts[next + 1] == start + 1) {
          meet(node, node(upper, ++next, sign));
        }
      }
      if (run > runs.first[y]) {
        meet(node, runs.nodes[run - 1]);
      }
      while (next < last && upper.starts[next + 1] < end) {
        meet(node, node(upper, ++next, sign));
      }
    }
  }

  private static int node(RunRows row, int run, int sign) {
    int node = row.nodes[run];
    return sign == 0 || node == RunRows.NONE ? node : Links.to(node);
  }

  private void meet(int one, int other) {
    if (one == other || one == RunRows.NONE || other == RunRows.NONE) {
      return;
    }
    int size = size(one);
    int otherSize = size(other);
    if (size < threshold) {
      propose(one, other, otherSize);
    }
    if (otherSize < threshold) {
      propose(other, one, size);
    }
  }

  private void propose(int node, int neighbour, int size) {
    if (node >= 0) {
      if (links[node] == RunRows.NONE || size(links[node]) < size) {
        links[node] = neighbour;
      }
    } else {
      ofSeams.merge(~node, neighbour, (old, other) -> size(old) < size ? other : old);
    }
  }

  /**
   * From here on, links end at labels, or at small regions of the seams, which is not known yet.
   */
  private void followLinks() {
    for (int region = 0; region < links.length; region++) {
      int neighbour = links[region];
      if (regions.sizes[region] >= threshold) {
        links[region] = regions.labels[region] & 0xFF;
      } else if (neighbour == RunRows.NONE) {
        links[region] = Links.NOWHERE;
      } else {
        links[region] = link(neighbour);
      }
    }
    Links.follow(links, links.length);
  }

  private int link(int node) {
    if (size(node) >= threshold) {
      return label(node) & 0xFF;
    }
    return node >= 0 ? Links.to(node) : FIRST_REGION + ~node;
  }

  /** The largest neighbours of small regions of the seams, in this strip. */
  Map<Integer, Neighbour> ofSeams() {
    Map<Integer, Neighbour> found = new HashMap<>();
    ofSeams.forEach(
        (region, node) -> {
          int end = node >= 0 ? links[node] : link(node);
          found.put(
              region,
              new Neighbour(size(node), end < FIRST_REGION ? end : Links.to(end - FIRST_REGION)));
        });
    return found;
  }

  /**
   * Gives pixels of small regions the labels of those that they lead to, as far as they are known.
   *
   * @param cells of the strip
   * @param open receives the runs of the others
   * @return how many pixels changed
   */
  long apply(byte[] cells, OpenRuns open) {
    RunRows runs = regions.runs;
    long changed = 0;
    for (int y = 0; y < runs.rows(); y++) {
      int row = y * runs.width;
      for (int run = runs.first[y]; run < runs.first[y + 1]; run++) {
        int node = runs.nodes[run];
        if (node == RunRows.NONE || node < 0 && size(node) >= threshold) {
          continue;
        }
        int end = node < 0 ? FIRST_REGION + ~node : links[node];
        int from = row + runs.starts[run];
        int to = row + runs.end(run, y);
        if (end >= FIRST_REGION) {
          open.add(from, to, end - FIRST_REGION);
        } else if (end != Links.NOWHERE && (byte) end != runs.labels[run]) {
          Arrays.fill(cells, from, to, (byte) end);
          changed += to - from;
        }
      }
    }
    return changed;
  }
}
