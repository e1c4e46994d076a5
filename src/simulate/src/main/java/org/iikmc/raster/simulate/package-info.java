/**
 * A made-up series of satellite images whose truth is known, for trying things out where no real
 * scenes are at hand.
 *
 * <p>All scenes look at the same {@linkplain org.iikmc.raster.simulate.Landscape ground}: sea, a
 * river and lakes, hills, forest, grassland, field parcels, towns. What differs from date to date
 * is what differs in real series:
 *
 * <ol>
 *   <li>the grid: origin and size change by a few pixels, and a slanted footprint leaves a collar
 *       without data;
 *   <li>the season: crops grow and are harvested, leaves fall, grass dries, snow lies on hills;
 *   <li>the light: height of the sun, haze, clouds and their shadows;
 *   <li>sensor noise.
 * </ol>
 *
 * <p>Digital numbers follow the scaling of Landsat 8 level 1 (reflectance without sun correction ×
 * 50000 + 5000), the QA band follows QA_PIXEL of Landsat collection 2. Each pixel is computed from
 * its ground position by integer hashing alone, so a scene depends on nothing but the settings and
 * its index.
 */
package org.iikmc.raster.simulate;
