/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import org.geotools.util.Version;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface StyleInfo extends CatalogInfo {
  String getName();

  void setName(String name);

  void setWorkspace(WorkspaceInfo workspace);

  void setFormat(String format);

  void setFormatVersion(Version version);

  void setFilename(String name);

  MetadataMap getMetadata();
}
