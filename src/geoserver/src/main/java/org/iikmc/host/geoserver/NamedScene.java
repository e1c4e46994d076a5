/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.ReaderScene;

/**
 * A scene of the catalog that has no final name yet.
 *
 * @param workspace of its layer
 * @param name that it would like to have
 * @param date of acquisition, if it is known
 * @param reader of its coverage, which GeoServer keeps and closes
 * @param told what the reader has to be told: which of its dates, whether to heed footprints
 */
record NamedScene(
    String workspace,
    String name,
    Optional<LocalDate> date,
    GridCoverage2DReader reader,
    List<GeneralParameterValue> told) {

  SceneSource open(String finalName) throws IOException {
    return new ReaderScene(finalName, date, reader, reader.getGridCoverageNames()[0], told);
  }

  /** Without what has no place in names of files and layers. */
  static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
