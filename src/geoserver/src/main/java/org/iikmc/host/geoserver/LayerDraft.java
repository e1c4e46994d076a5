/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.CoverageStoreInfo;

/**
 * A coverage and its store, ready for the catalog and not in it yet.
 *
 * @param request what it was made for
 * @param store of the coverage
 * @param coverage of that store
 */
record LayerDraft(Request request, CoverageStoreInfo store, CoverageInfo coverage) {

  /** Of the store, the coverage and the layer. */
  String name() {
    return request.name();
  }

  /**
   * What is to be published.
   *
   * @param name of store, coverage and layer
   * @param format of GeoTools: GeoTIFF or ImageMosaic
   * @param url of the store
   * @param texts what is told about it
   * @param classNames what the values mean
   * @param scene whose map it is; empty for all dates
   * @param date of acquisition
   */
  record Request(
      String name,
      String format,
      String url,
      Texts texts,
      String classNames,
      Optional<String> scene,
      Optional<LocalDate> date) {}

  /** What is told about a layer. */
  record Texts(String title, String description, List<String> keywords) {}
}
