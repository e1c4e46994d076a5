/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.iikmc.kmeans.SampleType;

/**
 * The kernel of the Vector API (jdk.incubator.vector), for 256- and 512-bit vectors. Loading this
 * class fails where the JVM has not resolved that module; only {@link KernelChoice} does it.
 *
 * <p>Two vectors of samples meet four centroids at a time: eight independent sums hide the latency
 * of fused multiply-add, and with their operands they fit sixteen registers. Samples lie in tiles
 * of two vectors, all bands of a tile together, so that the inner loop goes straight through
 * memory.
 */
final class VectorKernel implements AssignmentKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final int TILE = 2 * LENGTH;

  /** As many bytes as there are floats in a vector. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LENGTH * Byte.SIZE)));

  /** A float32 keeps so many bits after the first, of which a key gives some to the label. */
  private static final int FRACTION_BITS = 23;

  /** By how much more than the bits given away a lead is taken down, for rounding on the way. */
  private static final float MARGIN = 0x1.04p0f;

  /** Vectors must have at least this many bits: a vector of as many bytes as floats needs 64. */
  static final int LEAST_BITS = 256;

  private final VectorLoads loads;
  private final float[] x;
  private final int[] least;
  private final float[] second;
  private final float[] lead = new float[LENGTH];
  private final VectorSums summing;

  VectorKernel(int bands, int capacity) {
    loads = new VectorLoads(bands);
    x = new float[bands * capacity];
    least = new int[capacity];
    second = new float[capacity];
    summing = new VectorSums(bands, capacity);
  }

  static int bits() {
    return FLOATS.vectorBitSize();
  }

  @Override
  public void load(int band, SampleType type, Object values, int offset, int n, float center) {
    loads.set(band, type, values, offset, center);
  }

  @Override
  public int nearest(
      int n,
      KernelScores scores,
      float bound,
      byte[] old,
      int oldOffset,
      byte[] label,
      int[] close) {
    // In several methods, because the compiler gives up on one that uses many vectors.
    for (int i = 0; i < n; i += VectorLoads.TOGETHER) {
      loads.load(i, n, scores.halfSquares, x, second);
      if (scores.lift > 0) {
        Arrays.fill(second, i, i + VectorLoads.TOGETHER, scores.lift);
      }
      twoLeastKeys(x, i, scores, least, second);
      twoLeastKeys(x, i + TILE, scores, least, second);
    }
    float error = MARGIN * Math.scalb(1f, scores.labelBits() - FRACTION_BITS);
    return unpack(n, (1 << scores.labelBits()) - 1, error, bound, label, close);
  }

  @Override
  public int summedClasses() {
    return VectorSums.MOST_CLASSES;
  }

  @Override
  public void sum(int n, byte[] label, long[] counts, long[] sums) {
    if (!summing.hasRoom(n)) {
      summing.take(counts, sums);
    }
    summing.add(x, label, n, counts.length);
  }

  @Override
  public void takeSums(long[] counts, long[] sums) {
    summing.take(counts, sums);
  }

  /**
   * The least and the second least key of a tile of samples. A key is the bits of a score with the
   * label in its last places: so the least one has score and label.
   *
   * @param i first sample of the tile
   * @param least receives the least
   * @param second on entry what is added to the scores of each sample, by which none is negative;
   *     receives the bits of the second least
   */
  private static void twoLeastKeys(
      float[] x, int i, KernelScores scores, int[] least, float[] second) {
    int bands = scores.bands;
    float[] negated = scores.negated;
    float[] half = scores.half;
    // Scores are not negative, and their bits as integers are in their order.
    int scoreMask = -1 << scores.labelBits();
    FloatVector normA = FloatVector.fromArray(FLOATS, second, i);
    FloatVector normB = FloatVector.fromArray(FLOATS, second, i + LENGTH);
    IntVector bestA = IntVector.broadcast(INTS, Integer.MAX_VALUE);
    IntVector bestB = bestA;
    IntVector secondA = bestA;
    IntVector secondB = bestA;
    int tile = i * bands;
    int at = 0;
    int groups = scores.groups();
    for (int g = 0; g < groups; g++) {
      int c = g * KernelScores.GROUP;
      FloatVector a0 = normA.add(half[c]);
      FloatVector a1 = normA.add(half[c + 1]);
      FloatVector a2 = normA.add(half[c + 2]);
      FloatVector a3 = normA.add(half[c + 3]);
      FloatVector b0 = normB.add(half[c]);
      FloatVector b1 = normB.add(half[c + 1]);
      FloatVector b2 = normB.add(half[c + 2]);
      FloatVector b3 = normB.add(half[c + 3]);
      int b = 0;
      for (; b + 1 < bands; b += 2) { // two at a time, to halve the work of the loop itself
        FloatVector xa = FloatVector.fromArray(FLOATS, x, tile + b * TILE);
        FloatVector xb = FloatVector.fromArray(FLOATS, x, tile + b * TILE + LENGTH);
        FloatVector ya = FloatVector.fromArray(FLOATS, x, tile + (b + 1) * TILE);
        FloatVector yb = FloatVector.fromArray(FLOATS, x, tile + (b + 1) * TILE + LENGTH);
        FloatVector c0 = FloatVector.broadcast(FLOATS, negated[at]);
        a0 = xa.fma(c0, a0);
        b0 = xb.fma(c0, b0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, negated[at + 1]);
        a1 = xa.fma(c1, a1);
        b1 = xb.fma(c1, b1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, negated[at + 2]);
        a2 = xa.fma(c2, a2);
        b2 = xb.fma(c2, b2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, negated[at + 3]);
        a3 = xa.fma(c3, a3);
        b3 = xb.fma(c3, b3);
        FloatVector d0 = FloatVector.broadcast(FLOATS, negated[at + 4]);
        a0 = ya.fma(d0, a0);
        b0 = yb.fma(d0, b0);
        FloatVector d1 = FloatVector.broadcast(FLOATS, negated[at + 5]);
        a1 = ya.fma(d1, a1);
        b1 = yb.fma(d1, b1);
        FloatVector d2 = FloatVector.broadcast(FLOATS, negated[at + 6]);
        a2 = ya.fma(d2, a2);
        b2 = yb.fma(d2, b2);
        FloatVector d3 = FloatVector.broadcast(FLOATS, negated[at + 7]);
        a3 = ya.fma(d3, a3);
        b3 = yb.fma(d3, b3);
        at += 2 * KernelScores.GROUP;
      }
      if (b < bands) {
        FloatVector xa = FloatVector.fromArray(FLOATS, x, tile + b * TILE);
        FloatVector xb = FloatVector.fromArray(FLOATS, x, tile + b * TILE + LENGTH);
        FloatVector c0 = FloatVector.broadcast(FLOATS, negated[at]);
        a0 = xa.fma(c0, a0);
        b0 = xb.fma(c0, b0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, negated[at + 1]);
        a1 = xa.fma(c1, a1);
        b1 = xb.fma(c1, b1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, negated[at + 2]);
        a2 = xa.fma(c2, a2);
        b2 = xb.fma(c2, b2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, negated[at + 3]);
        a3 = xa.fma(c3, a3);
        b3 = xb.fma(c3, b3);
        at += KernelScores.GROUP;
      }
      IntVector aKey0 =
          a0.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c);
      secondA = secondA.min(bestA.max(aKey0));
      bestA = bestA.min(aKey0);
      IntVector aKey1 =
          a1.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 1);
      secondA = secondA.min(bestA.max(aKey1));
      bestA = bestA.min(aKey1);
      IntVector aKey2 =
          a2.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 2);
      secondA = secondA.min(bestA.max(aKey2));
      bestA = bestA.min(aKey2);
      IntVector aKey3 =
          a3.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 3);
      secondA = secondA.min(bestA.max(aKey3));
      bestA = bestA.min(aKey3);
      IntVector bKey0 =
          b0.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c);
      secondB = secondB.min(bestB.max(bKey0));
      bestB = bestB.min(bKey0);
      IntVector bKey1 =
          b1.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 1);
      secondB = secondB.min(bestB.max(bKey1));
      bestB = bestB.min(bKey1);
      IntVector bKey2 =
          b2.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 2);
      secondB = secondB.min(bestB.max(bKey2));
      bestB = bestB.min(bKey2);
      IntVector bKey3 =
          b3.reinterpretAsInts()
              .lanewise(VectorOperators.AND, scoreMask)
              .lanewise(VectorOperators.OR, c + 3);
      secondB = secondB.min(bestB.max(bKey3));
      bestB = bestB.min(bKey3);
    }
    bestA.intoArray(least, i);
    bestB.intoArray(least, i + LENGTH);
    secondA.reinterpretAsFloats().intoArray(second, i);
    secondB.reinterpretAsFloats().intoArray(second, i + LENGTH);
  }

  /**
   * Takes the keys apart, and finds the samples that don't lead by enough. The places given to
   * labels may have changed either score a little. A least score that is negative, because the lift
   * was too little, leads by nothing.
   */
  private int unpack(int n, int labelMask, float error, float bound, byte[] label, int[] close) {
    int found = 0;
    for (int i = 0; i < n; i += LENGTH) {
      IntVector key = IntVector.fromArray(INTS, least, i);
      ((ByteVector)
              key.lanewise(VectorOperators.AND, labelMask)
                  .convertShape(VectorOperators.I2B, BYTES, 0))
          .intoArray(label, i);
      FloatVector best = key.reinterpretAsFloats();
      FloatVector margin =
          FloatVector.fromArray(FLOATS, second, i)
              .mul(1 - error)
              .sub(best.mul(1 + error).add(bound));
      margin = margin.blend(0f, best.compare(VectorOperators.LT, 0f));
      if (!margin.compare(VectorOperators.GT, 0f).allTrue()) {
        margin.intoArray(lead, 0);
        for (int j = 0; j < LENGTH && i + j < n; j++) {
          if (!(lead[j] > 0)) {
            close[found++] = i + j;
          }
        }
      }
    }
    return found;
  }
}
