/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform.resource;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface Resource {
  /** As in GeoServer. */
  enum Type {
    DIRECTORY,
    RESOURCE,
    UNDEFINED
  }

  InputStream in();

  File dir();

  Type getType();

  boolean delete();

  default byte[] getContents() throws IOException {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
