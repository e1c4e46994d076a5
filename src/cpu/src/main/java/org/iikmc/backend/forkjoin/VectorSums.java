/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums samples by class for the {@link VectorKernel}, as a product of matrices: that of samples and
 * bands with one that has 1 where a sample is of a class and 0 elsewhere.
 *
 * <p>Float32 gives them exactly for integer samples of 16 bits less an integer between them: a lane
 * adds up at most 256 of them, which stay below 2^24.
 */
final class VectorSums {
  /** Above so many classes it is cheaper to look up the sums of the class of each sample. */
  static final int MOST_CLASSES = 16;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final int TILE = 2 * LENGTH;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LENGTH * Byte.SIZE)));

  /** Samples whose sums the lanes hold exactly. */
  private static final int MOST_HELD = 256 * LENGTH;

  private static final int ONE = Float.floatToRawIntBits(1);

  /** Classes whose sums are found together. */
  private static final int GROUP = 4;

  private final int bands;
  private final int capacity;

  private final int[] labels;

  /** By class of the group: 1 for the samples that are of it. */
  private final float[] members;

  /** By class: lanes of its number of samples. */
  private final float[] countLanes = new float[MOST_CLASSES * LENGTH];

  /** By group, band, and class of the group: lanes of the sum. */
  private final float[] sumLanes;

  private int held;

  VectorSums(int bands, int capacity) {
    this.bands = bands;
    this.capacity = capacity;
    labels = new int[capacity];
    members = new float[GROUP * capacity];
    sumLanes = new float[MOST_CLASSES * (bands + 1) * LENGTH];
  }

  /** Whether n more samples can be held. */
  boolean hasRoom(int n) {
    return held + n + TILE <= MOST_HELD;
  }

  /**
   * Adds n samples to those that are held.
   *
   * @param x samples in tiles, less an integer
   * @param label of each sample; what follows them is overwritten
   * @param k at most {@value #MOST_CLASSES}
   */
  void add(float[] x, byte[] label, int n, int k) {
    int end = (n + TILE - 1) / TILE * TILE;
    held += end;
    Arrays.fill(label, n, end, StoredBlock.NO_LABEL);
    toInts(label, end, labels);
    for (int c = 0; c < k; c += GROUP) {
      for (int j = 0; j < GROUP; j++) {
        mark(labels, end, c + j, members, j * capacity, countLanes);
      }
      for (int b = 0; b < bands; b += 2) {
        int next = Math.min(b + 1, bands - 1);
        sumGroup(x, bands, b * TILE, next * TILE, end, members, capacity, sumLanes, lanes(c, b));
      }
    }
  }

  /** Where the lanes of the first class of a group are; those of the next band follow. */
  private int lanes(int c, int band) {
    // One band more, which takes what comes beside the last one if their number is odd.
    return (c / GROUP * (bands + 1) + band) * GROUP * LENGTH;
  }

  /**
   * Hands over what is held.
   *
   * @param counts to which the number of samples of each class is added
   * @param sums to which their sums are added, classes × bands
   */
  void take(long[] counts, long[] sums) {
    for (int c = 0; c < counts.length; c++) {
      counts[c] += total(countLanes, c * LENGTH);
      int j = c % GROUP;
      for (int b = 0; b < bands; b++) {
        sums[c * bands + b] += total(sumLanes, lanes(c - j, b) + j * LENGTH);
      }
    }
    Arrays.fill(countLanes, 0);
    Arrays.fill(sumLanes, 0);
    held = 0;
  }

  private static long total(float[] lanes, int from) {
    long total = 0;
    for (int i = from; i < from + LENGTH; i++) {
      total += (int) lanes[i];
    }
    return total;
  }

  private static void toInts(byte[] label, int end, int[] ints) {
    for (int i = 0; i < end; i += LENGTH) {
      ((IntVector) ByteVector.fromArray(BYTES, label, i).convertShape(VectorOperators.B2I, INTS, 0))
          .lanewise(VectorOperators.AND, 0xFF)
          .intoArray(ints, i);
    }
  }

  /** Marks the members of a class, and counts them. */
  private static void mark(int[] labels, int end, int c, float[] members, int at, float[] lanes) {
    FloatVector count = FloatVector.fromArray(FLOATS, lanes, c * LENGTH);
    for (int i = 0; i < end; i += LENGTH) {
      // The difference less 1 is negative where there is none: all ones, which cut out the bits of
      // a float. Cheaper than a mask.
      FloatVector member =
          IntVector.fromArray(INTS, labels, i)
              .lanewise(VectorOperators.XOR, c)
              .sub(1)
              .lanewise(VectorOperators.ASHR, 31)
              .lanewise(VectorOperators.AND, ONE)
              .reinterpretAsFloats();
      member.intoArray(members, at + i);
      count = count.add(member);
    }
    count.intoArray(lanes, c * LENGTH);
  }

  /** Adds to the lanes of two bands, whose first values are at {@code first} and {@code second}. */
  private static void sumGroup(
      float[] x,
      int bands,
      int first,
      int second,
      int end,
      float[] members,
      int capacity,
      float[] lanes,
      int at) {
    FloatVector a0 = FloatVector.fromArray(FLOATS, lanes, at);
    FloatVector a1 = FloatVector.fromArray(FLOATS, lanes, at + LENGTH);
    FloatVector a2 = FloatVector.fromArray(FLOATS, lanes, at + 2 * LENGTH);
    FloatVector a3 = FloatVector.fromArray(FLOATS, lanes, at + 3 * LENGTH);
    FloatVector b0 = FloatVector.fromArray(FLOATS, lanes, at + 4 * LENGTH);
    FloatVector b1 = FloatVector.fromArray(FLOATS, lanes, at + 5 * LENGTH);
    FloatVector b2 = FloatVector.fromArray(FLOATS, lanes, at + 6 * LENGTH);
    FloatVector b3 = FloatVector.fromArray(FLOATS, lanes, at + 7 * LENGTH);
    for (int i = 0; i < end; i += LENGTH) {
      int tile = i / TILE * TILE * bands + i % TILE;
      FloatVector xa = FloatVector.fromArray(FLOATS, x, tile + first);
      FloatVector xb = FloatVector.fromArray(FLOATS, x, tile + second);
      FloatVector m0 = FloatVector.fromArray(FLOATS, members, i);
      a0 = xa.fma(m0, a0);
      b0 = xb.fma(m0, b0);
      FloatVector m1 = FloatVector.fromArray(FLOATS, members, capacity + i);
      a1 = xa.fma(m1, a1);
      b1 = xb.fma(m1, b1);
      FloatVector m2 = FloatVector.fromArray(FLOATS, members, 2 * capacity + i);
      a2 = xa.fma(m2, a2);
      b2 = xb.fma(m2, b2);
      FloatVector m3 = FloatVector.fromArray(FLOATS, members, 3 * capacity + i);
      a3 = xa.fma(m3, a3);
      b3 = xb.fma(m3, b3);
    }
    a0.intoArray(lanes, at);
    a1.intoArray(lanes, at + LENGTH);
    a2.intoArray(lanes, at + 2 * LENGTH);
    a3.intoArray(lanes, at + 3 * LENGTH);
    b0.intoArray(lanes, at + 4 * LENGTH);
    b1.intoArray(lanes, at + 5 * LENGTH);
    b2.intoArray(lanes, at + 6 * LENGTH);
    b3.intoArray(lanes, at + 7 * LENGTH);
  }
}
