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
 * those that reach below the rows read last: each block is read once. {@code LabelImage} is the
 * other side, an image whose tiles are made when the encoder asks for them; it keeps one row of
 * tiles. So a map of any size takes the memory of some rows. A {@link
 * org.iikmc.raster.write.LabelConsumer} sees the same rows as they are written, for areas,
 * quick-looks and comparisons, so that nothing is read twice.
 *
 * <h2>Why there is a writer of its own</h2>
 *
 * {@link org.iikmc.raster.write.TiffWriter} lets GeoTools make the keys and ImageIO-EXT the file.
 * GeoTools' own writer swaps the axes of a grid that is turned far, and can't do without a
 * reference system. {@link org.iikmc.raster.write.Overviews} writes an {@code .ovr} for maps that a
 * server draws: every second pixel, every fourth, and so on, never averages, because the mean of
 * two class numbers is another class.
 *
 * <p>Nothing here moves files to their final place or cleans up: what a failed write leaves behind
 * is its caller's, who writes to a folder that does not count yet.
 */
package org.iikmc.raster.write;
