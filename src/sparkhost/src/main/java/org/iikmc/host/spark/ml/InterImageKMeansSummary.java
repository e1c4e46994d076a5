/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

/**
 * How a fit went. The arrays belong to the receiver; two summaries are not compared by {@code
 * equals}.
 *
 * @param signatures k × bands: the mean of each class, in stored values
 * @param counts pixels of each class; 0 for one that ended empty
 * @param inertia sum of squared distances of all pixels to the signature of their class, in squared
 *     units of the bands
 * @param iterations how many there were
 * @param stopReason {@code CHANGE_THRESHOLD} or, cut short, {@code MAX_ITERATIONS}
 */
public record InterImageKMeansSummary(
    double[][] signatures, long[] counts, double inertia, int iterations, String stopReason) {}
