/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;

/**
 * What a GetCoverage request wants.
 *
 * @param layer its name, with or without a workspace
 * @param area to stay within; empty for all
 * @param bands by name, or number from 1; empty for all
 */
record CoverageRequest(String layer, Optional<Area> area, List<String> bands) {
  CoverageRequest {
    bands = List.copyOf(bands);
  }

  /**
   * A box.
   *
   * @param crs as the request writes it; empty for that of the coverage
   * @param first lower and upper limit of the first axis; infinite where there is none
   * @param second likewise
   */
  record Area(Optional<String> crs, double[] first, double[] second) {}

  /** WCS 2.0 has no colons in its names. */
  static String layer(String coverageId) {
    return coverageId.replaceFirst("__", ":");
  }
}
