/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "  0 |    64 |  6 | scenes is '0', but must be a whole number from 1 to 365.",
        "366 |    64 |  6 | scenes is '366', but must be a whole number from 1 to 365.",
        "  5 |    15 |  6 | size is '15', but must be a whole number from 16 to 16384.",
        "  5 | 16385 |  6 | size is '16385', but must be a whole number from 16 to 16384.",
        "  5 |    64 |  0 | bands is '0', but must be a whole number from 1 to 11.",
        "  5 |    64 | 12 | bands is '12', but must be a whole number from 1 to 11.",
      })
  void valueOutsideItsRangeIsNamed(int scenes, int size, int bands, String message) {
    assertThatThrownBy(() -> new SimulationSettings(scenes, size, bands, 1))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void endsOfTheRangesAreAllowed() {
    assertThatCode(() -> new SimulationSettings(1, 16, 1, Long.MIN_VALUE))
        .doesNotThrowAnyException();
    assertThatCode(() -> new SimulationSettings(365, 16_384, 11, -1)).doesNotThrowAnyException();
  }

  @Test
  void differencesAreReadByName() {
    assertThat(Difference.of("differences", List.of("Sun", "gain")))
        .containsExactlyInAnyOrder(Difference.SUN, Difference.GAIN);
    assertThat(Difference.of("differences", List.of("none"))).isEmpty();
    assertThatThrownBy(() -> Difference.of("differences", List.of("sun", "none")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "differences is 'sun,none', but must be none, or some of sun, haze, season, slopes, gain"
                + " with commas between them.");
  }
}
