/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.iikmc.kmeans.SampleType;

/**
 * The kernel of the Vector API (jdk.incubator.vector), for 256- and 512-bit vectors. Loading this
 * class fails where the JVM has not resolved that module; only {@link KernelChoice} does it.
 *
 * <p>Two vectors of samples meet four centroids at a time: eight independent sums hide the latency
 * of fused multiply-add, and with their operands they fit sixteen registers.
 */
final class VectorKernel implements AssignmentKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();

  /** As many shorts as there are floats in a vector. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, LENGTH * Short.SIZE)));

  /** As many bytes as there are floats in a vector. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LENGTH * Byte.SIZE)));

  /** A float32 keeps so many bits after the first, of which a key gives some to the label. */
  private static final int FRACTION_BITS = 23;

  /** By how much more than the bits given away a lead is taken down, for rounding on the way. */
  private static final float MARGIN = 0x1.04p0f;

  /** Vectors must have at least this many bits: a vector of as many bytes as floats needs 64. */
  static final int LEAST_BITS = 256;

  static int bits() {
    return FLOATS.vectorBitSize();
  }

  @Override
  public String description() {
    return "Vector API kernel, " + bits() + "-bit";
  }

  @Override
  public void center(
      SampleType type, Object values, int offset, int n, float center, float[] out, int outOffset) {
    int vectors = n - n % LENGTH;
    switch (type) {
      case UINT8 -> {
        byte[] bytes = (byte[]) values;
        for (int i = 0; i < vectors; i += LENGTH) {
          IntVector wide =
              (IntVector)
                  ByteVector.fromArray(BYTES, bytes, offset + i)
                      .convertShape(VectorOperators.B2I, INTS, 0);
          store(wide.lanewise(VectorOperators.AND, 0xFF), center, out, outOffset + i);
        }
        for (int i = vectors; i < n; i++) {
          out[outOffset + i] = (bytes[offset + i] & 0xFF) - center;
        }
      }
      case UINT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < vectors; i += LENGTH) {
          IntVector wide =
              (IntVector)
                  ShortVector.fromArray(SHORTS, shorts, offset + i)
                      .convertShape(VectorOperators.S2I, INTS, 0);
          store(wide.lanewise(VectorOperators.AND, 0xFFFF), center, out, outOffset + i);
        }
        for (int i = vectors; i < n; i++) {
          out[outOffset + i] = (shorts[offset + i] & 0xFFFF) - center;
        }
      }
      case INT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < vectors; i += LENGTH) {
          IntVector wide =
              (IntVector)
                  ShortVector.fromArray(SHORTS, shorts, offset + i)
                      .convertShape(VectorOperators.S2I, INTS, 0);
          store(wide, center, out, outOffset + i);
        }
        for (int i = vectors; i < n; i++) {
          out[outOffset + i] = shorts[offset + i] - center;
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) values;
        for (int i = 0; i < vectors; i += LENGTH) {
          FloatVector.fromArray(FLOATS, floats, offset + i)
              .sub(center)
              .intoArray(out, outOffset + i);
        }
        for (int i = vectors; i < n; i++) {
          out[outOffset + i] = floats[offset + i] - center;
        }
      }
    }
  }

  private static void store(IntVector wide, float center, float[] out, int at) {
    ((FloatVector) wide.convertShape(VectorOperators.I2F, FLOATS, 0))
        .sub(center)
        .intoArray(out, at);
  }

  @Override
  public void nearest(
      float[] x, int stride, int n, CenteredCentroids centroids, int[] label, float[] lead) {
    // In three passes, because the compiler gives up on a method that uses many vectors.
    if (centroids.lift > 0) {
      Arrays.fill(lead, 0, stride, centroids.lift);
    } else {
      for (int i = 0; i < n; i += LENGTH) {
        halfNorm(x, stride, i, centroids.bands, lead);
      }
    }
    for (int i = 0; i < n; i += 2 * LENGTH) {
      twoLeastKeys(x, stride, i, centroids, label, lead);
    }
    float error = MARGIN * Math.scalb(1f, centroids.labelBits - FRACTION_BITS);
    int labelMask = (1 << centroids.labelBits) - 1;
    for (int i = 0; i < n; i += LENGTH) {
      unpack(label, lead, i, labelMask, error);
    }
  }

  /**
   * The least and the second least key of two vectors of samples. A key is the bits of a score with
   * the label in its last places: so the least one has score and label.
   *
   * @param least receives the least
   * @param second on entry what is added to the scores of each sample: half of its squared norm, or
   *     the lift; receives the bits of the second least
   */
  private static void twoLeastKeys(
      float[] x, int stride, int i, CenteredCentroids centroids, int[] least, float[] second) {
    int bands = centroids.bands;
    float[] negated = centroids.negated;
    float[] half = centroids.half;
    int scoreMask = -1 << centroids.labelBits;
    // So lifted, scores are not negative, and their bits as integers are in their order.
    FloatVector normA = FloatVector.fromArray(FLOATS, second, i);
    FloatVector normB = FloatVector.fromArray(FLOATS, second, i + LENGTH);
    IntVector bestA = IntVector.broadcast(INTS, Integer.MAX_VALUE);
    IntVector bestB = bestA;
    IntVector secondA = bestA;
    IntVector secondB = bestA;
    int at = 0;
    for (int g = 0; g < centroids.groups; g++) {
      int c = g * CenteredCentroids.GROUP;
      FloatVector a0 = normA.add(half[c]);
      FloatVector a1 = normA.add(half[c + 1]);
      FloatVector a2 = normA.add(half[c + 2]);
      FloatVector a3 = normA.add(half[c + 3]);
      FloatVector b0 = normB.add(half[c]);
      FloatVector b1 = normB.add(half[c + 1]);
      FloatVector b2 = normB.add(half[c + 2]);
      FloatVector b3 = normB.add(half[c + 3]);
      for (int b = 0; b < bands; b++) {
        FloatVector xa = FloatVector.fromArray(FLOATS, x, b * stride + i);
        FloatVector xb = FloatVector.fromArray(FLOATS, x, b * stride + i + LENGTH);
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
        at += CenteredCentroids.GROUP;
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

  private static void halfNorm(float[] x, int stride, int i, int bands, float[] norm) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int b = 0; b < bands; b++) {
      FloatVector value = FloatVector.fromArray(FLOATS, x, b * stride + i);
      sum = value.fma(value, sum);
    }
    sum.mul(0.5f).intoArray(norm, i);
  }

  /**
   * Takes the keys apart; the places given to labels may have changed either score a little. A
   * sample whose lift was too little, so that its least score is negative, leads by nothing.
   */
  private static void unpack(int[] label, float[] lead, int i, int labelMask, float error) {
    IntVector least = IntVector.fromArray(INTS, label, i);
    FloatVector second = FloatVector.fromArray(FLOATS, lead, i);
    FloatVector best = least.reinterpretAsFloats();
    second
        .mul(1 - error)
        .sub(best.mul(1 + error))
        .blend(0f, best.compare(VectorOperators.LT, 0f))
        .intoArray(lead, i);
    least.lanewise(VectorOperators.AND, labelMask).intoArray(label, i);
  }

  @Override
  public int select(
      int[] label, float[] lead, float bound, byte[] old, int offset, int n, int[] out) {
    int selected = 0;
    int vectors = n - n % LENGTH;
    for (int i = 0; i < vectors; i += LENGTH) {
      IntVector before =
          ((IntVector)
                  ByteVector.fromArray(BYTES, old, offset + i)
                      .convertShape(VectorOperators.B2I, INTS, 0))
              .lanewise(VectorOperators.AND, 0xFF);
      VectorMask<Integer> changed =
          IntVector.fromArray(INTS, label, i).compare(VectorOperators.NE, before);
      VectorMask<Float> clear =
          FloatVector.fromArray(FLOATS, lead, i).compare(VectorOperators.GT, bound);
      if (changed.anyTrue() || !clear.allTrue()) {
        for (int j = i; j < i + LENGTH; j++) {
          if (label[j] != (old[offset + j] & 0xFF) || !(lead[j] > bound)) {
            out[selected++] = j;
          }
        }
      }
    }
    for (int i = vectors; i < n; i++) {
      if (label[i] != (old[offset + i] & 0xFF) || !(lead[i] > bound)) {
        out[selected++] = i;
      }
    }
    return selected;
  }
}
