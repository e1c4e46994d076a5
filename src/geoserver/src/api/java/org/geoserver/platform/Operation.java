/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public final class Operation {
  public Object[] getParameters() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
