/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.Set;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface LayerInfo extends PublishedInfo {
  /** As in GeoServer. */
  enum WMSInterpolation {
    Nearest,
    Bilinear,
    Bicubic
  }

  StyleInfo getDefaultStyle();

  void setDefaultStyle(StyleInfo style);

  Set<StyleInfo> getStyles();

  ResourceInfo getResource();

  void setDefaultWMSInterpolationMethod(WMSInterpolation method);
}
