/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The GeoServer plugin: the catalog as a {@link org.iikmc.job.catalog.SceneCatalog}, publishing,
 * document formats, and the beans of {@code applicationContext.xml}.
 *
 * <p>Scenes are read through the catalog that GeoServer's own services use, which shows every user
 * what he may read. Publishing goes to the raw catalog, which asks nobody; so {@link
 * org.iikmc.host.geoserver.PublishingRights} are asked first, before any work begins.
 */
package org.iikmc.host.geoserver;
