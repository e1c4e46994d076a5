/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;

/**
 * A trim of a WCS 2.0 request along one axis.
 *
 * @param axis its label
 * @param crs of the numbers; empty for that of the coverage
 * @param low a number, or * for no limit
 * @param high likewise
 */
record SubsetAxis(String axis, Optional<String> crs, String low, String high) {
  /** The box of all trims, east first. */
  static Optional<CoverageRequest.Area> area(List<SubsetAxis> axes, Optional<String> crs) {
    double[] east = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] north = east.clone();
    Optional<String> named = crs;
    boolean any = false;
    for (SubsetAxis each : axes) {
      switch (each.axis.toLowerCase(Locale.ROOT)) {
        case "e", "x", "long", "lon", "i" -> each.limit(east);
        case "n", "y", "lat", "j" -> each.limit(north);
        case "time" -> {
          continue; // a scene has one time
        }
        default ->
            throw new InputException(
                "The coverage has no axis '"
                    + each.axis
                    + "'; its axes are E and N, or Long and Lat.");
      }
      any = true;
      named = named.or(each::crs);
    }
    return any
        ? Optional.of(new CoverageRequest.Area(named.map(SubsetAxis::eastFirst), east, north))
        : Optional.empty();
  }

  /** Labels tell which axis is meant, so that the order of the reference system does not count. */
  private static String eastFirst(String crs) {
    return crs.replaceFirst("(?i)^.*EPSG[:/][^:/]*[:/]([0-9]+)$", "EPSG:$1");
  }

  private void limit(double[] range) {
    if (!low.equals("*")) {
      range[0] = number(low);
    }
    if (!high.equals("*")) {
      range[1] = number(high);
    }
  }

  /** Two numbers with a blank between them. */
  static double[] pair(String text) {
    String[] parts = text.strip().split("\\s+");
    if (parts.length < 2) {
      throw new InputException("'" + text + "' is no corner of a box; give two numbers.");
    }
    return new double[] {number(parts[0]), number(parts[1])};
  }

  static double number(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused like an infinite one
    }
    throw new InputException("'" + text + "' is no coordinate; give a number.");
  }
}
