/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * Where a part of a tile stands.
 *
 * @param tile its number
 * @param header where its marker segments start in the file
 * @param data where its packets start
 * @param end where they end
 */
record TilePart(int tile, long header, long data, long end) {}
