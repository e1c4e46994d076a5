/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private static final Wording SHOUTED =
      new Wording() {
        @Override
        public String option(String name) {
          return "<" + name + ">";
        }

        @Override
        public String option(String name, String value) {
          return "<" + name + ":" + value + ">";
        }

        @Override
        public String file(Path file) {
          return file.getFileName().toString();
        }

        @Override
        public String sentence(String text) {
          return text.toUpperCase();
        }
      };

  @Test
  void aHostWordsOptionsFilesAndTheWhole() {
    Problem problem =
        Problem.of(
            Path.of("/a/b.tif"),
            " is cut; ",
            Problem.of("use ", Problem.option("mask", "none")),
            " or ",
            Problem.option("aoi"),
            ".");
    assertThat(problem.in(SHOUTED)).isEqualTo("B.TIF IS CUT; USE <MASK:NONE> OR <AOI>.");
    assertThat(new InputException(problem, null))
        .hasMessage("/a/b.tif is cut; use mask=none or aoi.");
  }

  @Test
  void aValueThatIsRefusedIsShownButNotAtAnyLength() {
    assertThat(Problem.refused("k", 0, "a whole number from 1 to 255"))
        .hasToString("k is '0', but must be a whole number from 1 to 255.");
    assertThat(Problem.refused("k", "9".repeat(5000), "less").toString())
        .isEqualTo("k is '" + "9".repeat(60) + "…', but must be less.");
  }
}
