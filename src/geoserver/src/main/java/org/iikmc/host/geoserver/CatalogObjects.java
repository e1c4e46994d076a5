/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.WorkspaceInfo;

/** Makes objects for the catalog that are not in it yet. */
interface CatalogObjects {
  /**
   * A store and a coverage of files that are in their place already. Files that GeoServer could not
   * serve are found out here, before anything changes.
   *
   * @param file that the format reads; a folder for a mosaic
   * @throws IOException if they can't be read
   */
  LayerDraft draft(WorkspaceInfo workspace, LayerDraft.Request request, Path file)
      throws IOException;

  /** A layer of a coverage that is in the catalog. */
  LayerInfo layer(CoverageInfo coverage) throws IOException;

  /** Gives a group the extent of its layers. */
  void setExtent(LayerGroupInfo group) throws IOException;
}
