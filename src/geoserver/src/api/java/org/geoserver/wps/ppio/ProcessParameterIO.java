/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.wps.ppio;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public abstract class ProcessParameterIO {
  /** As in GeoServer. */
  public enum PPIODirection {
    ENCODING,
    DECODING,
    BOTH
  }

  protected String identifer;

  public PPIODirection getDirection() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
