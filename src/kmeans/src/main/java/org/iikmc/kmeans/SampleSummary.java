/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;

/**
 * What is known of the samples once they are read, in harmonised values. The arrays are shared, and
 * nobody writes them.
 *
 * @param perScene number of valid pixels of each scene
 * @param min least value of each band over all scenes; positive infinity without a valid pixel
 * @param max greatest value of each band over all scenes; negative infinity without a valid pixel
 */
public record SampleSummary(long[] perScene, double[] min, double[] max) {
  /** Number of valid pixels of all scenes. */
  public long count() {
    return Arrays.stream(perScene).sum();
  }
}
