/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.Arrays;
import org.iikmc.bench.series.BenchmarkSeries;
import org.iikmc.bench.series.BenchmarkSeries.TileBlock;

/**
 * Pixels as most libraries want them.
 *
 * @param values pixels × bands
 */
public record PixelRows(double[][] values) {
  /** Copies the pixels of a series. */
  public static PixelRows of(BenchmarkSeries series) {
    int pixels = series.blocks().stream().mapToInt(TileBlock::count).sum();
    double[][] values = new double[pixels][series.bands()];
    int at = 0;
    for (TileBlock block : series.blocks()) {
      for (int i = 0; i < block.count(); i++, at++) {
        for (int b = 0; b < series.bands(); b++) {
          values[at][b] = block.values()[b][i] & 0xFFFF;
        }
      }
    }
    return new PixelRows(values);
  }

  /** The start of the paper: k equal steps between the extremes of each band. */
  double[][] midpoints(int k) {
    double[] low = values[0].clone();
    double[] high = values[0].clone();
    for (double[] row : values) {
      for (int b = 0; b < row.length; b++) {
        low[b] = Math.min(low[b], row[b]);
        high[b] = Math.max(high[b], row[b]);
      }
    }
    double[][] start = new double[k][low.length];
    for (int c = 0; c < k; c++) {
      int step = c;
      Arrays.setAll(start[c], b -> low[b] + (step + 0.5) * (high[b] - low[b]) / k);
    }
    return start;
  }

  /** The sum of squared distances to the nearest centroid: tells whether the work was the same. */
  double inertia(double[][] centroids) {
    double sum = 0;
    for (double[] row : values) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] centroid : centroids) {
        double squared = 0;
        for (int b = 0; b < row.length; b++) {
          squared += (row[b] - centroid[b]) * (row[b] - centroid[b]);
        }
        nearest = Math.min(nearest, squared);
      }
      sum += nearest;
    }
    return sum;
  }
}
