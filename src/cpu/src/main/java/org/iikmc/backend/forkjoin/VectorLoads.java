/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.iikmc.kmeans.SampleType;

/**
 * Brings samples into the tiles of the {@link VectorKernel}: two vectors of each band, one after
 * the other, then the same of the next samples.
 */
final class VectorLoads {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final int TILE = 2 * LENGTH;

  /** As many shorts as there are floats in a vector. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, LENGTH * Short.SIZE)));

  /** As many bytes as there are floats in a vector. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LENGTH * Byte.SIZE)));

  private VectorLoads() {}

  /**
   * Puts one band of n samples into their tiles, less the centre.
   *
   * @param x tiles of all bands
   */
  static void load(
      int band,
      int bands,
      SampleType type,
      Object values,
      int offset,
      int n,
      float center,
      float[] x) {
    int whole = n - n % TILE;
    int at = band * TILE;
    int stride = bands * TILE;
    switch (type) {
      case UINT8 -> loadBytes((byte[]) values, offset, whole, center, x, at, stride);
      case UINT16 -> loadShorts((short[]) values, offset, whole, 0xFFFF, center, x, at, stride);
      case INT16 -> loadShorts((short[]) values, offset, whole, -1, center, x, at, stride);
      case FLOAT32 -> loadFloats((float[]) values, offset, whole, center, x, at, stride);
    }
    int rest = at + whole / TILE * stride;
    for (int i = whole; i < n; i++) {
      x[rest + i - whole] = (float) type.get(values, offset + i) - center;
    }
  }

  private static void loadBytes(
      byte[] bytes, int offset, int n, float center, float[] x, int at, int stride) {
    for (int i = offset; i < offset + n; i += TILE) {
      store(widened(bytes, i), center, x, at);
      store(widened(bytes, i + LENGTH), center, x, at + LENGTH);
      at += stride;
    }
  }

  private static IntVector widened(byte[] bytes, int i) {
    return ((IntVector)
            ByteVector.fromArray(BYTES, bytes, i).convertShape(VectorOperators.B2I, INTS, 0))
        .lanewise(VectorOperators.AND, 0xFF);
  }

  private static void loadShorts(
      short[] shorts, int offset, int n, int mask, float center, float[] x, int at, int stride) {
    for (int i = offset; i < offset + n; i += TILE) {
      store(widened(shorts, i, mask), center, x, at);
      store(widened(shorts, i + LENGTH, mask), center, x, at + LENGTH);
      at += stride;
    }
  }

  private static IntVector widened(short[] shorts, int i, int mask) {
    return ((IntVector)
            ShortVector.fromArray(SHORTS, shorts, i).convertShape(VectorOperators.S2I, INTS, 0))
        .lanewise(VectorOperators.AND, mask);
  }

  private static void store(IntVector wide, float center, float[] x, int at) {
    ((FloatVector) wide.convertShape(VectorOperators.I2F, FLOATS, 0)).sub(center).intoArray(x, at);
  }

  private static void loadFloats(
      float[] floats, int offset, int n, float center, float[] x, int at, int stride) {
    for (int i = offset; i < offset + n; i += TILE) {
      FloatVector.fromArray(FLOATS, floats, i).sub(center).intoArray(x, at);
      FloatVector.fromArray(FLOATS, floats, i + LENGTH).sub(center).intoArray(x, at + LENGTH);
      at += stride;
    }
  }
}
