/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * The working set of one thread: some samples of a block, their labels, and what a kernel found of
 * them. Sized so that samples and centroids stay in the first-level cache.
 */
final class Chunk {
  /** Most samples at a time. */
  static final int MOST = 1024;

  private static final int FLOATS = 4096;

  /** Most samples at a time of so many bands. */
  final int capacity;

  /** Nearest centroid of each sample. */
  final byte[] label;

  /** Places of the samples whose label the kernel can't be sure of. */
  final int[] close;

  /** Places of the samples whose label is another than the stored one. */
  final int[] changed;

  private final AssignmentKernel kernel;
  private final SampleType type;

  private final Object[] rooms;
  private final byte[] labelRoom;

  private final Object[] values;
  private final int[] offsets;
  private byte[] oldLabels;
  private int oldOffset;
  private StoredBlock block;
  private double[] center;
  private int from;
  private int n;

  Chunk(AssignmentKernel.Maker maker, SampleType type, int bands) {
    this.type = type;
    int lanes = AssignmentKernel.LANES;
    capacity = Math.max(lanes, Math.min(MOST, FLOATS / bands) / lanes * lanes);
    kernel = maker.kernel(bands, capacity);
    label = new byte[capacity];
    close = new int[capacity];
    changed = new int[capacity];
    rooms = new Object[bands];
    for (int b = 0; b < bands; b++) {
      rooms[b] = type.newArray(capacity);
    }
    labelRoom = new byte[capacity];
    values = new Object[bands];
    offsets = new int[bands];
  }

  /**
   * Loads the samples from {@code from} on, as many as fit.
   *
   * @param center of the frame that the block is of
   */
  void load(StoredBlock block, int from, double[] center) {
    load(block, from, Math.min(capacity, block.count - from), center);
  }

  /** Loads n samples, no more than fit, around any point that is an integer by value. */
  void load(StoredBlock block, int from, int n, double[] center) {
    this.block = block;
    this.from = from;
    this.n = n;
    this.center = center;
    for (int b = 0; b < values.length; b++) {
      values[b] = block.values(b, from, n, rooms[b]);
      offsets[b] = values[b] == rooms[b] ? 0 : from;
      kernel.load(b, type, values[b], offsets[b], n, (float) center[b]);
    }
    oldLabels = block.labels(from, n, labelRoom);
    oldOffset = oldLabels == labelRoom ? 0 : from;
  }

  /** Number of samples loaded. */
  int size() {
    return n;
  }

  /**
   * Finds the label of each sample.
   *
   * @return how many are {@link #close}
   */
  int findNearest(KernelScores scores, float bound) {
    return kernel.nearest(n, scores, bound, oldLabels, oldOffset, label, close);
  }

  /** Whether the kernel has the samples around this very centre. */
  boolean isAround(double[] point) {
    return center == point;
  }

  /** The kernel that has the samples. */
  AssignmentKernel kernel() {
    return kernel;
  }

  /**
   * Hands the samples whose label changed to the sums, and stores the labels.
   *
   * @return how many changed
   */
  int settle(ClassSums.Collector collector) {
    int moved = n;
    if (oldLabels[oldOffset] == StoredBlock.NO_LABEL) {
      collector.addAll(this);
    } else {
      moved = LabelChanges.find(label, oldLabels, oldOffset, n, changed);
      if (moved > 0) {
        collector.move(this, moved);
      }
    }
    if (moved > 0) {
      storeLabels();
    }
    return moved;
  }

  /** Values of a band as they are stored, from {@link #offset}. */
  Object values(int band) {
    return values[band];
  }

  /** Where in {@link #values} the value of the first sample is. */
  int offset(int band) {
    return offsets[band];
  }

  /** Copies the bands of a sample, as they are stored. */
  void sample(int i, double[] out) {
    for (int b = 0; b < values.length; b++) {
      out[b] = type.get(values[b], offsets[b] + i);
    }
  }

  /** The stored label. */
  byte oldLabel(int i) {
    return oldLabels[oldOffset + i];
  }

  /** Stores the labels. */
  void storeLabels() {
    block.storeLabels(label, from, n);
  }
}
