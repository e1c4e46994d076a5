/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;

/**
 * What a standard deviation of a class is, band by band: how far its pixels usually lie from its
 * signature. Immutable and safe to share.
 *
 * <p>A class of one pixel, or of equal ones, has no spread of its own. In a band in which it has
 * none, it is given the root mean square of the spreads of the classes that have one there. A band
 * in which no class has any tells nothing, and does not count.
 */
public final class ClassSpread {
  /** Of the greatest signature of the band: spreads below it are what rounding leaves. */
  private static final double ROUNDING = 1e-9;

  /** k × bands: 1 / standard deviation; 0 in a band that does not count. */
  private final double[][] factors;

  private final int counted;

  private ClassSpread(double[][] factors, int counted) {
    this.factors = factors;
    this.counted = counted;
  }

  /**
   * That of classes.
   *
   * @param signatures k × bands, harmonised
   * @param deviations k × bands: standard deviation of each band within a class, harmonised; 0 or
   *     more
   */
  public static ClassSpread of(double[][] signatures, double[][] deviations) {
    int bands = signatures[0].length;
    double[][] factors = new double[signatures.length][bands];
    int counted = 0;
    for (int band = 0; band < bands; band++) {
      int b = band;
      double least =
          Math.max(
              Float.MIN_NORMAL,
              ROUNDING
                  * Arrays.stream(signatures).mapToDouble(row -> Math.abs(row[b])).max().orElse(0));
      double usual =
          Math.sqrt(
              Arrays.stream(deviations)
                  .mapToDouble(row -> row[b])
                  .filter(deviation -> deviation > least)
                  .map(deviation -> deviation * deviation)
                  .average()
                  .orElse(0));
      if (usual > 0) {
        counted++;
        for (int c = 0; c < factors.length; c++) {
          factors[c][b] = 1 / (deviations[c][b] > least ? deviations[c][b] : usual);
        }
      }
    }
    return new ClassSpread(factors, counted);
  }

  /** Whether no class has any spread, so that nothing is known in standard deviations. */
  public boolean isEmpty() {
    return counted == 0;
  }

  /**
   * How far a sample lies from the signature of its class, in standard deviations: root mean square
   * over the bands that count.
   *
   * @return 0 if no band counts
   */
  double distance(SignatureDistances measured, int sample) {
    double[] own = factors[measured.label(sample)];
    double sum = 0;
    for (int b = 0; b < own.length; b++) {
      double deviations = own[b] == 0 ? 0 : own[b] * measured.difference(sample, b);
      sum += deviations * deviations;
    }
    return counted == 0 ? 0 : Math.sqrt(sum / counted);
  }
}
