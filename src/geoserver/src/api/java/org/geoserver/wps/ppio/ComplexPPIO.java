/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.wps.ppio;

import java.io.InputStream;
import java.io.OutputStream;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public abstract class ComplexPPIO extends ProcessParameterIO {
  public final String getMimeType() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public abstract Object decode(InputStream input) throws Exception;

  public abstract void encode(Object value, OutputStream out) throws Exception;

  public String getFileExtension() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
