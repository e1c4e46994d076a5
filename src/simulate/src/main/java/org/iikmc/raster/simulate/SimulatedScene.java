/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.time.LocalDate;
import java.util.List;

/**
 * One acquisition. The arrays are row-major from the north-west corner, width × height long, and
 * belong to the receiver: the simulator keeps nothing.
 *
 * @param name {@code sim_} and the date as yyyyMMdd
 * @param date day of the acquisition, unique in its series
 * @param width pixels of a row
 * @param height rows
 * @param originX easting of the west edge in metres, UTM zone 42N (EPSG:32642)
 * @param originY northing of the north edge in metres
 * @param pixelSize width and height of a pixel in metres
 * @param bandNames Landsat 8 names, one for each band
 * @param bands one array for each band, unsigned 16 bits; 0 is no data, in all bands alike
 * @param qa unsigned 16 bits as QA_PIXEL of Landsat collection 2: bit 0 fill, 2 cirrus, 3 cloud, 4
 *     cloud shadow, 5 snow, 6 clear, 7 water, and the confidence pairs above them
 * @param truth a {@linkplain Cover#code() cover code} for each pixel
 * @param coverNames names of the covers; the index is the code
 */
public record SimulatedScene(
    String name,
    LocalDate date,
    int width,
    int height,
    double originX,
    double originY,
    double pixelSize,
    List<String> bandNames,
    short[][] bands,
    short[] qa,
    byte[] truth,
    List<String> coverNames) {}
