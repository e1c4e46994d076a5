/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

/**
 * A figure and its 95 % confidence interval. A figure that is not defined is null, and so are its
 * limits.
 *
 * @param value the figure
 * @param low lower limit
 * @param high upper limit
 */
public record Estimate(Double value, Double low, Double high) {
  /** Of the standard normal distribution: 95 % lie between its negative and this. */
  private static final double Z = 1.959963984540054;

  private static final Estimate UNDEFINED = new Estimate(null, null, null);

  /**
   * A proportion with the interval of E. B. Wilson, "Probable inference, the law of succession, and
   * statistical inference", Journal of the American Statistical Association 22, 1927,
   * doi:10.1080/01621459.1927.10502953: it holds near 0 and 1 and for few units as well. It takes
   * the units for independent draws; pixels side by side are not, so that it is too narrow for
   * them.
   *
   * @param hits at most {@code units}
   * @param units drawn; the proportion of none is not defined
   */
  public static Estimate proportion(long hits, long units) {
    if (units == 0) {
      return UNDEFINED;
    }
    double n = units;
    double p = hits / n;
    double square = Z * Z / n;
    double middle = (p + square / 2) / (1 + square);
    double half = Z / (1 + square) * Math.sqrt(p * (1 - p) / n + square / (4 * n));
    // At the ends one limit is the proportion itself, but for a rounding error.
    return new Estimate(
        p, hits == 0 ? 0 : middle - half, hits == units ? 1 : Math.min(1, middle + half));
  }

  /**
   * A share with the interval of a normal distribution, cut off at 0 and 1.
   *
   * @param standardError of the share
   */
  public static Estimate share(double share, double standardError) {
    double half = Z * standardError;
    return new Estimate(share, Math.max(0, share - half), Math.min(1, share + half));
  }

  /** All three times a factor, such as an area; the figure must be defined. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor);
  }
}
