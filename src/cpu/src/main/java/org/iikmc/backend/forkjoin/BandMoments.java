/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import org.iikmc.kmeans.SampleType;

/**
 * Extent and moments of one band in one block, taken around one of its own values so that they do
 * not cancel: a constant band has moments of exactly zero.
 *
 * @param min least value
 * @param max greatest value
 * @param reference the value that the sums are taken around
 * @param sum of differences to the reference; exact for integer types
 * @param squares sum of squared differences; exact for integer types
 */
public record BandMoments(double min, double max, double reference, double sum, double squares)
    implements Serializable {
  /** Of the first {@code n} values, n at least 1. */
  static BandMoments of(SampleType type, Object values, int n) {
    return switch (type) {
      case UINT8 -> ofBytes((byte[]) values, n);
      case UINT16 -> ofShorts((short[]) values, 0xFFFF, n);
      case INT16 -> ofShorts((short[]) values, -1, n);
      case FLOAT32 -> ofFloats((float[]) values, n);
    };
  }

  private static BandMoments ofBytes(byte[] values, int n) {
    int reference = values[0] & 0xFF;
    int min = reference;
    int max = reference;
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < n; i++) {
      int value = values[i] & 0xFF;
      min = Math.min(min, value);
      max = Math.max(max, value);
      int difference = value - reference;
      sum += difference;
      squares += difference * difference;
    }
    return new BandMoments(min, max, reference, sum, squares);
  }

  /**
   * @param bits all, or those of the lower half where a value is unsigned
   */
  private static BandMoments ofShorts(short[] values, int bits, int n) {
    int reference = values[0] & bits;
    int min = reference;
    int max = reference;
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < n; i++) {
      int value = values[i] & bits;
      min = Math.min(min, value);
      max = Math.max(max, value);
      long difference = value - reference;
      sum += difference;
      squares += difference * difference;
    }
    return new BandMoments(min, max, reference, sum, squares);
  }

  private static BandMoments ofFloats(float[] values, int n) {
    float reference = values[0];
    float min = reference;
    float max = reference;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      double difference = (double) values[i] - reference;
      sum += difference;
      squares += difference * difference;
    }
    return new BandMoments(min, max, reference, sum, squares);
  }

  /** Sum of squared differences of the {@code n} values to {@code center}. */
  double squaresAround(double center, int n) {
    double shift = reference - center;
    return squares + 2 * shift * sum + n * shift * shift;
  }

  /** Greatest distance of a value from {@code center}. */
  double reach(double center) {
    return Math.max(max - center, center - min);
  }
}
