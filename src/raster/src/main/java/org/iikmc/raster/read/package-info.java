/**
 * Scenes from files (a multi-band GeoTIFF, or a folder of one-band GeoTIFFs named as a Landsat or
 * Sentinel-2 product) and from coverages: one at hand, or one behind a coverage reader.
 */
package org.iikmc.raster.read;
