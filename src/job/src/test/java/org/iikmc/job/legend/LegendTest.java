/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.legend.Legend.Cover;
import org.iikmc.job.legend.Legend.Entry;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.ClassStyle;
import org.junit.jupiter.api.Test;

class LegendTest {
  private static final Color BLUE = new Color(0, 0, 200);
  private static final Color GREEN = new Color(0, 128, 0);
  private static final Color SAND = new Color(200, 180, 90);

  private static Entry entry(int label, String name, Color color, String group) {
    return new Entry(label, name, Optional.ofNullable(color), Optional.ofNullable(group));
  }

  private static Legend four() {
    return Legend.of(
        new ClassStyle(
            List.of("Class 1", "Class 2", "Class 3", "Class 4"),
            List.of(Color.RED, Color.BLUE, Color.GREEN, Color.GRAY)));
  }

  private static SignatureSet signatures() {
    return new SignatureSet(
        List.of("B1"),
        four().entries().stream()
            .map(
                entry ->
                    new SignatureSet.ClassSignature(
                        entry.name(),
                        entry.color().orElseThrow(),
                        10L * entry.label(),
                        new double[] {entry.label()},
                        new double[] {0.5}))
            .toList());
  }

  @Test
  void theOrderInWhichClassesAreGivenDoesNotMatter() {
    Legend legend = new Legend(List.of(entry(7, "b", null, null), entry(2, " a ", BLUE, null)));
    assertThat(legend)
        .isEqualTo(
            new Legend(
                List.of(entry(2, "a", new Color(0, 0, 200), null), entry(7, "b", null, null))));
    assertThat(legend.of(7)).contains(entry(7, "b", null, null));
    assertThat(legend.of(1)).isEmpty();
  }

  @Test
  void aGroupHasItsNameAndTheColourOfItsFirstClass() {
    Legend legend =
        new Legend(
            List.of(
                entry(4, "forest", GREEN, null),
                entry(3, "shallow", SAND, "water"),
                entry(1, "bare", SAND, null),
                entry(2, "deep", BLUE, "water")));
    assertThat(legend.covers())
        .containsExactly(
            new Cover("bare", Optional.of(SAND), List.of(1)),
            new Cover("water", Optional.of(BLUE), List.of(2, 3)),
            new Cover("forest", Optional.of(GREEN), List.of(4)));
    assertThat(legend.merges()).isTrue();
    assertThat(four().merges()).isFalse();
  }

  /** Two classes that are only called alike stay two. */
  @Test
  void equalNamesAreNoGroup() {
    Legend legend = new Legend(List.of(entry(1, "a", null, null), entry(2, "a", null, null)));
    assertThat(legend.covers()).hasSize(2);
  }

  @Test
  void aClassOfAGroupMayBeCalledLikeIt() {
    Legend legend =
        new Legend(List.of(entry(1, "water", null, "water"), entry(2, "lakes", null, "water")));
    assertThat(legend.covers()).hasSize(1);
  }

  @Test
  void whatALegendDoesNotSayStays() {
    Legend legend =
        new Legend(List.of(entry(2, "deep", null, "water"), entry(4, "lakes", SAND, "water")));
    assertThat(legend.over(four()))
        .isEqualTo(
            new Legend(
                List.of(
                    entry(1, "Class 1", Color.RED, null),
                    entry(2, "deep", Color.BLUE, "water"),
                    entry(3, "Class 3", Color.GREEN, null),
                    entry(4, "lakes", SAND, "water"))));
  }

  @Test
  void signaturesGetNamesColoursAndGroups() {
    SignatureSet set =
        signatures()
            .with(
                new Legend(List.of(entry(2, "deep", BLUE, "water"), entry(4, "b", SAND, "water"))));
    assertThat(set.style())
        .isEqualTo(
            new ClassStyle(
                List.of("Class 1", "water", "Class 3", "water"),
                List.of(Color.RED, BLUE, Color.GREEN, BLUE)));
    assertThat(set.classes().get(3).name()).isEqualTo("b");
    assertThat(set.classes().get(3).color()).isEqualTo(SAND);
    assertThat(set.classes().get(3).pixels()).isEqualTo(40);
    assertThat(set.means()).isDeepEqualTo(signatures().means());
    // The raw classes are still there: a legend without groups brings them back.
    assertThat(set.with(four()).legend()).isEqualTo(signatures().legend());
    assertThat(signatures().with(set.legend()).legend()).isEqualTo(set.legend());
  }

  @Test
  void namesOfOtherProgramsAreMadeUsable() {
    assertThat(Legend.usable(" a\tb\n\u0007 ")).contains("a b");
    assertThat(Legend.usable("\n\ud800 ")).isEmpty();
    assertThat(Legend.usable("🌲".repeat(300)).orElseThrow()).hasSize(200);
  }

  @Test
  void a255thClassIsTheLast() {
    assertThat(new Legend(List.of(entry(255, "last", null, null))).entries()).hasSize(1);
    refused(() -> entry(256, "x", null, null), "class 256, but classes are 1 to 255");
    refused(() -> entry(0, "x", null, null), "class 0, but classes are 1 to 255");
  }

  @Test
  void whatIsWrongIsSaid() {
    refused(
        () -> new Legend(List.of(entry(3, "a", null, null), entry(3, "b", null, null))),
        "class 3 twice");
    refused(() -> entry(3, " ", null, null), "The name of class 3 is empty");
    refused(() -> entry(3, "a", null, ""), "The group of class 3 is empty");
    refused(() -> entry(3, "a\nb", null, null), "class 3 has a line break");
    refused(() -> entry(3, "a\ud800", null, null), "no text");
    refused(() -> entry(3, "x".repeat(201), null, null), "201 characters, but may have 200");
    refused(
        () ->
            new Legend(
                List.of(
                    entry(2, "a", null, "water"),
                    entry(7, "b", null, "water"),
                    entry(5, "water", null, null))),
        "Class 5 is called \"water\", as the group of classes 2, 7 is");
    Legend nine = new Legend(List.of(entry(9, "a", null, null)));
    refused(() -> nine.over(four()), "class 9, but there are only 4 classes");
    Legend taken =
        new Legend(List.of(entry(1, "a", null, "Class 3"), entry(2, "b", null, "Class 3")));
    refused(
        () -> signatures().with(taken),
        "Class 3 is called \"Class 3\", as the group of classes 1, 2");
  }

  private static void refused(Runnable build, String message) {
    assertThatThrownBy(build::run)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
