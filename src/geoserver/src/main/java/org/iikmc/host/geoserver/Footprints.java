/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.Optional;
import java.util.Set;
import org.geoserver.catalog.CoverageInfo;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;

/** Footprints of a mosaic, outside of which its files have no pixels. */
final class Footprints {
  private static final String BEHAVIOR = "FootprintBehavior";

  /** The mosaic tells where there are pixels, and adds no alpha band, as Transparent would. */
  private static final String CUT = "Cut";

  private static final Set<String> HEEDED = Set.of(CUT, "Transparent");

  private Footprints() {}

  /** What the reader has to be told, if the layer is set to heed them. */
  static Optional<GeneralParameterValue> of(CoverageInfo coverage, GridCoverage2DReader reader) {
    Object behavior = coverage.getParameters().get(BEHAVIOR);
    return behavior instanceof String text && HEEDED.contains(text)
        ? ReadParameter.of(reader, BEHAVIOR, CUT)
        : Optional.empty();
  }
}
