/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

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
    for (int i = 0; i < n; i += 2 * LENGTH) {
      nearestOfTwoVectors(x, stride, i, centroids, label, lead);
    }
  }

  private static void nearestOfTwoVectors(
      float[] x, int stride, int i, CenteredCentroids centroids, int[] label, float[] lead) {
    int bands = centroids.bands;
    float[] negated = centroids.negated;
    float[] half = centroids.half;
    FloatVector infinity = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    FloatVector bestA = infinity;
    FloatVector bestB = infinity;
    FloatVector secondA = infinity;
    FloatVector secondB = infinity;
    // Labels ride along as the bits of floats: so they share the masks of the scores.
    FloatVector labelA = FloatVector.zero(FLOATS);
    FloatVector labelB = labelA;
    VectorMask<Float> closer;
    FloatVector loser;
    int at = 0;
    for (int g = 0; g < centroids.groups; g++) {
      int c = g * CenteredCentroids.GROUP;
      FloatVector a0 = FloatVector.broadcast(FLOATS, half[c]);
      FloatVector a1 = FloatVector.broadcast(FLOATS, half[c + 1]);
      FloatVector a2 = FloatVector.broadcast(FLOATS, half[c + 2]);
      FloatVector a3 = FloatVector.broadcast(FLOATS, half[c + 3]);
      FloatVector b0 = a0;
      FloatVector b1 = a1;
      FloatVector b2 = a2;
      FloatVector b3 = a3;
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
      closer = a0.compare(VectorOperators.LT, bestA);
      loser = a0.blend(bestA, closer);
      bestA = bestA.blend(a0, closer);
      labelA = labelA.blend(Float.intBitsToFloat(c), closer);
      secondA = secondA.blend(loser, loser.compare(VectorOperators.LT, secondA));
      closer = a1.compare(VectorOperators.LT, bestA);
      loser = a1.blend(bestA, closer);
      bestA = bestA.blend(a1, closer);
      labelA = labelA.blend(Float.intBitsToFloat(c + 1), closer);
      secondA = secondA.blend(loser, loser.compare(VectorOperators.LT, secondA));
      closer = a2.compare(VectorOperators.LT, bestA);
      loser = a2.blend(bestA, closer);
      bestA = bestA.blend(a2, closer);
      labelA = labelA.blend(Float.intBitsToFloat(c + 2), closer);
      secondA = secondA.blend(loser, loser.compare(VectorOperators.LT, secondA));
      closer = a3.compare(VectorOperators.LT, bestA);
      loser = a3.blend(bestA, closer);
      bestA = bestA.blend(a3, closer);
      labelA = labelA.blend(Float.intBitsToFloat(c + 3), closer);
      secondA = secondA.blend(loser, loser.compare(VectorOperators.LT, secondA));
      closer = b0.compare(VectorOperators.LT, bestB);
      loser = b0.blend(bestB, closer);
      bestB = bestB.blend(b0, closer);
      labelB = labelB.blend(Float.intBitsToFloat(c), closer);
      secondB = secondB.blend(loser, loser.compare(VectorOperators.LT, secondB));
      closer = b1.compare(VectorOperators.LT, bestB);
      loser = b1.blend(bestB, closer);
      bestB = bestB.blend(b1, closer);
      labelB = labelB.blend(Float.intBitsToFloat(c + 1), closer);
      secondB = secondB.blend(loser, loser.compare(VectorOperators.LT, secondB));
      closer = b2.compare(VectorOperators.LT, bestB);
      loser = b2.blend(bestB, closer);
      bestB = bestB.blend(b2, closer);
      labelB = labelB.blend(Float.intBitsToFloat(c + 2), closer);
      secondB = secondB.blend(loser, loser.compare(VectorOperators.LT, secondB));
      closer = b3.compare(VectorOperators.LT, bestB);
      loser = b3.blend(bestB, closer);
      bestB = bestB.blend(b3, closer);
      labelB = labelB.blend(Float.intBitsToFloat(c + 3), closer);
      secondB = secondB.blend(loser, loser.compare(VectorOperators.LT, secondB));
    }
    labelA.reinterpretAsInts().intoArray(label, i);
    labelB.reinterpretAsInts().intoArray(label, i + LENGTH);
    secondA.sub(bestA).intoArray(lead, i);
    secondB.sub(bestB).intoArray(lead, i + LENGTH);
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
