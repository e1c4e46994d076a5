/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.List;

/** Compile-only signature of GeoServer 2.27.1; see package-info.java of org.geoserver. */
public interface Catalog extends CatalogInfo {
  CatalogFactory getFactory();

  ResourcePool getResourcePool();

  void add(StoreInfo store);

  void remove(StoreInfo store);

  void save(StoreInfo store);

  <T extends StoreInfo> T detach(T store);

  <T extends StoreInfo> T getStoreByName(WorkspaceInfo workspace, String name, Class<T> type);

  CoverageStoreInfo getCoverageStore(String id);

  CoverageStoreInfo getCoverageStoreByName(WorkspaceInfo workspace, String name);

  List<CoverageStoreInfo> getCoverageStoresByWorkspace(WorkspaceInfo workspace);

  void add(ResourceInfo resource);

  void remove(ResourceInfo resource);

  void save(ResourceInfo resource);

  <T extends ResourceInfo> T detach(T resource);

  CoverageInfo getCoverage(String id);

  List<CoverageInfo> getCoveragesByCoverageStore(CoverageStoreInfo store);

  void add(LayerInfo layer);

  void remove(LayerInfo layer);

  void save(LayerInfo layer);

  LayerInfo detach(LayerInfo layer);

  LayerInfo getLayer(String id);

  LayerInfo getLayerByName(String name);

  List<LayerInfo> getLayers(ResourceInfo resource);

  void add(LayerGroupInfo group);

  void remove(LayerGroupInfo group);

  LayerGroupInfo detach(LayerGroupInfo group);

  LayerGroupInfo getLayerGroup(String id);

  LayerGroupInfo getLayerGroupByName(String name);

  LayerGroupInfo getLayerGroupByName(WorkspaceInfo workspace, String name);

  void add(StyleInfo style);

  void remove(StyleInfo style);

  void save(StyleInfo style);

  StyleInfo detach(StyleInfo style);

  StyleInfo getStyleByName(WorkspaceInfo workspace, String name);

  List<StyleInfo> getStylesByWorkspace(WorkspaceInfo workspace);

  WorkspaceInfo getDefaultWorkspace();

  WorkspaceInfo getWorkspaceByName(String name);
}
