/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Maps without speckle: {@link org.iikmc.raster.clean.Sieve} merges small regions into their
 * largest neighbours, {@link org.iikmc.raster.clean.MajorityFilter} gives each pixel the most
 * frequent label around it. Both work on a {@link org.iikmc.raster.clean.LabelFile}, since a region
 * may reach over the whole map, and labels that go by can be read once only.
 *
 * <p>Neither holds a map in memory: it is worked at in strips of rows. Regions within a strip are
 * found anew each time that the strip is read ({@code StripRegions}); of those that reach a seam
 * between two strips, their parts are put together once ({@code Seams}), so that each strip knows
 * the size of whatever its pixels touch ({@code StripMerges}).
 */
package org.iikmc.raster.clean;
