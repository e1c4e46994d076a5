/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.geotools.api.coverage.grid.GridCoverageReader;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.factory.Hints;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface CoverageInfo extends ResourceInfo {
  List<String> getInterpolationMethods();

  Map<String, Serializable> getParameters();

  List<CoverageDimensionInfo> getDimensions();

  GridGeometry getGrid();

  void setGrid(GridGeometry grid);

  GridCoverageReader getGridCoverageReader(ProgressListener listener, Hints hints)
      throws IOException;

  @Override
  CoverageStoreInfo getStore();
}
