/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.Serializable;
import java.util.List;
import org.geoserver.catalog.CoverageDimensionInfo;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * What changes of a coverage when its store gets another file. The coverage itself stays, and with
 * it the groups, rules and caches that refer to it.
 */
record CoverageState(
    String title,
    String description,
    List<KeywordInfo> keywords,
    CoordinateReferenceSystem crs,
    String srs,
    ReferencedEnvelope box,
    ReferencedEnvelope latLonBox,
    GridGeometry grid,
    List<CoverageDimensionInfo> dimensions,
    Serializable time) {

  static CoverageState of(CoverageInfo coverage) {
    return new CoverageState(
        coverage.getTitle(),
        coverage.getAbstract(),
        List.copyOf(coverage.getKeywords()),
        coverage.getNativeCRS(),
        coverage.getSRS(),
        coverage.getNativeBoundingBox(),
        coverage.getLatLonBoundingBox(),
        coverage.getGrid(),
        List.copyOf(coverage.getDimensions()),
        coverage.getMetadata().get(ResourceInfo.TIME));
  }

  void applyTo(CoverageInfo coverage) {
    coverage.setTitle(title);
    coverage.setAbstract(description);
    coverage.setDescription(description);
    coverage.getKeywords().clear();
    coverage.getKeywords().addAll(keywords);
    coverage.setNativeCRS(crs);
    coverage.setSRS(srs);
    coverage.setNativeBoundingBox(box);
    coverage.setLatLonBoundingBox(latLonBox);
    coverage.setGrid(grid);
    coverage.getDimensions().clear();
    coverage.getDimensions().addAll(dimensions);
    if (time != null) {
      coverage.getMetadata().put(ResourceInfo.TIME, time);
    }
  }
}
