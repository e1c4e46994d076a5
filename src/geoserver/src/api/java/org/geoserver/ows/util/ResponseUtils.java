/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.ows.util;

import java.util.Map;
import org.geoserver.ows.URLMangler.URLType;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public class ResponseUtils {
  public static String buildURL(
      String base, String path, Map<String, String> parameters, URLType type) {
    throw new UnsupportedOperationException("compile-only signature");
  }
}
