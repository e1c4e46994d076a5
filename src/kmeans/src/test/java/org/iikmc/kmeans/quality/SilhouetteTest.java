/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
  @Test
  void ofFourPixelsByHand() {
    double[][] rows = {{0}, {2}, {10}, {11}};
    // 0: a = 2, b = (10 + 11)/2; 2: a = 2, b = (8 + 9)/2; 10: a = 1, b = (10 + 8)/2; 11: a = 1, b =
    // 10
    double expected = (8.5 / 10.5 + 6.5 / 8.5 + 8.0 / 9 + 9.0 / 10) / 4;
    assertThat(Silhouette.mean(rows, new int[] {0, 0, 1, 1}, 3)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aPixelAloneInItsClassCountsZero() {
    double[][] rows = {{0}, {2}, {10}};
    double expected = (8.0 / 10 + 6.0 / 8 + 0) / 3;
    assertThat(Silhouette.mean(rows, new int[] {0, 0, 1}, 2)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void isNotDefinedForOneClass() {
    assertThat(Silhouette.mean(new double[][] {{0}, {2}}, new int[] {1, 1}, 2)).isNaN();
  }

  @Test
  void coincidingPixelsOfTwoClassesCountZero() {
    double[][] rows = {{5}, {5}, {5}, {5}};
    assertThat(Silhouette.mean(rows, new int[] {0, 0, 1, 1}, 2)).isZero();
  }

  @Test
  void ofASampleFollowsTheSeed() throws IOException {
    double[][] pixels = new double[5000][];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = new double[] {(i * 7919) % 251};
    }
    double[][] signatures = {{60}, {190}};
    try (HeldSamples samples =
        new SequentialBackend().hold(ArraySource.of(SampleType.UINT8, pixels), Progress.NONE)) {
      double one = ofSample(samples, signatures, 1);
      assertThat(ofSample(samples, signatures, 1)).isEqualTo(one);
      assertThat(ofSample(samples, signatures, 2)).isNotEqualTo(one);
      assertThat(one).isBetween(0.55, 0.75);
    }
  }

  private static double ofSample(HeldSamples samples, double[][] signatures, long seed)
      throws IOException {
    return Silhouette.mean(Silhouette.draw(samples, 300, seed), signatures);
  }
}
