/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import org.geoserver.catalog.Catalog;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.config.GeoServerInitializer;

/**
 * When GeoServer starts, finishes what it was about to publish when it was killed. A bean of its
 * own, as such beans are made before most others.
 */
public final class KilledPublications implements GeoServerInitializer {
  private final PublicationWork work;

  /**
   * For the Spring context.
   *
   * @param raw the catalog without security
   */
  public KilledPublications(Catalog raw, GeoServerDataDirectory dataDirectory) {
    work =
        new PublicationWork(raw, new GeoServerFiles(dataDirectory, raw), new GeoServerObjects(raw));
  }

  /** Called by GeoServer when its catalog is loaded. */
  @Override
  public void initialize(GeoServer geoServer) {
    work.recover();
  }
}
