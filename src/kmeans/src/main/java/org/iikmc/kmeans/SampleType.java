/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * The type in which the samples of a series are held. A {@linkplain #FLOAT32 float} sample is
 * always finite; the integer types have no reserved value, because nodata is masked before pixels
 * become samples.
 */
public enum SampleType {
  /** Unsigned 8-bit, in a {@code byte[]}. */
  UINT8(1, true),
  /** Unsigned 16-bit, in a {@code short[]}. */
  UINT16(2, true),
  /** Signed 16-bit, in a {@code short[]}. */
  INT16(2, true),
  /** IEEE single precision, in a {@code float[]}. */
  FLOAT32(4, false);

  private final int bytes;
  private final boolean integer;

  SampleType(int bytes, boolean integer) {
    this.bytes = bytes;
    this.integer = integer;
  }

  /** Size of one value of one band, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether sums of samples can be kept as exact integers. */
  public boolean isInteger() {
    return integer;
  }

  /** Whether a number is a value of this type. */
  public boolean holds(double number) {
    return switch (this) {
      case UINT8 -> number == ((int) number & 0xFF);
      case UINT16 -> number == ((int) number & 0xFFFF);
      case INT16 -> number == (short) number;
      case FLOAT32 -> number == (float) number;
    };
  }

  /**
   * A new array for {@code length} values of this type.
   *
   * @return a {@code byte[]}, {@code short[]} or {@code float[]}
   */
  public Object newArray(int length) {
    return switch (this) {
      case UINT8 -> new byte[length];
      case UINT16, INT16 -> new short[length];
      case FLOAT32 -> new float[length];
    };
  }

  /** The value at {@code index} of an array that {@link #newArray} made. */
  public double get(Object array, int index) {
    return switch (this) {
      case UINT8 -> ((byte[]) array)[index] & 0xFF;
      case UINT16 -> ((short[]) array)[index] & 0xFFFF;
      case INT16 -> ((short[]) array)[index];
      case FLOAT32 -> ((float[]) array)[index];
    };
  }

  /**
   * Stores {@code value}, which must lie in the range of this type, at {@code index} of an array
   * that {@link #newArray} made. A fraction is cut off by the integer types.
   */
  public void set(Object array, int index, double value) {
    switch (this) {
      case UINT8 -> ((byte[]) array)[index] = (byte) (int) value;
      case UINT16, INT16 -> ((short[]) array)[index] = (short) (int) value;
      case FLOAT32 -> ((float[]) array)[index] = (float) value;
    }
  }

  /**
   * The smallest type that holds the values of both, without loss: the type of a series whose
   * scenes differ.
   */
  public SampleType widest(SampleType other) {
    if (this == other) {
      return this;
    }
    if (this == FLOAT32 || other == FLOAT32) {
      return FLOAT32;
    }
    if (this == INT16 || other == INT16) {
      // Half of uint16 does not fit int16; a float32 holds every integer of either exactly.
      return this == UINT16 || other == UINT16 ? FLOAT32 : INT16;
    }
    return UINT16;
  }

  /**
   * Converts values.
   *
   * @param values an array of the class that {@link #newArray} makes
   * @param from index of the first
   * @param out receives {@code n} values from its start
   */
  public void toDoubles(Object values, int from, int n, double[] out) {
    switch (this) {
      case UINT8 -> {
        byte[] bytes = (byte[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = bytes[from + i] & 0xFF;
        }
      }
      case UINT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = shorts[from + i] & 0xFFFF;
        }
      }
      case INT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = shorts[from + i];
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = floats[from + i];
        }
      }
    }
  }
}
