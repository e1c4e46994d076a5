/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContingencyTest {
  @Test
  void pixelsWithoutALabelAreLeftOut() {
    byte[] first = {1, 2, 0, (byte) 255, 2};
    byte[] second = {1, 1, 1, (byte) 255, 0};
    Contingency table = Contingency.of(first, second, 255);
    assertThat(table.total()).isEqualTo(3);
    assertThat(table.equal()).isEqualTo(2);
    assertThat(table.counts()[1][0]).isEqualTo(1);
  }

  @Test
  void kappaIsThatOfTheTextbook() {
    // Observed 35/50 = 0.7, by chance 0.5·0.6 + 0.5·0.4 = 0.5.
    assertThat(new Contingency(new long[][] {{20, 5}, {10, 15}}).kappa())
        .isCloseTo(0.4, within(1e-12));
    assertThat(new Contingency(new long[][] {{0, 3}, {3, 0}}).kappa()).isEqualTo(-1);
    assertThat(new Contingency(new long[][] {{7, 0}, {0, 0}}).kappa()).isNaN();
    assertThat(new Contingency(new long[2][2]).kappa()).isNaN();
  }

  @Test
  void adjustedRandIsThatOfScikitLearn() {
    // adjusted_rand_score([0, 0, 1, 1], [0, 0, 1, 2]) of its documentation: 4/7
    assertThat(new Contingency(new long[][] {{2, 0, 0}, {0, 1, 1}}).adjustedRand())
        .isCloseTo(4 / 7.0, within(1e-12));
    // all in one against each for itself: 0; other names: 1
    assertThat(new Contingency(new long[][] {{1, 1, 1, 1}}).adjustedRand()).isEqualTo(0);
    assertThat(new Contingency(new long[][] {{0, 9}, {4, 0}}).adjustedRand()).isEqualTo(1);
    assertThat(new Contingency(new long[][] {{5}}).adjustedRand()).isEqualTo(1);
    assertThat(new Contingency(new long[1][1]).adjustedRand()).isNaN();
  }

  @Test
  void theColumnTellsAllHalfOrNothingOfTheRow() {
    assertThat(new Contingency(new long[][] {{5, 0}, {0, 5}}).toldByColumn())
        .isCloseTo(1, within(1e-12));
    assertThat(new Contingency(new long[][] {{3, 6}, {1, 2}}).toldByColumn())
        .isCloseTo(0, within(1e-12));
    // Four equal labels, of which the column tells the half: 1 of 2 bits.
    assertThat(new Contingency(new long[][] {{4, 0}, {4, 0}, {0, 4}, {0, 4}}).toldByColumn())
        .isCloseTo(0.5, within(1e-12));
    assertThat(new Contingency(new long[][] {{4, 4}}).toldByColumn()).isNaN();
  }

  @Test
  void normalizedMutualInformationIsThatOfScikitLearn() {
    // 1 bit of row and column in common, 2 bits of the rows, 1 of the columns: 2 · 1 / (2 + 1).
    assertThat(
            new Contingency(new long[][] {{4, 0}, {4, 0}, {0, 4}, {0, 4}})
                .normalizedMutualInformation())
        .isCloseTo(2 / 3.0, within(1e-12));
    // normalized_mutual_info_score of its documentation
    assertThat(new Contingency(new long[][] {{1, 1, 1, 1}}).normalizedMutualInformation())
        .isEqualTo(0);
    assertThat(new Contingency(new long[][] {{0, 2}, {2, 0}}).normalizedMutualInformation())
        .isCloseTo(1, within(1e-12));
    assertThat(new Contingency(new long[][] {{7}, {0}}).normalizedMutualInformation()).isEqualTo(1);
    assertThat(new Contingency(new long[2][3]).normalizedMutualInformation()).isNaN();
  }

  @Test
  void purityTakesTheMostFrequentColumnOfEachRow() {
    assertThat(new Contingency(new long[][] {{6, 2}, {5, 0}, {1, 4}, {0, 0}}).purity())
        .isCloseTo(15 / 18.0, within(1e-12));
    assertThat(new Contingency(new long[2][3]).purity()).isNaN();
  }

  @Test
  void moreRowsThanColumnsLeaveSomeWithoutOne() {
    assertThat(new Contingency(new long[][] {{9, 8}, {9, 0}, {1, 1}}).bestAssignment())
        .containsExactly(1, 0, -1);
    assertThat(new Contingency(new long[][] {{1, 5, 7}}).bestAssignment()).containsExactly(2);
    assertThat(new Contingency(new long[3][0]).bestAssignment()).containsExactly(-1, -1, -1);
  }

  @Test
  void theBestAssignmentIsTheBestOfAll() {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 300; run++) {
      int k = 1 + random.nextInt(6);
      int most = run % 2 == 0 ? 4 : 1000; // small numbers give ties
      long[][] counts = new long[k][k];
      for (long[] row : counts) {
        Arrays.setAll(row, c -> random.nextInt(most));
      }
      int[] columns = new Contingency(counts).bestAssignment();
      assertThat(Arrays.stream(columns).sorted().toArray())
          .isEqualTo(IntStream.range(0, k).toArray());
      long sum = 0;
      for (int r = 0; r < k; r++) {
        sum += counts[r][columns[r]];
      }
      assertThat(sum).isEqualTo(most(counts, 0, new boolean[k]));
    }
  }

  private static long most(long[][] counts, int row, boolean[] taken) {
    if (row == counts.length) {
      return 0;
    }
    long most = 0;
    for (int c = 0; c < counts.length; c++) {
      if (!taken[c]) {
        taken[c] = true;
        most = Math.max(most, counts[row][c] + most(counts, row + 1, taken));
        taken[c] = false;
      }
    }
    return most;
  }

  @Test
  void twoHundredAndFiftyFiveLabelsAreFoundAgain() {
    int k = 255;
    long[][] counts = new long[k][k];
    for (int r = 0; r < k; r++) {
      counts[r][(r * 7 + 3) % k] = 1 + r;
    }
    int[] columns = new Contingency(counts).bestAssignment();
    for (int r = 0; r < k; r++) {
      assertThat(columns[r]).isEqualTo((r * 7 + 3) % k);
    }
  }
}
