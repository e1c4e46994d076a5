/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * One line of the history of a run: an assignment and the update that followed it.
 *
 * @param number from 1
 * @param changed pixels whose label changed in the assignment; all of them in the first
 * @param inertia sum of squared distances of all pixels to the signature they were assigned to,
 *     before the update; in squared units of the bands
 * @param largestShift the largest Euclidean distance that a signature moved in the update
 * @param nanos wall time of the iteration
 */
public record Iteration(
    int number, long changed, double inertia, double largestShift, long nanos) {}
