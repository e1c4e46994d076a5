/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;
import java.util.Optional;

/** Products and factors of small dense matrices, as rows of float64. Nothing given is written. */
public final class Matrices {
  private Matrices() {}

  /** The unit matrix. */
  public static double[][] identity(int n) {
    double[][] unit = new double[n][n];
    for (int i = 0; i < n; i++) {
      unit[i][i] = 1;
    }
    return unit;
  }

  /** {@code a · b}. */
  public static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double sum = 0;
        for (int m = 0; m < b.length; m++) {
          sum += a[i][m] * b[m][j];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  /** {@code a · x}. */
  public static double[] product(double[][] a, double[] x) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += a[i][j] * x[j];
      }
      product[i] = sum;
    }
    return product;
  }

  /** Rows become columns. */
  public static double[][] transposed(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        transposed[j][i] = a[i][j];
      }
    }
    return transposed;
  }

  /** Whether all but the diagonal is 0. */
  public static boolean isDiagonal(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        if (i != j && a[i][j] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The lower triangular factor L of a symmetric positive semidefinite matrix, {@code a = L · Lᵀ}
   * (A.-L. Cholesky). A pivot that rounding leaves at or below zero gives a column of zeros.
   *
   * @param a only its lower triangle is read
   */
  public static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] lower = new double[n][n];
    for (int j = 0; j < n; j++) {
      double pivot = a[j][j];
      for (int m = 0; m < j; m++) {
        pivot -= lower[j][m] * lower[j][m];
      }
      if (!(pivot > 0)) {
        continue;
      }
      lower[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        double sum = a[i][j];
        for (int m = 0; m < j; m++) {
          sum -= lower[i][m] * lower[j][m];
        }
        lower[i][j] = sum / lower[j][j];
      }
    }
    return lower;
  }

  /**
   * The inverse, by elimination with the largest pivot of each column (C. F. Gauss, W. Jordan).
   *
   * @param a square
   * @return empty if a pivot is 0
   */
  public static Optional<double[][]> inverse(double[][] a) {
    int n = a.length;
    double[][] left = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    double[][] right = identity(n);
    for (int j = 0; j < n; j++) {
      int pivot = j;
      for (int i = j + 1; i < n; i++) {
        pivot = Math.abs(left[i][j]) > Math.abs(left[pivot][j]) ? i : pivot;
      }
      if (left[pivot][j] == 0) {
        return Optional.empty();
      }
      swap(left, j, pivot);
      swap(right, j, pivot);
      double scale = 1 / left[j][j];
      for (int m = 0; m < n; m++) {
        left[j][m] *= scale;
        right[j][m] *= scale;
      }
      for (int i = 0; i < n; i++) {
        double factor = left[i][j];
        for (int m = 0; m < n && i != j; m++) {
          left[i][m] -= factor * left[j][m];
          right[i][m] -= factor * right[j][m];
        }
      }
    }
    return Optional.of(right);
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  /** The inverse of a lower triangular matrix whose diagonal has no 0. */
  public static double[][] inverseOfLower(double[][] lower) {
    int n = lower.length;
    double[][] inverse = new double[n][n];
    for (int j = 0; j < n; j++) {
      inverse[j][j] = 1 / lower[j][j];
      for (int i = j + 1; i < n; i++) {
        double sum = 0;
        for (int m = j; m < i; m++) {
          sum -= lower[i][m] * inverse[m][j];
        }
        inverse[i][j] = sum / lower[i][i];
      }
    }
    return inverse;
  }
}
