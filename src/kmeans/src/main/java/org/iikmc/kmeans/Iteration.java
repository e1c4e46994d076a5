/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.List;

/**
 * One line of the history of a run: an assignment and the update that followed it.
 *
 * @param number from 1
 * @param classes how many there were in the assignment
 * @param changed pixels whose label changed in the assignment; all of them in the first, and in
 *     each that follows a change of classes
 * @param inertia sum of squared distances of all pixels to the signature they were assigned to,
 *     before the update; in squared units of the bands
 * @param largestShift the largest Euclidean distance that a signature moved in the update
 * @param changes what became of classes after the update; of k-means none
 * @param nanos wall time of the iteration
 */
public record Iteration(
    int number,
    int classes,
    long changed,
    double inertia,
    double largestShift,
    List<ClassChange> changes,
    long nanos) {
  public Iteration {
    changes = List.copyOf(changes);
  }
}
