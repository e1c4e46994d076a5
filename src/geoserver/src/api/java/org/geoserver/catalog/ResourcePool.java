/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.IOException;
import java.io.InputStream;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class ResourcePool {
  public void writeStyle(StyleInfo style, InputStream in) throws IOException {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
