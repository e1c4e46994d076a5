/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestSignatureTest {
  private static int[] labels(SampleType type, double[][] signatures, double[][] pixels) {
    ArraySource source =
        new ArraySource(type, signatures[0].length, pixels.length, List.<double[][]>of(pixels));
    byte[] cells = new byte[pixels.length + 1];
    cells[pixels.length] = 42;
    new NearestSignature(signatures, SpectralSpace.plain(1, signatures[0].length))
        .read(0, source.blocks().get(0).open(), cells);
    assertThat(cells[pixels.length]).as("beyond the cells").isEqualTo((byte) 42);
    int[] labels = new int[pixels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = cells[i] & 0xFF;
    }
    return labels;
  }

  private static int[] expected(double[][] signatures, double[][] pixels) {
    int[] labels = new int[pixels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = pixels[i] == null ? 0 : 1 + SquaredDistance.nearest(pixels[i], signatures);
    }
    return labels;
  }

  /** Nearest by hand; 6 is as near to 4 as to 8. */
  @Test
  void tiesGoToTheLowerLabel() {
    double[][] signatures = {{8}, {4}, {8}};
    double[][] pixels = {{3}, {4}, {6}, {7}, {200}, null};
    assertThat(labels(SampleType.UINT8, signatures, pixels)).containsExactly(2, 2, 1, 1, 1, 0);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void theEndsOfEachType(SampleType type) {
    double low = type == SampleType.INT16 ? -32768 : 0;
    double high =
        switch (type) {
          case UINT8 -> 255;
          case UINT16 -> 65535;
          case INT16 -> 32767;
          case FLOAT32 -> 0x1p127;
        };
    double[][] pixels = {{low}, {high}, null, {high}};
    assertThat(labels(type, new double[][] {{high}, {low}}, pixels)).containsExactly(2, 1, 0, 1);
  }

  /** One sample, and one less and more than what is taken at once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 511, 512, 513, 1500})
  void anyNumberOfSamples(int n) {
    Random random = new Random(n);
    double[][] signatures = ArraySource.pixels(7, 5, () -> random.nextInt(6));
    double[][] pixels = ArraySource.pixels(n, 5, () -> random.nextInt(6)); // with many ties
    for (int i = 3; i < n; i += 11) {
      pixels[i] = null;
    }
    assertThat(labels(SampleType.UINT16, signatures, pixels))
        .containsExactly(expected(signatures, pixels));
  }

  /** In float32 these distances are the same, and the first would win. */
  @Test
  void distancesThatOnlyFloat64TellsApart() {
    double[][] signatures = {{10_000, 1 + 1e-6}, {10_000, 1}};
    assertThat(labels(SampleType.FLOAT32, signatures, new double[][] {{0, 0}, {0, 2}}))
        .containsExactly(2, 1);
  }

  @Test
  void labelsAbove127() {
    double[][] signatures = new double[255][1];
    double[][] pixels = new double[256][];
    for (int c = 0; c < 255; c++) {
      signatures[c][0] = 100 * c;
      pixels[c] = new double[] {100 * c + 3};
    }
    int[] labels = labels(SampleType.UINT16, signatures, pixels);
    for (int c = 0; c < 255; c++) {
      assertThat(labels[c]).isEqualTo(c + 1);
    }
    assertThat(labels[255]).isZero();
  }

  @Test
  void moreClassesThanAByteHoldsAreRefused() {
    for (int k : new int[] {0, 256}) {
      assertThatThrownBy(() -> new NearestSignature(new double[k][1], SpectralSpace.plain(1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(k + " signatures");
    }
  }
}
