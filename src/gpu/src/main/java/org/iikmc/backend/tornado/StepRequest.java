/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.backend.forkjoin.Frame;

/**
 * Samples to be assigned and summed.
 *
 * @param centroids where distances are Euclidean, k × bands
 * @param frame of the samples: sums and scores are taken around its centre
 * @param from ordinal of the first sample in the run
 * @param to ordinal after the last
 * @param unlabelled whether these samples have no labels yet
 */
record StepRequest(double[][] centroids, Frame frame, long from, long to, boolean unlabelled) {}
