/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.backend.Device;
import org.iikmc.raster.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
  @ParameterizedTest
  @ValueSource(strings = {"many", "0", "256", "7.9", "", "8 classes", "0x8", "99999999999999"})
  void aWholeNumberOutOfRangeIsRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> new Literal("k", text).wholeNumber(1, 255))
        .isInstanceOf(InputException.class)
        .hasMessage("k is '" + text + "', but must be a whole number from 1 to 255.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-0.1", "1.01", "1,5", "0x1p-3", "0.5f", "half"})
  void aNumberOutOfRangeIsRefused(String text) {
    assertThatThrownBy(() -> new Literal("changeThreshold", text).number(0, 1, "a share"))
        .hasMessage("changeThreshold is '" + text + "', but must be a share.");
  }

  @Test
  void readsWhatUsersWrite() {
    assertThat(new Literal("k", " 12 ").wholeNumber(1, 255)).isEqualTo(12);
    assertThat(new Literal("sample", "1e-2").number(0, 1, "a share")).isEqualTo(0.01);
    assertThat(new Literal("skipEmpty", "TRUE").flag()).isTrue();
    assertThat(new Literal("device", "cpu").choice(Device.class)).isEqualTo(Device.CPU);
  }

  @Test
  void aChoiceIsRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> new Literal("device", "tpu").choice(Device.class))
        .hasMessage("device is 'tpu', but must be one of auto, cpu, gpu, spark.");
    assertThatThrownBy(() -> new Literal("overwrite", "yes").flag())
        .hasMessage("overwrite is 'yes', but must be true or false.");
  }

  @Test
  void aLongTextIsShortened() {
    assertThatThrownBy(() -> new Literal("k", "9".repeat(5000)).wholeNumber(1, 255))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(150));
  }
}
