/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

import org.geoserver.catalog.StyleInfo;
import org.geoserver.platform.resource.Resource;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class GeoServerDataDirectory {
  public Resource get(String... path) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public Resource style(StyleInfo style) {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
