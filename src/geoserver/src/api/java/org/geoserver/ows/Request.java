/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.ows;

import org.geoserver.platform.Operation;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class Request {
  public Operation getOperation() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
