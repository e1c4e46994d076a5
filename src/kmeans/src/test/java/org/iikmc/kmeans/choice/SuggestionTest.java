/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final double NONE = Double.NaN;

  private static KTrial trial(int k, double silhouette, double stability) {
    return new KTrial(k, new ClusterValidity(1, silhouette, 1, 1), stability, 1, true, 1);
  }

  @Test
  void takesTheHighestSilhouette() {
    Suggestion suggestion =
        Suggestion.of(List.of(trial(4, 0.4, 0.9), trial(5, 0.52, 0.97), trial(6, 0.5, 0.95)));
    assertThat(suggestion.k()).isEqualTo(5);
    assertThat(suggestion.reason())
        .isEqualTo("highest silhouette (0.52); labels of two halves agree (0.97)");
  }

  @Test
  void leavesOutWhatIsNotStable() {
    Suggestion suggestion =
        Suggestion.of(List.of(trial(4, 0.4, 0.99), trial(5, 0.6, 0.7), trial(6, 0.3, 0.98)));
    assertThat(suggestion.k()).isEqualTo(4);
    assertThat(suggestion.reason())
        .isEqualTo(
            "highest silhouette of those that are stable (0.40); labels of two halves agree"
                + " (0.99); it is an end of the range, and numbers beyond it may be better");
  }

  @Test
  void takesTheLeastOfEquals() {
    assertThat(Suggestion.of(List.of(trial(2, 0.1, 1), trial(3, 0.5, 1), trial(4, 0.5, 1))).k())
        .isEqualTo(3);
  }

  @Test
  void oneClassHasNoSilhouetteAndIsNotTaken() {
    Suggestion suggestion = Suggestion.of(List.of(trial(1, NONE, 1), trial(2, 0.2, 0.5)));
    assertThat(suggestion.k()).isEqualTo(2);
    assertThat(suggestion.reason())
        .isEqualTo(
            "highest silhouette (0.20); labels of two halves agree (0.50); it is an end of the"
                + " range, and numbers beyond it may be better");
  }

  @Test
  void twoClassesAreNoEnd() {
    assertThat(Suggestion.of(List.of(trial(2, 0.5, NONE), trial(3, 0.3, NONE))).reason())
        .isEqualTo("highest silhouette (0.50)");
  }

  @Test
  void goesWithoutStabilityWhereThereIsNone() {
    Suggestion suggestion =
        Suggestion.of(List.of(trial(2, 0.1, NONE), trial(3, 0.3, NONE), trial(4, 0.2, NONE)));
    assertThat(suggestion.k()).isEqualTo(3);
    assertThat(suggestion.reason()).isEqualTo("highest silhouette (0.30)");
  }

  @Test
  void takesTheLeastWhereNothingIsDefined() {
    Suggestion suggestion = Suggestion.of(List.of(trial(1, NONE, 1), trial(2, NONE, 1)));
    assertThat(suggestion.k()).isEqualTo(1);
    assertThat(suggestion.reason())
        .isEqualTo("no number gives more than one class, so the least is taken");
  }
}
