/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.wps.ppio;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public abstract class BinaryPPIO extends ComplexPPIO {
  protected BinaryPPIO(Class<?> externalType, Class<?> internalType, String mimeType) {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
