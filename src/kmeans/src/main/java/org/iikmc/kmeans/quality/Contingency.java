/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.quality;

import java.util.Arrays;

/**
 * How often each label of one classification meets each label of another, and how well they agree.
 * Both may have any number of labels, where a figure does not compare the labels themselves. The
 * array belongs to this object; two tables are not compared by {@code equals}.
 *
 * @param counts pixels by label of the first classification (row) and of the second (column)
 */
public record Contingency(long[][] counts) {
  /**
   * Counts two classifications of the same pixels, whose labels are 1…k.
   *
   * @param first labels, 0 where there is none; such a pixel is left out
   * @param second likewise, as many
   * @return k × k
   */
  public static Contingency of(byte[] first, byte[] second, int k) {
    long[][] counts = new long[k][k];
    for (int i = 0; i < first.length; i++) {
      if (first[i] != 0 && second[i] != 0) {
        counts[(first[i] & 0xFF) - 1][(second[i] & 0xFF) - 1]++;
      }
    }
    return new Contingency(counts);
  }

  /** Number of pixels. */
  public long total() {
    return Arrays.stream(rows()).sum();
  }

  /** Pixels whose two labels are one. */
  public long equal() {
    long sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += counts[c][c];
    }
    return sum;
  }

  /**
   * Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal scales", 1960,
   * doi:10.1177/001316446002000104): agreement beyond that of labels given by chance, at most 1.
   *
   * @return NaN if both have one and the same label everywhere, or there is no pixel
   */
  public double kappa() {
    double n = total();
    double observed = equal() / n;
    long[] rows = rows();
    long[] columns = columns();
    double expected = 0;
    for (int c = 0; c < rows.length; c++) {
      expected += rows[c] / n * (columns[c] / n);
    }
    return expected == 1 ? Double.NaN : (observed - expected) / (1 - expected);
  }

  /**
   * The adjusted Rand index (L. Hubert and P. Arabie, "Comparing partitions", 1985,
   * doi:10.1007/BF01908075): agreement on which pixels belong together, whatever the labels are
   * called; 1 for the same partition, about 0 for chance.
   *
   * @return NaN if there is no pixel
   */
  public double adjustedRand() {
    long n = total();
    if (n == 0) {
      return Double.NaN;
    }
    double together = 0;
    for (long[] row : counts) {
      together += pairs(row);
    }
    double rows = pairs(rows());
    double columns = pairs(columns());
    double expected = n == 1 ? 0 : rows * columns / (n * (n - 1.0) / 2);
    double most = (rows + columns) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static double pairs(long[] sizes) {
    double sum = 0;
    for (long size : sizes) {
      sum += size * (size - 1.0) / 2;
    }
    return sum;
  }

  /**
   * How much of the information of the row the column tells, 0…1: their mutual information over the
   * entropy of the rows (H. Theil's uncertainty coefficient, "On the estimation of relationships
   * involving qualitative variables", 1970, doi:10.1086/224909).
   *
   * @return NaN if there is only one row, or no pixel
   */
  public double toldByColumn() {
    double entropy = entropy(rows());
    return entropy > 0 ? Math.max(0, information() / entropy) : Double.NaN;
  }

  /**
   * Normalised mutual information, 0…1: that of row and column over the arithmetic mean of their
   * entropies (N. X. Vinh et al., "Information theoretic measures for clusterings comparison", JMLR
   * 11, 2010); 1 for the same partition.
   *
   * @return 1 if there is one row and one column, NaN if there is no pixel
   */
  public double normalizedMutualInformation() {
    if (total() == 0) {
      return Double.NaN;
    }
    double entropies = entropy(rows()) + entropy(columns());
    return entropies > 0 ? Math.max(0, 2 * information() / entropies) : 1;
  }

  /**
   * Share of the pixels that are in the most frequent column of their row (C. D. Manning et al.,
   * "Introduction to Information Retrieval", 2008, section 16.3): it grows with the number of rows.
   *
   * @return NaN if there is no pixel
   */
  public double purity() {
    long most = 0;
    for (long[] row : counts) {
      most += Arrays.stream(row).max().orElse(0);
    }
    return most / (double) total();
  }

  private static double entropy(long[] sizes) {
    double n = Arrays.stream(sizes).sum();
    double entropy = 0;
    for (long size : sizes) {
      entropy -= size == 0 ? 0 : size / n * Math.log(size / n);
    }
    return entropy;
  }

  /** Mutual information of row and column, in nats. */
  private double information() {
    double n = total();
    long[] rows = rows();
    long[] columns = columns();
    double information = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        double count = counts[r][c];
        if (count > 0) {
          information += count / n * Math.log(count * n / ((double) rows[r] * columns[c]));
        }
      }
    }
    return information;
  }

  /**
   * The renaming of the rows after which most pixels agree: the assignment problem, solved by
   * shortest augmenting paths (H. W. Kuhn, "The Hungarian method for the assignment problem", 1955,
   * doi:10.1002/nav.3800020109, in the form of R. Jonker and A. Volgenant, 1987,
   * doi:10.1007/BF02278710). Takes time cubic in the number of labels.
   *
   * @return column of each row, all different; -1 for those that get none, if there are more rows
   *     than columns
   */
  public int[] bestAssignment() {
    int columns = columns().length;
    int k = Math.max(counts.length, columns);
    long[] ofRow = new long[k];
    long[] ofColumn = new long[k];
    int[] rowOf = new int[k];
    Arrays.fill(rowOf, -1);
    for (int root = 0; root < k; root++) {
      long[] distance = new long[k];
      int[] before = new int[k];
      boolean[] done = new boolean[k];
      Arrays.fill(distance, Long.MAX_VALUE);
      int row = root;
      int column = -1;
      while (row >= 0) {
        int nearest = -1;
        for (int c = 0; c < k; c++) {
          if (done[c]) {
            continue;
          }
          boolean real = row < counts.length && c < columns; // else padding to a square, of 0
          long reduced = (real ? -counts[row][c] : 0) - ofRow[row] - ofColumn[c];
          if (reduced < distance[c]) {
            distance[c] = reduced;
            before[c] = column;
          }
          if (nearest < 0 || distance[c] < distance[nearest]) {
            nearest = c;
          }
        }
        long step = distance[nearest];
        ofRow[root] += step;
        for (int c = 0; c < k; c++) {
          if (done[c]) {
            ofRow[rowOf[c]] += step;
            ofColumn[c] -= step;
          } else {
            distance[c] -= step;
          }
        }
        done[nearest] = true;
        column = nearest;
        row = rowOf[nearest];
      }
      while (column >= 0) {
        int previous = before[column];
        rowOf[column] = previous < 0 ? root : rowOf[previous];
        column = previous;
      }
    }
    int[] columnOf = new int[counts.length];
    Arrays.fill(columnOf, -1);
    for (int c = 0; c < columns; c++) {
      if (rowOf[c] < columnOf.length) {
        columnOf[rowOf[c]] = c;
      }
    }
    return columnOf;
  }

  /** Pixels of each row. */
  public long[] rows() {
    return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /** Pixels of each column. */
  public long[] columns() {
    long[] sums = new long[counts.length == 0 ? 0 : counts[0].length];
    for (long[] row : counts) {
      Arrays.setAll(sums, c -> sums[c] + row[c]);
    }
    return sums;
  }
}
