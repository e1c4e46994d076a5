/**
 * Scenes as rasters: their grids, bands, masks and pixels, and how pixels become samples. Knows
 * GeoTools and ImageIO; knows no service.
 */
package org.iikmc.raster;
