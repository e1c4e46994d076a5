/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iikmc.job.legend.Legend.Entry;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;

/** Legends that are saved while others save theirs. */
class LegendEditTest {
  private static final Legend PLAIN =
      new Legend(IntStream.rangeClosed(1, 7).mapToObj(c -> entry(c, "Class " + c, null)).toList());

  private static Entry entry(int label, String name, String group) {
    return new Entry(
        label, name, Optional.of(new Color(label, label, label)), Optional.ofNullable(group));
  }

  private static Legend with(Legend legend, Entry... entries) {
    return new Legend(List.of(entries)).over(legend);
  }

  private static LegendEdit edit(Legend wanted, Legend base) {
    return new LegendEdit(wanted, Optional.ofNullable(base));
  }

  @Test
  void whatNobodyElseHasSavedMeanwhileIsSaved() {
    Legend wanted = with(PLAIN, entry(3, "Lake", "water"), entry(5, "River", "water"));
    assertThat(edit(wanted, PLAIN).over(PLAIN)).isEqualTo(wanted);
  }

  @Test
  void ofClassesThatALegendDoesNotSpeakOfNothingChanges() {
    Legend saved = with(PLAIN, entry(1, "Forest", null));
    Legend wanted = new Legend(List.of(new Entry(2, "Bog", Optional.empty(), Optional.empty())));
    assertThat(edit(wanted, saved).over(saved)).isEqualTo(with(saved, entry(2, "Bog", null)));
  }

  @Test
  void whatSomebodyElseHasSavedIsNamedAndNotReplaced() {
    Legend theirs =
        with(
            PLAIN,
            entry(3, "Lake", "water"),
            new Entry(4, "Class 4", Optional.of(Color.RED), Optional.empty()));
    Legend mine = with(PLAIN, entry(1, "Forest", null));
    assertThatThrownBy(() -> edit(mine, PLAIN).over(theirs))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Somebody else has saved other names meanwhile: class 3 is 'Lake', in the group 'water'"
                + " now; class 4 is #ff0000 now. Nothing was saved; look at that legend, and save"
                + " again with it as base.");
    assertThat(edit(mine, theirs).over(theirs)).isEqualTo(mine);
    assertThat(edit(mine, null).over(theirs)).isEqualTo(mine);
    assertThatThrownBy(() -> edit(mine, theirs).over(PLAIN))
        .hasMessageContaining("class 3 is 'Class 3', in no group now");
  }

  @Test
  void ofManyDifferencesSomeAreNamed() {
    Legend theirs =
        new Legend(
            IntStream.rangeClosed(1, 7).mapToObj(c -> entry(c, "Cover " + c, null)).toList());
    assertThatThrownBy(() -> edit(with(PLAIN, entry(1, "x", null)), PLAIN).over(theirs))
        .hasMessageContaining("class 5 is 'Cover 5' now; and 2 classes more. Nothing was saved");
  }

  @Test
  void whoWantsTheSameAsTheOtherHasNoConflict() {
    Legend both = with(PLAIN, entry(3, "Lake", null));
    assertThat(edit(both, PLAIN).over(both)).isEqualTo(both);
  }

  @Test
  void aLegendThatDoesNotFitIsRefused() {
    Legend wanted = new Legend(List.of(entry(9, "Sea", null)));
    assertThatThrownBy(() -> edit(wanted, PLAIN).over(PLAIN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has a class 9, but there are only 7 classes");
  }
}
