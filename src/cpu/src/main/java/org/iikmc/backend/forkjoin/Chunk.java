/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * The working set of one thread: some samples of a block, centred in float32, and what a kernel
 * found of them. Sized so that samples and centroids stay in the first-level cache.
 */
final class Chunk {
  private static final int FLOATS = 4096;

  /** Most samples at a time; a multiple of {@link AssignmentKernel#LANES}. */
  final int capacity;

  /** Nearest centroid of each sample. */
  final int[] label;

  /** By how much it leads. */
  final float[] lead;

  /** Samples that need a second look, for {@link AssignmentKernel#select}. */
  final int[] selected;

  private final AssignmentKernel kernel;
  private final SampleType type;
  private final float[] x;

  private final Object[] rooms;
  private final byte[] labelRoom;

  private final Object[] values;
  private final int[] offsets;
  private byte[] labels;
  private int labelOffset;
  private StoredBlock block;
  private int from;
  private int n;

  Chunk(AssignmentKernel kernel, SampleType type, int bands) {
    this.kernel = kernel;
    this.type = type;
    int lanes = AssignmentKernel.LANES;
    capacity = Math.max(lanes, Math.min(1024, FLOATS / bands) / lanes * lanes);
    label = new int[capacity];
    lead = new float[capacity];
    selected = new int[capacity];
    x = new float[bands * capacity];
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
    this.block = block;
    this.from = from;
    n = Math.min(capacity, block.count - from);
    for (int b = 0; b < values.length; b++) {
      values[b] = block.values(b, from, n, rooms[b]);
      offsets[b] = values[b] == rooms[b] ? 0 : from;
      kernel.center(type, values[b], offsets[b], n, (float) center[b], x, b * capacity);
    }
    labels = block.labels(from, n, labelRoom);
    labelOffset = labels == labelRoom ? 0 : from;
  }

  /** Number of samples loaded. */
  int size() {
    return n;
  }

  /** Finds label and lead of each sample. */
  void findNearest(CenteredCentroids centroids) {
    kernel.nearest(x, capacity, n, centroids, label, lead);
  }

  /**
   * Fills {@link #selected} with the samples whose label differs from the stored one, or leads by
   * no more than the bound.
   */
  int select(float bound) {
    return kernel.select(label, lead, bound, labels, labelOffset, n, selected);
  }

  /** Value of a sample in a band, less the centre; exact for integer types. */
  float centered(int band, int i) {
    return x[band * capacity + i];
  }

  /** Copies the bands of a sample, as they are stored. */
  void sample(int i, double[] out) {
    for (int b = 0; b < values.length; b++) {
      out[b] = type.get(values[b], offsets[b] + i);
    }
  }

  byte storedLabel(int i) {
    return labels[labelOffset + i];
  }

  void setStoredLabel(int i, int label) {
    labels[labelOffset + i] = (byte) label;
  }

  /** Stores the labels that were set. */
  void storeLabels() {
    block.storeLabels(labels, from, n);
  }
}
