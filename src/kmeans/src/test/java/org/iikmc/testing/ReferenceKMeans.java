/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The oracle: IIkMC as its description reads, one pixel at a time in float64, sharing no code with
 * what it judges.
 */
public final class ReferenceKMeans {
  public final List<Long> changed = new ArrayList<>();
  public final List<Double> inertias = new ArrayList<>();
  public final List<Double> shifts = new ArrayList<>();
  public double[][] signatures;
  public int[] labels;
  public long[] counts;
  public double inertia;
  public String reason;

  public static double[][] midpoints(double[][] pixels, int k) {
    int bands = pixels[0].length;
    double[][] c = new double[k][bands];
    for (int b = 0; b < bands; b++) {
      int band = b;
      double min = Arrays.stream(pixels).mapToDouble(p -> p[band]).min().orElseThrow();
      double max = Arrays.stream(pixels).mapToDouble(p -> p[band]).max().orElseThrow();
      for (int i = 0; i < k; i++) {
        c[i][b] = min + (i + 0.5) * (max - min) / k;
      }
    }
    return c;
  }

  public ReferenceKMeans(
      double[][] pixels, double[][] start, int maxIterations, double threshold, double tolerance) {
    signatures = start;
    labels = new int[pixels.length];
    Arrays.fill(labels, -1);
    while (reason == null) {
      long differing = assign(pixels);
      double[][] means = means(pixels);
      double shift = 0;
      for (int c = 0; c < means.length; c++) {
        shift = Math.max(shift, Math.sqrt(squaredDistance(means[c], signatures[c])));
      }
      changed.add(differing);
      inertias.add(inertia);
      shifts.add(shift);
      signatures = means;
      if (differing == 0 || differing / (double) pixels.length < threshold) {
        reason = "CHANGE_THRESHOLD";
      } else if (shift < tolerance) {
        reason = "SHIFT_TOLERANCE";
      } else if (changed.size() == maxIterations) {
        reason = "MAX_ITERATIONS";
      }
    }
    assign(pixels);
  }

  private long assign(double[][] pixels) {
    long differing = 0;
    inertia = 0;
    counts = new long[signatures.length];
    for (int i = 0; i < pixels.length; i++) {
      int nearest = -1;
      double least = Double.MAX_VALUE;
      for (int c = 0; c < signatures.length; c++) {
        double d = squaredDistance(pixels[i], signatures[c]);
        if (d < least) {
          least = d;
          nearest = c;
        }
      }
      inertia += least;
      counts[nearest]++;
      if (labels[i] != nearest) {
        labels[i] = nearest;
        differing++;
      }
    }
    return differing;
  }

  private double[][] means(double[][] pixels) {
    int bands = signatures[0].length;
    double[][] means = new double[signatures.length][bands];
    for (int i = 0; i < pixels.length; i++) {
      for (int b = 0; b < bands; b++) {
        means[labels[i]][b] += pixels[i][b];
      }
    }
    for (int c = 0; c < means.length; c++) {
      for (int b = 0; b < bands; b++) {
        means[c][b] = counts[c] == 0 ? signatures[c][b] : means[c][b] / counts[c];
      }
    }
    return means;
  }

  /** Simplified silhouette of each pixel, by the definition. */
  public double[] simplifiedSilhouettes(double[][] pixels) {
    double[] s = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      double own = Math.sqrt(squaredDistance(pixels[i], signatures[labels[i]]));
      double other = Double.POSITIVE_INFINITY;
      for (int c = 0; c < signatures.length; c++) {
        if (c != labels[i]) {
          other = Math.min(other, Math.sqrt(squaredDistance(pixels[i], signatures[c])));
        }
      }
      double larger = Math.max(own, other);
      s[i] = signatures.length == 1 || larger == 0 ? 0 : (other - own) / larger;
    }
    return s;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
