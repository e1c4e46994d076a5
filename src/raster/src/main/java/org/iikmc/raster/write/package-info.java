/** Classified scenes as GeoTIFFs. */
package org.iikmc.raster.write;
