/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import java.io.IOException;
import java.util.Arrays;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.problem.InputException;

/**
 * Midpoints between two percentiles of each band instead of its extremes, which clouds and
 * saturated pixels set.
 *
 * <p>The percentiles are those of at most {@value #MOST_SAMPLES} evenly spaced pixels: exact for a
 * smaller series, and within about 0.3 % of rank for any larger one.
 *
 * @param lower lower percentile, 0…100
 * @param upper upper percentile, above the lower
 */
public record PercentileSeeding(double lower, double upper) implements Seeding {
  private static final int MOST_SAMPLES = 1 << 17;

  /** The 2nd and the 98th percentile. */
  public PercentileSeeding() {
    this(2, 98);
  }

  public PercentileSeeding {
    if (!(lower >= 0 && lower < upper && upper <= 100)) {
      throw new InputException(
          "The percentiles are " + lower + " and " + upper + ", but must ascend within 0 to 100.");
    }
  }

  @Override
  public double[][] seed(HeldSamples samples, int k) throws IOException {
    double[][] rows =
        samples.gather(Ordinals.evenlySpaced(samples.summary().count(), MOST_SAMPLES));
    int bands = samples.bands();
    double[] low = new double[bands];
    double[] high = new double[bands];
    double[] values = new double[rows.length];
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < rows.length; i++) {
        values[i] = rows[i][b];
      }
      Arrays.sort(values);
      low[b] = Percentiles.of(values, lower / 100);
      high[b] = Percentiles.of(values, upper / 100);
    }
    return MidpointSeeding.midpoints(low, high, k);
  }

  @Override
  public String description() {
    return "percentile " + lower + " to " + upper;
  }
}
