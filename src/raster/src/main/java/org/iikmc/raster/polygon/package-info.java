/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Polygons of classified maps, and the files that hold them.
 *
 * <p>In: the labels of a map, row after row; 0 is no data. Out: one polygon for each region, which
 * is a set of pixels of one class that hang together by their sides; pixels that only touch at a
 * corner are two regions, or else rings would touch themselves.
 *
 * <ol>
 *   <li>{@link org.iikmc.raster.polygon.RegionTracer} joins the runs of a row with those of the row
 *       above to regions, and is done with a region as soon as a row does not continue it.
 *   <li>{@code OpenBorders} follows the sides of pixels around each region. Between two rows of
 *       pixels it looks at every corner of four pixels: borders of regions that come from above or
 *       from the left go on, end in each other, or begin. A ring that is closed goes to its region.
 *   <li>{@code SimpleRings} cuts a ring where it comes to a corner for the second time: what it
 *       went around there is a hole that touches the border.
 * </ol>
 *
 * <p>A corner of pixels is a vertex where borders turn, and where three or four regions (no data,
 * and what lies outside the map, being one) meet: so that both regions of a border have the same
 * vertices, and it stays one border whatever it is projected to, or how it is simplified. Held are
 * the regions that the last row is a part of, and nothing else; polygons come in the order of their
 * last row, then of their first pixel in it.
 */
package org.iikmc.raster.polygon;
