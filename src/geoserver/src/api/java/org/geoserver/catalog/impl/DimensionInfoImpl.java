/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.impl;

import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class DimensionInfoImpl implements DimensionInfo {
  private static final long serialVersionUID = 1L;

  public DimensionInfoImpl() {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void setEnabled(boolean enabled) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void setPresentation(DimensionPresentation presentation) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public void setUnits(String units) {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
