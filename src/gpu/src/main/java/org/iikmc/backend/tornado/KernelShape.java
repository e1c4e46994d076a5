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
 * @param held numbers of the {@link Scores} in local memory: all, or 1 if there is no room for them
 * @param parts of a batch that are summed side by side in local memory; 0 if there is no room
 * @param groups work-groups
 */
record KernelShape(
    SampleType type, int bands, int k, int capacity, int batch, int held, int parts, int groups) {
  private static final int LARGEST_BATCH = StepKernel.GROUP * StepKernel.TOGETHER;
  private static final int SMALLEST_BATCH = 16;

  /** Below it most work items idle: then rather without scores and sums in local memory. */
  private static final int GOOD_BATCH = 128;

  /** CUDA gives a kernel no more without being asked in a way that TornadoVM does not know. */
  static final long LOCAL_BYTES = 48 << 10;

  /** For the sums of the other type, of which there is one, and between arrays. */
  private static final long PADDING = 64;

  /**
   * Fixed, not made to the measure of the device, so that sums of floats depend on it as little as
   * can be. Enough for the largest: 128 work items in each of these keep some 130,000 under way.
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
    long row = rowLength(bands, k) * (long) Double.BYTES;
    int groups = (int) Math.max(LEAST_GROUPS, Math.min(MOST_GROUPS, PARTIAL_BYTES / row));
    int capacity = (samples + StepKernel.GROUP - 1) / StepKernel.GROUP * StepKernel.GROUP;
    int scores = Scores.length(bands, k);
    KernelShape shape = new KernelShape(type, bands, k, capacity, 0, scores, 1, groups).largest();
    if (shape.batch < GOOD_BATCH) {
      shape = new KernelShape(type, bands, k, capacity, 0, scores, 0, groups).largest();
    }
    if (shape.batch < GOOD_BATCH) {
      shape = new KernelShape(type, bands, k, capacity, 0, 1, 0, groups).largest();
    }
    if (shape.batch < SMALLEST_BATCH) {
      throw new IllegalArgumentException(
          bands + " bands are more than there is room for in a work-group");
    }
    return shape;
  }

  /** With the largest batch that fits, and as many parts of it as fit; less than any if none. */
  private KernelShape largest() {
    KernelShape shape = with(LARGEST_BATCH, parts);
    while (shape.batch >= SMALLEST_BATCH && !shape.withMostParts().fits()) {
      shape = shape.with(shape.batch / 2, parts);
    }
    return shape.withMostParts();
  }

  /** So many that all work items of a group have something to sum, if there is room. */
  private KernelShape withMostParts() {
    KernelShape shape = this;
    while (parts > 0 && 2 * shape.parts * (bands + 1) <= StepKernel.GROUP) {
      KernelShape more = shape.with(batch, 2 * shape.parts);
      if (!more.hasRoom()) {
        break;
      }
      shape = more;
    }
    return shape;
  }

  private KernelShape with(int newBatch, int newParts) {
    return new KernelShape(type, bands, k, capacity, newBatch, held, newParts, groups);
  }

  /** The same program, run by other than the usual number of work-groups. */
  KernelShape withGroups(int other) {
    return new KernelShape(type, bands, k, capacity, batch, held, parts, other);
  }

  private boolean fits() {
    return hasRoom() && (parts == 0 || batch / parts <= StepKernel.EXACT);
  }

  private boolean hasRoom() {
    long sumBytes = type.isInteger() ? Float.BYTES : Double.BYTES;
    long width = bands + 1 | 1;
    long numbers = held + batch * (width + 2) + StepKernel.GROUP;
    return Float.BYTES * numbers + sumBytes * sums() + PADDING <= LOCAL_BYTES;
  }

  /** Sums in local memory: by part and band, and count, and class; one class is too many. */
  int sums() {
    return Math.max(1, parts * (bands + 1) * (k + 1));
  }

  private static int rowLength(int bands, int k) {
    return k * (bands + 1) + 2;
  }

  /**
   * Numbers that a group writes: by class the sums of the bands and the count; then changes, and
   * the number of the step.
   */
  int rowLength() {
    return rowLength(bands, k);
  }

  /** Bytes on the device beside samples and labels, about. */
  static long overhead(int bands, int k) {
    long row = rowLength(bands, k) * (long) Double.BYTES;
    return Math.max(LEAST_GROUPS * row, PARTIAL_BYTES) + (1 << 20);
  }
}
