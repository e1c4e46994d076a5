/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansSettingsTest {
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256})
  void kMustFitAByte(int k) {
    assertThatThrownBy(() -> KMeansSettings.of(k))
        .isInstanceOf(InputException.class)
        .hasMessage("k is '" + k + "', but must be a whole number from 1 to 255.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.01, 1.01, Double.POSITIVE_INFINITY})
  void theChangeThresholdIsAShare(double threshold) {
    assertThatThrownBy(() -> KMeansSettings.of(8).withChangeThreshold(threshold))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("changeThreshold is '" + threshold);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
  void theShiftToleranceIsADistance(double tolerance) {
    assertThatThrownBy(() -> KMeansSettings.of(8).withShiftTolerance(tolerance))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shiftTolerance is '" + tolerance);
  }

  @Test
  void thereIsAtLeastOneIteration() {
    assertThatThrownBy(() -> KMeansSettings.of(8).withMaxIterations(0))
        .hasMessageContaining("maxIterations is '0', but must be a whole number from 1 on");
  }

  @Test
  void theEdgesAreAllowed() {
    assertThatCode(
            () ->
                KMeansSettings.of(255)
                    .withChangeThreshold(0)
                    .withChangeThreshold(1)
                    .withMaxIterations(1))
        .doesNotThrowAnyException();
  }
}
