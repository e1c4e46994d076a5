/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Date against place, on series small enough to try all orders of their labels. */
class LabelInformationTest {
  @Test
  void aLabelThatKeepsItsGroundTellsOfTheGround() {
    byte[] labels = {1, 2, 3, 3, 2, 1};
    LabelInformation information = LabelInformation.of(List.of(labels, labels, labels), 3);
    assertThat(information.byGround()).isCloseTo(1, within(1e-12));
    assertThat(information.byDate()).isCloseTo(0, within(1e-12));
  }

  @Test
  void julyClassesAndNovemberClassesTellOfTheDate() {
    byte[] july = {1, 2, 1, 2};
    byte[] november = {3, 4, 3, 4};
    LabelInformation information = LabelInformation.of(List.of(july, november), 4);
    assertThat(information.byDate()).isCloseTo(0.5, within(1e-12)); // 1 of 2 bits
    assertThat(information.byGround()).isNegative();
  }

  @Test
  void chanceIsTheMeanOverAllOrdersOfTheLabels() {
    // Three points, of which one has three dates; one more has a single date and is left out.
    byte[] first = {1, 2, 1, 1};
    byte[] second = {1, 3, 1, 0};
    byte[] third = {2, 0, 0, 0};
    int[] labels = {1, 1, 2, 2, 3, 1, 1};
    int[] groups = {3, 2, 2};
    double[] sumAndOrders = new double[2];
    permute(labels, 0, groups, sumAndOrders);
    double byChance = sumAndOrders[0] / sumAndOrders[1];
    double observed = conditional(labels, groups);
    LabelInformation information = LabelInformation.of(List.of(first, second, third), 3);
    assertThat(information.byGround()).isCloseTo((byChance - observed) / byChance, within(1e-12));
  }

  private static void permute(int[] labels, int from, int[] groups, double[] sumAndOrders) {
    if (from == labels.length) {
      sumAndOrders[0] += conditional(labels, groups);
      sumAndOrders[1]++;
      return;
    }
    for (int i = from; i < labels.length; i++) {
      swap(labels, from, i);
      permute(labels, from + 1, groups, sumAndOrders);
      swap(labels, from, i);
    }
  }

  private static void swap(int[] labels, int i, int j) {
    int label = labels[i];
    labels[i] = labels[j];
    labels[j] = label;
  }

  private static double conditional(int[] labels, int[] groups) {
    double sum = 0;
    int at = 0;
    for (int size : groups) {
      for (int label = 1; label <= 3; label++) {
        double x = 0;
        for (int i = at; i < at + size; i++) {
          x += labels[i] == label ? 1 : 0;
        }
        sum -= x == 0 ? 0 : x * Math.log(x / size);
      }
      at += size;
    }
    return sum;
  }

  @Test
  void withoutCommonGroundOrWithOneClassNothingIsTold() {
    LabelInformation apart = LabelInformation.of(List.of(new byte[] {1, 0}, new byte[] {0, 2}), 2);
    assertThat(apart.byDate()).isNaN();
    assertThat(apart.byGround()).isNaN();
    byte[] one = {1, 1};
    LabelInformation same = LabelInformation.of(List.of(one, one), 1);
    assertThat(same.byDate()).isNaN();
    assertThat(same.byGround()).isNaN();
    assertThat(LabelInformation.of(List.of(), 2).byGround()).isNaN();
  }

  @Test
  void twoHundredAndFiftyFiveLabelsAreTold() {
    byte[] labels = new byte[510];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (1 + i % 255);
    }
    LabelInformation information = LabelInformation.of(List.of(labels, labels), 255);
    assertThat(information.byGround()).isCloseTo(1, within(1e-12));
  }
}
