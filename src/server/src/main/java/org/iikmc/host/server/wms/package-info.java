/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * WMS 1.1.1 and 1.3.0: maps, what lies under a point of them, and their legends. A {@code
 * MapRequest} is read once and checked; a {@code Lookup} turns the pixels of the map into those of
 * a layer, and a painter colours them: {@code ScenePainter} a scene by its bands, {@code
 * ClassPainter} a map by its classes. A map reads only the pixels that it shows, from overviews
 * where there are some.
 */
package org.iikmc.host.server.wms;
