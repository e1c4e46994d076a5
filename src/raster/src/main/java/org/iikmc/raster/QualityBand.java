/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;

/**
 * The band in which a product says what its pixels are worth.
 *
 * @param pixels where its values come from
 * @param index its number in that source, from 0
 * @param flags how to read it
 * @param width columns; may differ from the scene's, over the same ground
 * @param height rows
 */
public record QualityBand(PixelSource pixels, int index, QualityFlags flags, int width, int height)
    implements Serializable {}
