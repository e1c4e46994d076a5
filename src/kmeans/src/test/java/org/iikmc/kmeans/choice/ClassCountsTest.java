/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassCountsTest {
  @Test
  void readsANumber() {
    ClassCounts one = ClassCounts.parse("8");
    assertThat(one.numbers()).containsExactly(8);
    assertThat(one.isOne()).isTrue();
    assertThat(one).hasToString("8").isEqualTo(ClassCounts.of(8));
  }

  @Test
  void readsARange() {
    ClassCounts range = ClassCounts.parse("4..6");
    assertThat(range.numbers()).containsExactly(4, 5, 6);
    assertThat(range.isOne()).isFalse();
    assertThat(range.last()).isEqualTo(6);
    assertThat(range).hasToString("4..6");
  }

  @Test
  void aStepNeedNotReachTheEnd() {
    ClassCounts range = ClassCounts.parse("4 .. 34 : 10");
    assertThat(range.numbers()).containsExactly(4, 14, 24, 34);
    assertThat(ClassCounts.parse("4..33:10").numbers()).containsExactly(4, 14, 24);
    assertThat(ClassCounts.parse("4..33:10").last()).isEqualTo(24);
    assertThat(range).hasToString("4..34:10");
  }

  @Test
  void aRangeOfOneNumberIsThatNumber() {
    assertThat(ClassCounts.parse("5..5").isOne()).isTrue();
    assertThat(ClassCounts.parse("5..7:3").isOne()).isTrue();
    assertThat(ClassCounts.parse("5..7:3").isSame(ClassCounts.of(5))).isTrue();
    assertThat(ClassCounts.parse("5..8:3").isSame(ClassCounts.of(5))).isFalse();
    assertThat(ClassCounts.parse("255").numbers()).containsExactly(255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''       | k is '', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "eight    | k is 'eight', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4..      | k is '4..', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "..8      | k is '..8', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4-8      | k is '4-8', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4.8      | k is '4.8', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4:2      | k is '4:2', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4..8:    | k is '4..8:', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4..8:-1  | k is '4..8:-1', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "0        | k is '0', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "0..4     | k is '0..4', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "256      | k is '256', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4..256   | k is '4..256', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "4..99999999999 | k is '4..99999999999', but must be a whole number from 1 to 255, or a range such as 4..16 or 4..32:4.",
        "16..4    | k is '16..4', but must be a range that rises, such as 4..16.",
        "4..16:0  | k is '4..16:0', but must be a range with a step from 1 on, such as 4..16.",
      })
  void refusesTheRest(String text, String message) {
    assertThatThrownBy(() -> ClassCounts.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
