/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.io.Serializable;

/**
 * What a model keeps of its fit beside the signatures; one document of JSON.
 *
 * @param inertia sum of squared distances of all pixels to the signature of their class, in squared
 *     units of the bands
 * @param iterations how many there were
 * @param stopReason name of the {@link org.iikmc.kmeans.StopReason}
 */
record FitFigures(double inertia, int iterations, String stopReason) implements Serializable {}
