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

  boolean is(Kind kind) {
    return request.kind() == kind;
  }

  /**
   * What is to be published.
   *
   * @param name of store, coverage and layer
   * @param format of GeoTools: GeoTIFF or ImageMosaic
   * @param url of the store
   * @param texts what is told about it
   * @param kind of the coverage
   * @param meaning of the values of the first band
   * @param scene whose map it is; empty for all dates
   * @param date of acquisition
   */
  record Request(
      String name,
      String format,
      String url,
      Texts texts,
      Kind kind,
      String meaning,
      Optional<String> scene,
      Optional<LocalDate> date) {}

  /** What a coverage is of. */
  enum Kind {
    /** The classes of a scene. */
    CLASSES,
    /** The classes of all scenes by date. */
    ALL_DATES,
    /** How sure the labels of a scene are. */
    CONFIDENCE
  }

  /** What is told about a layer. */
  record Texts(String title, String description, List<String> keywords) {}
}
