/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

/**
 * What came of one number of classes.
 *
 * @param k number of classes
 * @param validity of all labels, in a space that all numbers share
 * @param stability adjusted Rand index of two halves, see {@link SampleHalves}; NaN if there are
 *     too few pixels
 * @param iterations that the clustering took
 * @param converged whether it ended for that reason
 * @param seconds that finding the classes took: the space, the start, and the iterations
 */
public record KTrial(
    int k,
    ClusterValidity validity,
    double stability,
    int iterations,
    boolean converged,
    double seconds) {}
