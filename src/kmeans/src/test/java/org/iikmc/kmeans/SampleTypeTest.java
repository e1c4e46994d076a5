/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iikmc.kmeans.SampleType.FLOAT32;
import static org.iikmc.kmeans.SampleType.INT16;
import static org.iikmc.kmeans.SampleType.UINT16;
import static org.iikmc.kmeans.SampleType.UINT8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTypeTest {
  @ParameterizedTest
  @CsvSource({
    "UINT8, 0",
    "UINT8, 255",
    "UINT16, 65535",
    "INT16, -32768",
    "INT16, 32767",
    "FLOAT32, -0.5"
  })
  void holdsItsExtremes(SampleType type, double value) {
    Object array = type.newArray(2);
    type.set(array, 1, value);
    assertThat(type.get(array, 1)).isEqualTo(value);
    assertThat(type.get(array, 0)).isZero();
  }

  @Test
  void widensWithoutLoss() {
    assertThat(UINT8.widest(UINT16)).isEqualTo(UINT16);
    assertThat(UINT8.widest(INT16)).isEqualTo(INT16);
    assertThat(UINT16.widest(INT16)).isEqualTo(FLOAT32);
    assertThat(INT16.widest(FLOAT32)).isEqualTo(FLOAT32);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void wideningIsSymmetric(SampleType type) {
    for (SampleType other : SampleType.values()) {
      assertThat(type.widest(other)).isEqualTo(other.widest(type));
    }
    assertThat(type.widest(type)).isEqualTo(type);
  }
}
