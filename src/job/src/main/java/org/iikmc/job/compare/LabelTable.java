/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.quality.Contingency;

/** Pixels by cover and label, while they are counted. Used by one thread. */
final class LabelTable {
  private static final int MOST_COVERS = 1000;

  private final SortedMap<CoverKey, long[]> counts = new TreeMap<>();

  /**
   * The counts of one cover by label; they belong to the table, and the caller adds to them.
   *
   * @param origin of the reference, for messages
   * @throws InputException if there are more covers than anybody tells apart
   */
  long[] of(CoverKey cover, Object origin) {
    long[] found = counts.get(cover);
    if (found == null) {
      if (counts.size() == MOST_COVERS) {
        throw new InputException(
            origin,
            " has more than "
                + MOST_COVERS
                + " covers; give a reference with the classes of the ground.");
      }
      found = new long[ClassifiedMap.MOST_LABELS + 1];
      counts.put(cover, found);
    }
    return found;
  }

  /** Adds those of another table. */
  void add(LabelTable other) {
    other.counts.forEach(
        (cover, more) -> {
          long[] sum = counts.computeIfAbsent(cover, key -> new long[more.length]);
          for (int label = 0; label < more.length; label++) {
            sum[label] += more[label];
          }
        });
  }

  /** Pixels by label of each cover that has any. */
  SortedMap<CoverKey, long[]> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** The highest label that was counted; 0 if none was. */
  int highestLabel() {
    int highest = 0;
    for (long[] labels : counts.values()) {
      for (int label = labels.length - 1; label > highest; label--) {
        highest = labels[label] > 0 ? label : highest;
      }
    }
    return highest;
  }

  /**
   * Classes as rows, and covers as columns.
   *
   * @param k number of classes
   * @param covers in the order of the columns
   */
  Contingency table(int k, Collection<CoverKey> covers) {
    long[][] table = new long[k][covers.size()];
    int column = 0;
    for (CoverKey cover : covers) {
      long[] labels = counts.get(cover);
      for (int c = 0; c < k && labels != null; c++) {
        table[c][column] = labels[c + 1];
      }
      column++;
    }
    return new Contingency(table);
  }
}
