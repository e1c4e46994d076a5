/** How classes look: palettes, and the SLD and tables made from them. */
package org.iikmc.raster.style;
