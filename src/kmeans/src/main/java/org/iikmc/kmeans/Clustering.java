/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a run. The arrays belong to the receiver; two outcomes are not compared by {@code
 * equals}.
 *
 * @param signatures k × bands, harmonised
 * @param counts pixels of each class under the final labels; 0 for a class that ended empty
 * @param inertia sum of squared distances of all pixels to the signatures under the final labels
 * @param iterations the history, never empty
 * @param stopReason why it ended
 * @param rules by which classes were dropped, split and merged; empty if none could be
 */
public record Clustering(
    double[][] signatures,
    long[] counts,
    double inertia,
    List<Iteration> iterations,
    StopReason stopReason,
    Optional<ClassRules> rules) {
  public Clustering {
    iterations = List.copyOf(iterations);
  }
}
