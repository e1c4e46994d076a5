/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Classified scenes as GeoTIFFs that GDAL, QGIS and GeoServer show as they are meant.
 *
 * <p>{@link org.iikmc.raster.write.ClassifiedTiff} writes a map: bytes, 1…k for the classes and 0
 * for no data, with a colour table, on exactly the grid of the scene. The georeferencing of the
 * scene's file is copied tag by tag, so that a reference system that is not known here is still
 * that of the map. TIFF has no place for the names of classes, so they go into an {@code .aux.xml}
 * for GDAL and a {@code .qml} for QGIS beside it.
 *
 * <h2>How labels come to a file</h2>
 *
 * A backend has labels block by block, in blocks of any shape; a TIFF is written in rows of tiles.
 * {@link org.iikmc.raster.write.LabelReader} is the one side, which a job gives. {@link
 * org.iikmc.raster.write.LabelRows} puts blocks together to whole rows, and keeps of them only
 * those that reach below the rows read last: each block is read once. A {@link
 * org.iikmc.raster.write.LabelConsumer} sees the same rows as they are written, for areas,
 * quick-looks and comparisons, so that nothing is read twice.
 *
 * <p>{@link org.iikmc.raster.write.TiffWriter} is the other side. One thread reads rows and passes
 * them down the {@code TiffLevel}s, each of which holds one row of tiles and gives every second
 * pixel of every second row to the next; never averages, because the mean of two class numbers is
 * another class. The other threads deflate tiles in {@code PackedTiles}. So a map of any size takes
 * the memory of a row of tiles, and half of that again for its overviews.
 *
 * <h2>Why there is a writer of its own</h2>
 *
 * ImageIO-EXT deflates on one thread, tile after tile, and half of a whole run was spent in it.
 * Neither it nor GeoTools lays a file out for reading by ranges (Cloud Optimized GeoTIFF). There,
 * the smallest overview comes first and is known last, so that tiles wait in a scratch file beside
 * the map until {@code TiffHeader} can say where each will be. GeoTools still makes the keys of a
 * reference system ({@code GeoTags}).
 *
 * <p>Nothing here moves files to their final place or cleans up: what a failed write leaves behind
 * is its caller's, who writes to a folder that does not count yet.
 */
package org.iikmc.raster.write;
