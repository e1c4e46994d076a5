/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * How classes look: one answer for all maps, legends and reports of a series.
 *
 * <p>A {@link org.iikmc.raster.style.ClassStyle} has a name and a colour for each class. It is made
 * once, when the signatures are known, and travels with them; everything that shows classes is
 * written from it. A class therefore has the same colour on every date and in every program.
 *
 * <h2>Where colours come from</h2>
 *
 * A {@link org.iikmc.raster.style.Palette} makes them from the signatures alone, so that the same
 * signatures always have the same colours. The categorical one has distinct colours, the first
 * eight of which colour-blind people can tell apart. The natural one gives each class the colour of
 * its own spectrum, for which {@link org.iikmc.raster.style.CompositeBands} finds red, green and
 * blue among the names of the bands. There no two classes get the same colour.
 *
 * <h2>What is written from it</h2>
 *
 * <ul>
 *   <li>A colour table, which goes into the TIFF ({@link
 *       org.iikmc.raster.style.ClassStyle#colorModel}).
 *   <li>SLD 1.0.0 ({@link org.iikmc.raster.style.SldWriter}) for OGC servers. Class 0 has no entry
 *       and is transparent. A second form has the signatures in it as well, and makes a GeoServer
 *       classify a layer of spectra while it draws it.
 *   <li>QML ({@link org.iikmc.raster.style.QgisStyle}) for QGIS, which reads no SLD for rasters.
 * </ul>
 *
 * All of it is text or values: nothing here reads or writes files. Everything is immutable or
 * without state, and safe for use by several threads.
 */
package org.iikmc.raster.style;
