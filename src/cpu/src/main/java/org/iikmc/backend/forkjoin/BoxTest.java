/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * Finds which centroids can be nearest to a sample in a box, whatever sample it is. Of one thread
 * and one step.
 *
 * <p>Scores are linear in a sample. So the least by which centroid j is behind centroid o in a box
 * is that in its middle, less {@code Σ h[b] |factors[j][b] - factors[o][b]|} with the half widths h
 * of the box. Centroid o is that with the least score in the middle.
 *
 * <p>Let a and b be the distances of a sample from centroids j and o where distances are Euclidean.
 * The lead is {@code (a - b)(a + b)/2}; with the greatest a + b in the box it gives the least a -
 * b. Until j and o together have moved by as much, j stays behind o.
 */
final class BoxTest {
  /**
   * The share of that difference which may be used up. Of the lead a 256th is left then, since a +
   * b can't be less than a 16th of what it was either.
   */
  private static final double USABLE = 15.0 / 16;

  /** A lead counts if it is so many times the rounding error of a decision in float64. */
  private static final double SURE = 1024;

  private final FrameScores scores;
  private final double margin;
  private final int bands;

  /** Of all centroids, one after the other. */
  private final double[] factors;

  private final double[] middle;
  private final double[] halfWidth;
  private final double[] score;

  /**
   * @param reach greatest distance of the samples concerned from the centre, by band
   */
  BoxTest(FrameScores scores, double[] reach) {
    this.scores = scores;
    margin = SURE * scores.decisionError(reach);
    bands = reach.length;
    int k = scores.half().length;
    factors = new double[k * bands];
    for (int c = 0; c < k; c++) {
      System.arraycopy(scores.factors()[c], 0, factors, c * bands, bands);
    }
    middle = new double[bands];
    halfWidth = new double[bands];
    score = new double[k];
  }

  /**
   * Finds them.
   *
   * @param among outside of which none can be nearest, as long as their gap lasts
   * @param found receives those that can
   */
  void find(Boxes boxes, int box, Candidates among, Candidates found) {
    for (int b = 0; b < bands; b++) {
      double low = boxes.low()[box * bands + b] - scores.center()[b];
      double high = boxes.high()[box * bands + b] - scores.center()[b];
      middle[b] = (low + high) / 2;
      halfWidth[b] = (high - low) / 2;
    }
    int owner = leastInTheMiddle(among);
    int ownerAt = (among.labels[owner] & 0xFF) * bands;
    double middleSquare = whitenedSquare(false);
    // The distance of the middle from the owner, and what the two distances can have more.
    double own =
        Math.sqrt(Math.abs(middleSquare + 2 * score[owner])) + 2 * Math.sqrt(whitenedSquare(true));
    double gap = Double.POSITIVE_INFINITY;
    found.n = 0;
    for (int i = 0; i < among.n; i++) {
      int at = (among.labels[i] & 0xFF) * bands;
      double lead = score[i] - score[owner];
      for (int b = 0; b < bands; b++) {
        lead -= halfWidth[b] * Math.abs(factors[at + b] - factors[ownerAt + b]);
      }
      if (lead > margin) {
        // Its gap is 2 lead / (distance + own). The root is seldom needed to see that it is no less
        // than the least so far.
        double distanceSquare = Math.abs(middleSquare + 2 * score[i]);
        double rest = 2 * lead / gap - own;
        if (!(rest > 0 && rest * rest > distanceSquare)) {
          gap = Math.min(gap, 2 * lead / (Math.sqrt(distanceSquare) + own));
        }
      } else {
        found.labels[found.n++] = among.labels[i];
      }
    }
    found.gap = Math.min(among.gap, USABLE * gap);
  }

  private int leastInTheMiddle(Candidates among) {
    int least = 0;
    for (int i = 0; i < among.n; i++) {
      int c = among.labels[i] & 0xFF;
      double sum = scores.half()[c];
      for (int b = 0; b < bands; b++) {
        sum -= middle[b] * factors[c * bands + b];
      }
      score[i] = sum;
      if (sum < score[least]) {
        least = i;
      }
    }
    return least;
  }

  /** Squared length, where distances are Euclidean, of the middle or of the half widths at most. */
  private double whitenedSquare(boolean ofWidths) {
    double square = 0;
    for (double[] row : scores.whitening().matrix()) {
      double sum = 0;
      for (int b = 0; b < bands; b++) {
        sum += ofWidths ? Math.abs(row[b]) * halfWidth[b] : row[b] * middle[b];
      }
      square += sum * sum;
    }
    return square;
  }
}
