/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Scenes of all formats that an installed GDAL reads.
 *
 * <h2>Why GDAL's C functions</h2>
 *
 * GDAL has a binding for Java, but it is hardly ever there: Debian's archive no longer has it, and
 * what conda, QGIS and OSGeo4W install mostly lacks its native half. Its jar must be of the very
 * version of the library, and it writes to standard error where the library is missing. GDAL's C
 * API has been stable since its version 2 and is in every installation, so {@code GdalFunctions}
 * are those few functions that are needed, called by JNA. They came with GDAL 3.0 or before. A call
 * takes a few microseconds and reads a block, so that nothing would be won by a faster way.
 *
 * <h2>How a file is read</h2>
 *
 * {@code GdalSearch} looks for the library once in a process, {@code GdalLibrary} sets it up.
 * {@link org.iikmc.raster.gdal.GdalFormat} is what {@code raster.read} knows of all this. {@code
 * GdalOpener} asks what a file holds; {@code GdalContainer} puts several rasters of a file
 * together, and {@code ReflectanceProduct} knows what MODIS and VIIRS write. {@code GdalGrid} lets
 * GDAL write where the file lies into a TIFF of one pixel, and reads that: so a scene has the
 * reference system that it would have as a TIFF, and its maps say of it what gdal_translate would.
 * {@code GdalPixels} reads windows of bands: all at once where they are stored together, else each
 * for itself.
 *
 * <h2>Threads, memory and errors</h2>
 *
 * A handle of GDAL's serves one thread at a time: {@code GdalHandles} has one for each thread that
 * reads a file at the same time, and closes what is not used. NetCDF and HDF are read by one thread
 * at a time, since their libraries bear no more. Blocks that GDAL unpacked stay in its cache,
 * {@code GdalLibrary.CACHE_BYTES} for all files of the process, unless the variable GDAL_CACHEMAX
 * says otherwise. GDAL itself starts no threads, so that what goes wrong is told to the thread that
 * asked; it writes nothing to standard error. What it only warns of while it reads pixels is an
 * error here: the pixels would be others. A handle whose read failed is closed. GDAL is not asked
 * for statistics, which it would write beside the data.
 */
package org.iikmc.raster.gdal;
