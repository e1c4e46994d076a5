/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

/**
 * Samples to be assigned and summed.
 *
 * @param centroids k × bands
 * @param center of the samples, which sums and scores are taken around
 * @param from ordinal of the first sample
 * @param to ordinal after the last
 * @param unlabelled whether these samples have no labels yet
 */
record StepRequest(double[][] centroids, double[] center, long from, long to, boolean unlabelled) {}
