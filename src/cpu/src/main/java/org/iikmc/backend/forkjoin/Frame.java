/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;
import org.iikmc.kmeans.AffineMap;

/**
 * Samples that are computed around one centre and under one map: all of them where stored values
 * are compared as they are, else those of one scene. The arrays are shared, and nobody writes them.
 *
 * @param firstBlock number of their first block
 * @param endBlock number of the block after their last
 * @param first ordinal of their first sample
 * @param count number of samples; may be 0
 * @param center about the mean of each band, to compute around: an integer by value for integer
 *     types, so that differences to it are exact, else a float by value
 * @param centeredSum sum of each band over the samples, each less the centre; exact for integer
 *     types. What the sums of the classes must add up to
 * @param largest greatest size of a value of each band
 * @param harmonization from stored to harmonised values
 * @param whitening from stored values to where distances are Euclidean
 */
public record Frame(
    int firstBlock,
    int endBlock,
    long first,
    long count,
    double[] center,
    double[] centeredSum,
    double[] largest,
    AffineMap harmonization,
    AffineMap whitening)
    implements Serializable {}
