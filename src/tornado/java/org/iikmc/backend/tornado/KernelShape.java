/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.kmeans.SampleType;

/**
 * What the kernel is compiled for; a kernel of another shape is another program on the device.
 *
 * @param type of the samples
 * @param bands of a sample
 * @param k number of classes
 * @param capacity samples that a tile has room for; a multiple of {@link StepKernel#GROUP}
 * @param batch samples that a work-group takes at a time
 * @param groups work-groups
 */
record KernelShape(SampleType type, int bands, int k, int capacity, int batch, int groups) {
  /** A float32 holds the sum of so many differences of 16 bits exactly. */
  private static final int LARGEST_BATCH = 256;

  private static final int SMALLEST_BATCH = 16;

  /** CUDA gives a kernel no more without being asked in a way that TornadoVM does not know. */
  private static final long LOCAL_BYTES = 48 << 10;

  /**
   * Fixed, not made to the measure of the device, so that sums of floats are the same on all of
   * them. Enough for the largest: 128 work items in each of these keep some 130,000 under way.
   */
  private static final int MOST_GROUPS = 1024;

  /** Rows of partial sums come back in every step; where they are long, fewer groups write some. */
  private static final long PARTIAL_BYTES = 8 << 20;

  private static final int LEAST_GROUPS = 16;

  /**
   * For samples of a type.
   *
   * @param samples that a tile must have room for
   * @throws IllegalArgumentException if there are more bands than local memory has room for
   */
  static KernelShape of(SampleType type, int bands, int k, int samples) {
    int batch = LARGEST_BATCH;
    while (localBytes(bands, batch) > LOCAL_BYTES) {
      batch /= 2;
    }
    if (batch < SMALLEST_BATCH) {
      throw new IllegalArgumentException(
          bands + " bands are more than there is room for in a work-group");
    }
    long row = rowLength(bands, k) * (long) Double.BYTES;
    int groups = (int) Math.max(LEAST_GROUPS, Math.min(MOST_GROUPS, PARTIAL_BYTES / row));
    int capacity = (samples + StepKernel.GROUP - 1) / StepKernel.GROUP * StepKernel.GROUP;
    return new KernelShape(type, bands, k, capacity, batch, groups);
  }

  private static long localBytes(int bands, int batch) {
    return Float.BYTES * ((long) room(bands, batch) + batch + StepKernel.GROUP);
  }

  private static int room(int bands, int batch) {
    return batch * (bands + 1 | 1);
  }

  /** Floats in local memory. */
  int room() {
    return room(bands, batch);
  }

  private static int rowLength(int bands, int k) {
    return k * (bands + 1) + 1;
  }

  /** Numbers that a group writes: by class the sums of the bands and the count; then changes. */
  int rowLength() {
    return rowLength(bands, k);
  }

  /** Bytes on the device beside samples and labels, about. */
  static long overhead(int bands, int k) {
    long row = rowLength(bands, k) * (long) Double.BYTES;
    return Math.max(LEAST_GROUPS * row, PARTIAL_BYTES) + (1 << 20);
  }
}
