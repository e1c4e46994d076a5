/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class Keyword implements KeywordInfo {
  public Keyword(String value) {
    throw new UnsupportedOperationException("compile-only signature");
  }

  public String getValue() {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
