/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.iikmc.kmeans.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityFilterTest {
  @TempDir private Path folder;

  private byte[] filtered(byte[] labels, int width, int window, int rows, int threads)
      throws IOException {
    int height = labels.length / width;
    try (LabelFile from = Maps.file(folder, labels, width);
        LabelFile to = Maps.file(folder, new byte[labels.length], width)) {
      long changed =
          new MajorityFilter(window)
              .apply(from, to, Strips.ofRows(rows, height), threads, Progress.NONE);
      byte[] filtered = Maps.all(to);
      assertThat(Maps.all(from)).isEqualTo(labels);
      long different = 0;
      for (int i = 0; i < labels.length; i++) {
        different += filtered[i] == labels[i] ? 0 : 1;
      }
      assertThat(changed).isEqualTo(different);
      return filtered;
    }
  }

  /** The definition, pixel by pixel. */
  private static byte[] naive(byte[] labels, int width, int window) {
    int height = labels.length / width;
    int half = window / 2;
    byte[] filtered = new byte[labels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int own = labels[y * width + x] & 0xFF;
        int[] votes = new int[256];
        for (int v = Math.max(0, y - half); v <= Math.min(height - 1, y + half); v++) {
          for (int u = Math.max(0, x - half); u <= Math.min(width - 1, x + half); u++) {
            votes[labels[v * width + u] & 0xFF]++;
          }
        }
        votes[0] = 0;
        int most = Arrays.stream(votes).max().orElseThrow();
        int winner = own;
        for (int label = 255; label > 0 && own > 0 && votes[own] < most; label--) {
          winner = votes[label] == most ? label : winner;
        }
        filtered[y * width + x] = (byte) winner;
      }
    }
    return filtered;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 5",
    "1, 30, 3",
    "30, 1, 3",
    "2, 2, 3",
    "40, 31, 8",
    "31, 40, 255",
    "64, 9, 1",
    "5, 5, 2"
  })
  void labelsAreThoseOfTheDefinition(int width, int height, int classes) throws IOException {
    Random random = new Random(width + height);
    for (double holes : new double[] {0, 0.3, 1}) {
      byte[] labels = Maps.random(random, width, height, classes, 3, 0.4, holes);
      for (int window : new int[] {3, 5, 7, 99}) {
        byte[] expected = naive(labels, width, window);
        for (int rows : new int[] {1, 4, height}) {
          assertThat(filtered(labels, width, window, rows, rows)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aPixelKeepsItsLabelAmongTheMostFrequentAndGetsTheLowestOfOthers() throws IOException {
    // In the middle 2 and 3 come four times, and 1 once; in a corner 3 comes twice.
    assertThat(filtered(new byte[] {2, 3, 2, 3, 1, 3, 2, 3, 2}, 3, 3, 3, 1))
        .isEqualTo(new byte[] {3, 3, 3, 3, 2, 3, 3, 3, 3});
    assertThat(filtered(new byte[] {2, 3, 3, 2}, 4, 3, 1, 1)).isEqualTo(new byte[] {2, 3, 3, 2});
  }

  @Test
  void nodataStaysAndDoesNotVote() throws IOException {
    assertThat(filtered(new byte[] {0, 0, 0, 0, 7, 0, 0, 0, 0}, 3, 3, 1, 2))
        .isEqualTo(new byte[] {0, 0, 0, 0, 7, 0, 0, 0, 0});
  }
}
