/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.List;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface ResourceInfo extends CatalogInfo {
  String TIME = "time";

  String getName();

  void setName(String name);

  String getNativeName();

  String prefixedName();

  NamespaceInfo getNamespace();

  String getTitle();

  void setTitle(String title);

  String getAbstract();

  void setAbstract(String description);

  void setDescription(String description);

  List<KeywordInfo> getKeywords();

  ReferencedEnvelope getLatLonBoundingBox();

  void setLatLonBoundingBox(ReferencedEnvelope box);

  ReferencedEnvelope getNativeBoundingBox();

  void setNativeBoundingBox(ReferencedEnvelope box);

  String getSRS();

  void setSRS(String srs);

  CoordinateReferenceSystem getNativeCRS();

  void setNativeCRS(CoordinateReferenceSystem crs);

  MetadataMap getMetadata();

  StoreInfo getStore();

  void setStore(StoreInfo store);
}
