/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.lang.reflect.Array;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.iikmc.kmeans.SampleType;

/**
 * Brings samples into the tiles of the {@link VectorKernel}, a few at a time: memory is slow, and
 * keeps coming while the kernel works on the tiles before.
 */
final class VectorLoads {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final int TILE = 2 * LENGTH;

  /** Samples that are loaded together: two tiles. */
  static final int TOGETHER = 2 * TILE;

  /** As many shorts as there are floats in a vector. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, LENGTH * Short.SIZE)));

  /** As many bytes as there are floats in a vector. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LENGTH * Byte.SIZE)));

  private final byte[][] bytes;
  private final short[][] shorts;
  private final float[][] floats;
  private final int[] offsets;
  private final float[] center;
  private SampleType type;
  private int available;

  VectorLoads(int bands) {
    bytes = new byte[bands][];
    shorts = new short[bands][];
    floats = new float[bands][];
    offsets = new int[bands];
    center = new float[bands];
  }

  /** Takes note of where a band of the samples is. */
  void set(int band, SampleType type, Object values, int offset, float center) {
    this.type = type;
    switch (type) {
      case UINT8 -> bytes[band] = (byte[]) values;
      case UINT16, INT16 -> shorts[band] = (short[]) values;
      case FLOAT32 -> floats[band] = (float[]) values;
    }
    offsets[band] = offset;
    // What follows the samples may be computed on: nobody reads what comes of it.
    available = Array.getLength(values) - offset;
    this.center[band] = center;
  }

  /**
   * Fills the tiles of samples i to {@code i + TOGETHER - 1}, less the centre.
   *
   * @param n number of samples, with which the last tiles may end early
   * @param halfSquares weights of the bands
   * @param x tiles
   * @param norms receives the weighted sums of the squares of each sample, from i
   */
  void load(int i, int n, float[] halfSquares, float[] x, float[] norms) {
    if (i + TOGETHER > available) {
      loadLast(i, n, halfSquares, x, norms);
      return;
    }
    switch (type) {
      case UINT8 -> load(bytes, offsets, center, i, halfSquares, x, norms);
      case UINT16 -> load(shorts, 0xFFFF, offsets, center, i, halfSquares, x, norms);
      case INT16 -> load(shorts, -1, offsets, center, i, halfSquares, x, norms);
      case FLOAT32 -> load(floats, offsets, center, i, halfSquares, x, norms);
    }
  }

  private void loadLast(int i, int n, float[] halfSquares, float[] x, float[] norms) {
    int bands = offsets.length;
    for (int j = i; j < n; j++) {
      int at = j / TILE * TILE * bands + j % TILE;
      float norm = 0;
      for (int b = 0; b < bands; b++) {
        float value =
            switch (type) {
              case UINT8 -> bytes[b][offsets[b] + j] & 0xFF;
              case UINT16 -> shorts[b][offsets[b] + j] & 0xFFFF;
              case INT16 -> shorts[b][offsets[b] + j];
              case FLOAT32 -> floats[b][offsets[b] + j];
            };
        float centered = value - center[b];
        x[at + b * TILE] = centered;
        norm += centered * halfSquares[b] * centered;
      }
      norms[j] = norm;
    }
  }

  private static void load(
      byte[][] bytes,
      int[] offsets,
      float[] center,
      int i,
      float[] halfSquares,
      float[] x,
      float[] norms) {
    FloatVector normA = FloatVector.zero(FLOATS);
    FloatVector normB = normA;
    FloatVector normC = normA;
    FloatVector normD = normA;
    int at = i * offsets.length;
    int next = at + TILE * offsets.length;
    for (int b = 0; b < offsets.length; b++) {
      int from = offsets[b] + i;
      FloatVector middle = FloatVector.broadcast(FLOATS, center[b]);
      FloatVector factor = FloatVector.broadcast(FLOATS, halfSquares[b]);
      FloatVector xA = floats(widened(bytes[b], from)).sub(middle);
      xA.intoArray(x, at);
      normA = xA.mul(factor).fma(xA, normA);
      FloatVector xB = floats(widened(bytes[b], from + LENGTH)).sub(middle);
      xB.intoArray(x, at + LENGTH);
      normB = xB.mul(factor).fma(xB, normB);
      FloatVector xC = floats(widened(bytes[b], from + 2 * LENGTH)).sub(middle);
      xC.intoArray(x, next);
      normC = xC.mul(factor).fma(xC, normC);
      FloatVector xD = floats(widened(bytes[b], from + 3 * LENGTH)).sub(middle);
      xD.intoArray(x, next + LENGTH);
      normD = xD.mul(factor).fma(xD, normD);
      at += TILE;
      next += TILE;
    }
    normA.intoArray(norms, i);
    normB.intoArray(norms, i + LENGTH);
    normC.intoArray(norms, i + 2 * LENGTH);
    normD.intoArray(norms, i + 3 * LENGTH);
  }

  private static IntVector widened(byte[] bytes, int i) {
    return ((IntVector)
            ByteVector.fromArray(BYTES, bytes, i).convertShape(VectorOperators.B2I, INTS, 0))
        .lanewise(VectorOperators.AND, 0xFF);
  }

  private static void load(
      short[][] shorts,
      int mask,
      int[] offsets,
      float[] center,
      int i,
      float[] halfSquares,
      float[] x,
      float[] norms) {
    FloatVector normA = FloatVector.zero(FLOATS);
    FloatVector normB = normA;
    FloatVector normC = normA;
    FloatVector normD = normA;
    int at = i * offsets.length;
    int next = at + TILE * offsets.length;
    for (int b = 0; b < offsets.length; b++) {
      int from = offsets[b] + i;
      FloatVector middle = FloatVector.broadcast(FLOATS, center[b]);
      FloatVector factor = FloatVector.broadcast(FLOATS, halfSquares[b]);
      FloatVector xA = floats(widened(shorts[b], from, mask)).sub(middle);
      xA.intoArray(x, at);
      normA = xA.mul(factor).fma(xA, normA);
      FloatVector xB = floats(widened(shorts[b], from + LENGTH, mask)).sub(middle);
      xB.intoArray(x, at + LENGTH);
      normB = xB.mul(factor).fma(xB, normB);
      FloatVector xC = floats(widened(shorts[b], from + 2 * LENGTH, mask)).sub(middle);
      xC.intoArray(x, next);
      normC = xC.mul(factor).fma(xC, normC);
      FloatVector xD = floats(widened(shorts[b], from + 3 * LENGTH, mask)).sub(middle);
      xD.intoArray(x, next + LENGTH);
      normD = xD.mul(factor).fma(xD, normD);
      at += TILE;
      next += TILE;
    }
    normA.intoArray(norms, i);
    normB.intoArray(norms, i + LENGTH);
    normC.intoArray(norms, i + 2 * LENGTH);
    normD.intoArray(norms, i + 3 * LENGTH);
  }

  private static IntVector widened(short[] shorts, int i, int mask) {
    return ((IntVector)
            ShortVector.fromArray(SHORTS, shorts, i).convertShape(VectorOperators.S2I, INTS, 0))
        .lanewise(VectorOperators.AND, mask);
  }

  private static FloatVector floats(IntVector ints) {
    return (FloatVector) ints.convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  private static void load(
      float[][] floats,
      int[] offsets,
      float[] center,
      int i,
      float[] halfSquares,
      float[] x,
      float[] norms) {
    FloatVector normA = FloatVector.zero(FLOATS);
    FloatVector normB = normA;
    FloatVector normC = normA;
    FloatVector normD = normA;
    int at = i * offsets.length;
    int next = at + TILE * offsets.length;
    for (int b = 0; b < offsets.length; b++) {
      int from = offsets[b] + i;
      FloatVector middle = FloatVector.broadcast(FLOATS, center[b]);
      FloatVector factor = FloatVector.broadcast(FLOATS, halfSquares[b]);
      FloatVector xA = FloatVector.fromArray(FLOATS, floats[b], from).sub(middle);
      xA.intoArray(x, at);
      normA = xA.mul(factor).fma(xA, normA);
      FloatVector xB = FloatVector.fromArray(FLOATS, floats[b], from + LENGTH).sub(middle);
      xB.intoArray(x, at + LENGTH);
      normB = xB.mul(factor).fma(xB, normB);
      FloatVector xC = FloatVector.fromArray(FLOATS, floats[b], from + 2 * LENGTH).sub(middle);
      xC.intoArray(x, next);
      normC = xC.mul(factor).fma(xC, normC);
      FloatVector xD = FloatVector.fromArray(FLOATS, floats[b], from + 3 * LENGTH).sub(middle);
      xD.intoArray(x, next + LENGTH);
      normD = xD.mul(factor).fma(xD, normD);
      at += TILE;
      next += TILE;
    }
    normA.intoArray(norms, i);
    normB.intoArray(norms, i + LENGTH);
    normC.intoArray(norms, i + 2 * LENGTH);
    normD.intoArray(norms, i + 3 * LENGTH);
  }
}
