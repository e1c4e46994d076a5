/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import org.iikmc.kmeans.SampleType;

/**
 * One spectral channel of a scene.
 *
 * @param name as the user selects it
 * @param pixels where its values come from
 * @param index its number in that source, from 0
 * @param type how its values are held; {@link SampleType#FLOAT32} for all that fits no other
 * @param nodata values that mean absent
 * @param scale physical value = scale * value + offset
 * @param offset see {@code scale}
 */
public record Band(
    String name,
    PixelSource pixels,
    int index,
    SampleType type,
    Nodata nodata,
    double scale,
    double offset) {}
