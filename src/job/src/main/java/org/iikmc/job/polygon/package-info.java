/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Polygons of classified maps. {@link org.iikmc.job.polygon.MapPolygons} are those of one map, read
 * and traced strip by strip; {@link org.iikmc.job.polygon.PolygoniseJob} writes a file of them for
 * each map.
 */
package org.iikmc.job.polygon;
