/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An affine map of the values of a pixel: {@code y = matrix · x + offset}. Maps are not compared:
 * arrays make two equal ones differ. Immutable as long as nobody writes the arrays, which are
 * shared.
 *
 * @param matrix bands × bands, finite
 * @param offset by band, finite
 */
public record AffineMap(double[][] matrix, double[] offset) implements Serializable {
  /** The map that changes nothing. */
  public static AffineMap identity(int bands) {
    double[] ones = new double[bands];
    Arrays.fill(ones, 1);
    return scaling(ones, new double[bands]);
  }

  /** {@code y[b] = gain[b] · x[b] + offset[b]}: each band for itself. */
  public static AffineMap scaling(double[] gain, double[] offset) {
    double[][] matrix = new double[gain.length][gain.length];
    for (int b = 0; b < gain.length; b++) {
      matrix[b][b] = gain[b];
    }
    return new AffineMap(matrix, offset);
  }

  /** Number of bands. */
  public int bands() {
    return offset.length;
  }

  /**
   * The map of one sample, in float64, summed in the order of the bands from the offset on: the
   * arithmetic that decides every label.
   *
   * @param x by band
   * @param y receives the result; not the same array
   */
  public void apply(double[] x, double[] y) {
    for (int i = 0; i < offset.length; i++) {
      double sum = offset[i];
      for (int j = 0; j < offset.length; j++) {
        sum += matrix[i][j] * x[j];
      }
      y[i] = sum;
    }
  }

  /** Where one sample is taken to; the receiver's own. */
  public double[] of(double[] x) {
    double[] y = new double[x.length];
    apply(x, y);
    return y;
  }

  /** This map, and after it a linear one: {@code y = linear · (matrix · x + offset)}. */
  public AffineMap then(double[][] linear) {
    return new AffineMap(Matrices.product(linear, matrix), Matrices.product(linear, offset));
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    for (int i = 0; i < offset.length; i++) {
      if (offset[i] != 0 || matrix[i][i] != 1) {
        return false;
      }
    }
    return isDiagonal();
  }

  /** Whether each band is mapped for itself. */
  public boolean isDiagonal() {
    return Matrices.isDiagonal(matrix);
  }
}
