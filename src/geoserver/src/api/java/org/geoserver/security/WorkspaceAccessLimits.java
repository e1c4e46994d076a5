/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.security;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class WorkspaceAccessLimits {
  public boolean isAdminable() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
