/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.iikmc.kmeans.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers are those of the masks of GDAL 3.6. */
class NodataTest {
  @ParameterizedTest
  @CsvSource({
    // declared, stored as float32, absent
    "-9999.9, -9999.9, true",
    "-9999.9004, -9999.9, true",
    "-9999.9, -9999.8, false",
    "-3.4e38, -3.4028234663852886e38, true",
    "-3.40282e38, -3.4028234663852886e38, true",
    "-3.4e38, 3.4028234663852886e38, false",
    "-3.4e38, -1e35, false",
    "-3.4e38, 0, false",
    "1e20, 1e20, true",
    "0, 0, true",
    "0, -0.0, true",
    "0, 1e-30, false",
    "0.1, 0.1, true",
  })
  void floatsAreComparedAsTheyAreHeld(double declared, double stored, boolean absent) {
    assertThat(Nodata.of(SampleType.FLOAT32, Set.of(declared)).matches((float) stored))
        .isEqualTo(absent);
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, 255, 255, true",
    "UINT8, 256, 0, false",
    "UINT8, -1, 255, false",
    "UINT8, 1.5, 1, true",
    "INT16, -9999.4, -9999, true",
    "INT16, -9999, -9998, false",
    "UINT16, 65535, 65535, true",
    "UINT16, -9999, 55537, false",
  })
  void wholeNumbersAreComparedExactly(
      SampleType type, double declared, double stored, boolean absent) {
    assertThat(Nodata.of(type, Set.of(declared)).matches(stored)).isEqualTo(absent);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void whatIsNotFiniteIsAlwaysAbsent(SampleType type) {
    Nodata none = Nodata.of(type, Set.of());
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.matches(Double.NaN)).isTrue();
    assertThat(none.matches(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(none.matches(0)).isFalse();
  }

  @Test
  void anyOfSeveral() {
    Nodata nodata = Nodata.of(SampleType.UINT8, Set.of(0.0, 255.0));
    assertThat(nodata.values()).containsExactlyInAnyOrder(0.0, 255.0);
    assertThat(nodata.matches(0)).isTrue();
    assertThat(nodata.matches(255)).isTrue();
    assertThat(nodata.matches(7)).isFalse();
  }

  /** Runs at the start and the end, values that only look alike in a narrower type, and NaN. */
  @ParameterizedTest
  @EnumSource(SampleType.class)
  void clearedAreThoseThatMatch(SampleType type) {
    double[] numbers = {0, 0, 7, 255, 7, 7, 0, 120, 255, 255};
    Object values = type.newArray(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      type.set(values, i, numbers[i]);
    }
    if (values instanceof float[] floats) {
      floats[7] = Float.NaN;
    }
    for (double nodata : new double[] {0, 7, 255, -1, 256, 65_536 + 7, 7.5, -1e30}) {
      Nodata absent = Nodata.of(type, List.of(nodata));
      BitSet valid = new BitSet();
      valid.set(0, numbers.length);
      absent.clear(type, values, valid);
      for (int i = 0; i < numbers.length; i++) {
        assertThat(valid.get(i)).isEqualTo(!absent.matches(type.get(values, i)));
      }
    }
  }
}
