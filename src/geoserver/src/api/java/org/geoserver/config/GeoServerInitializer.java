/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface GeoServerInitializer {
  void initialize(GeoServer geoServer) throws Exception;
}
