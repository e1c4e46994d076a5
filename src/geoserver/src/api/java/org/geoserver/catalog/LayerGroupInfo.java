/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.List;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface LayerGroupInfo extends PublishedInfo {
  /** As in GeoServer, as far as it is used. */
  enum Mode {
    SINGLE
  }

  void setMode(Mode mode);

  void setWorkspace(WorkspaceInfo workspace);

  List<PublishedInfo> getLayers();

  List<StyleInfo> getStyles();

  List<LayerInfo> layers();
}
