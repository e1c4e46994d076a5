/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.io.IOException;
import java.util.Arrays;
import org.iikmc.kmeans.Progress;

/**
 * Gives each pixel the most frequent label in a square window around it. Where several are most
 * frequent, it keeps its own if that is one of them, and gets the lowest otherwise. Pixels without
 * data stay so and don't count, as don't those beyond the edges of the map. Equal whatever the
 * number of threads. Immutable and safe to share.
 *
 * <p>The mode of GRASS's {@code r.neighbors} differs in that the lowest of the most frequent labels
 * wins even over the pixel's own.
 */
public final class MajorityFilter {
  private static final int LABELS = 256;

  private final int half;

  /**
   * @param window width and height of the window in pixels; odd
   */
  public MajorityFilter(int window) {
    half = window / 2;
  }

  /**
   * Filters a map.
   *
   * @param from the map, which stays as it is
   * @param to of the same size; receives the result
   * @param threads that work at it
   * @return how many pixels changed
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  public long apply(LabelFile from, LabelFile to, int threads, Progress progress)
      throws IOException {
    return apply(from, to, Strips.of(from.width(), from.height()), threads, progress);
  }

  long apply(LabelFile from, LabelFile to, Strips strips, int threads, Progress progress)
      throws IOException {
    return strips
        .each(threads, progress, strip -> filter(from, to, strips.top(strip), strips.rows(strip)))
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private long filter(LabelFile from, LabelFile to, int top, int count) throws IOException {
    int width = from.width();
    int first = Math.max(0, top - half);
    int end = (int) Math.min(from.height(), (long) top + count + half);
    byte[] cells = from.rows(first, end - first);
    byte[] filtered = new byte[count * width];
    Votes votes = new Votes((2 * half + 1) * (2 * half + 1));
    long changed = 0;
    for (int y = top; y < top + count; y++) {
      int upper = Math.max(first, y - half) - first;
      int lower = (int) Math.min(end, (long) y + half + 1) - first;
      votes.clear();
      for (int x = 0; x < Math.min(half, width); x++) {
        count(votes, cells, width, x, upper, lower, true);
      }
      for (int x = 0; x < width; x++) {
        if (x - half > 0) {
          count(votes, cells, width, x - half - 1, upper, lower, false);
        }
        if (x + half < width) {
          count(votes, cells, width, x + half, upper, lower, true);
        }
        byte own = cells[(y - first) * width + x];
        byte winner = own == 0 ? 0 : votes.winner(own);
        filtered[(y - top) * width + x] = winner;
        changed += winner == own ? 0 : 1;
      }
    }
    to.write(top, count, filtered);
    return changed;
  }

  private static void count(
      Votes votes, byte[] cells, int width, int x, int upper, int lower, boolean more) {
    for (int y = upper; y < lower; y++) {
      int label = cells[y * width + x] & 0xFF;
      if (label == 0) {
        continue;
      }
      if (more) {
        votes.add(label);
      } else {
        votes.remove(label);
      }
    }
  }

  /** How often each label is in a window. */
  private static final class Votes {
    private final int[] ofLabel = new int[LABELS];

    /** How many labels have so many votes, from 1 on. */
    private final int[] labelsOf;

    private int most;

    /**
     * @param pixels of the window
     */
    Votes(int pixels) {
      labelsOf = new int[pixels + 1];
    }

    void clear() {
      Arrays.fill(ofLabel, 0);
      Arrays.fill(labelsOf, 0, most + 1, 0);
      most = 0;
    }

    void add(int label) {
      int votes = ++ofLabel[label];
      labelsOf[votes - 1]--;
      labelsOf[votes]++;
      most = Math.max(most, votes);
    }

    void remove(int label) {
      int votes = ofLabel[label]--;
      labelsOf[votes]--;
      labelsOf[votes - 1]++;
      if (votes == most && labelsOf[votes] == 0) {
        most--;
      }
    }

    byte winner(byte own) {
      if (ofLabel[own & 0xFF] == most) {
        return own;
      }
      int label = 1;
      while (ofLabel[label] != most) {
        label++;
      }
      return (byte) label;
    }
  }
}
