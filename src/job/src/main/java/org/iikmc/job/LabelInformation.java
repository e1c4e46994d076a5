/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iikmc.kmeans.quality.Contingency;

/**
 * What a label tells of: the date, or the place. Both are shares of the entropy of the labels at
 * points that two or more scenes have.
 *
 * @param byDate share that the scene tells, 0…1
 * @param byGround share that the point tells, 1 if each point has one label on all dates, about 0
 *     if it has any, negative if it has other labels more often than chance gives
 */
record LabelInformation(double byDate, double byGround) {
  /**
   * Of labels at common points. A scene has so many pixels that its share is hardly touched by
   * chance. A point has as few as there are dates, so that chance alone would seem to tell much:
   * its share is corrected for that, in the way of the adjusted mutual information (N. X. Vinh et
   * al., "Information theoretic measures for clusterings comparison", JMLR 11, 2010, normalised by
   * the entropy of the labels).
   *
   * @param scenes labels 1…k of the same points, 0 where there is none
   * @return NaN for both where no point has two labels, or all labels are one
   */
  static LabelInformation of(List<byte[]> scenes, int k) {
    int points = scenes.isEmpty() ? 0 : scenes.get(0).length;
    long[][] counts = new long[k][scenes.size()];
    Map<Integer, Long> pointsByDates = new TreeMap<>();
    double conditional = 0;
    int[] atPoint = new int[k];
    int[] labels = new int[scenes.size()];
    for (int p = 0; p < points; p++) {
      int dates = 0;
      for (int s = 0; s < labels.length; s++) {
        labels[s] = (scenes.get(s)[p] & 0xFF) - 1;
        dates += labels[s] >= 0 ? 1 : 0;
      }
      if (dates < 2) {
        continue;
      }
      pointsByDates.merge(dates, 1L, Long::sum);
      for (int s = 0; s < labels.length; s++) {
        if (labels[s] >= 0) {
          counts[labels[s]][s]++;
          atPoint[labels[s]]++;
        }
      }
      for (int label : labels) {
        if (label >= 0 && atPoint[label] > 0) {
          conditional -= atPoint[label] * Math.log((double) atPoint[label] / dates);
          atPoint[label] = 0;
        }
      }
    }
    double byChance = 0;
    for (Map.Entry<Integer, Long> each : pointsByDates.entrySet()) {
      byChance += each.getValue() * ofRandomPoint(counts, each.getKey());
    }
    return new LabelInformation(
        new Contingency(counts).toldByColumn(),
        byChance > 0 ? (byChance - conditional) / byChance : Double.NaN);
  }

  /**
   * Expected Σ -x ln(x / dates), where x are the numbers of each label among so many that are drawn
   * from all without putting back: the hypergeometric distribution.
   */
  private static double ofRandomPoint(long[][] counts, int dates) {
    long[] ofLabel = new long[counts.length];
    long all = 0;
    for (int c = 0; c < counts.length; c++) {
      for (long count : counts[c]) {
        ofLabel[c] += count;
      }
      all += ofLabel[c];
    }
    double[] draws = logFalling(all, dates);
    double[] orders = logFalling(dates, dates);
    double sum = 0;
    for (long size : ofLabel) {
      double[] own = logFalling(size, dates);
      double[] others = logFalling(all - size, dates);
      for (int x = 1; x < dates; x++) {
        double log = choose(orders, x) + own[x] + others[dates - x] - draws[dates];
        sum -= Math.exp(log) * x * Math.log((double) x / dates);
      }
    }
    return sum;
  }

  /** ln of how many ways there are to choose x of m, from the falling factorials of m. */
  private static double choose(double[] falling, int x) {
    int m = falling.length - 1;
    return falling[x] - (falling[m] - falling[m - x]);
  }

  /** Element i is ln (n (n-1) … (n-i+1)); negative infinity from where that is 0. */
  private static double[] logFalling(long n, int most) {
    double[] logs = new double[most + 1];
    for (int i = 1; i <= most; i++) {
      logs[i] = n - i + 1 > 0 ? logs[i - 1] + Math.log(n - i + 1) : Double.NEGATIVE_INFINITY;
    }
    return logs;
  }
}
