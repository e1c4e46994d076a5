/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.geotools.coverage.grid.io.GridCoverage2DReader;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class CatalogBuilder {
  public CatalogBuilder(Catalog catalog) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void setWorkspace(WorkspaceInfo workspace) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void setStore(StoreInfo store) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public CoverageStoreInfo buildCoverageStore(String name) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public CoverageInfo buildCoverage(
      GridCoverage2DReader reader, Map<String, Serializable> parameters) throws Exception {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public LayerInfo buildLayer(CoverageInfo coverage) throws IOException {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void calculateLayerGroupBounds(LayerGroupInfo group) throws Exception {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
