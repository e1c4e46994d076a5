/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.util.List;
import org.iikmc.kmeans.ClassChange;

/**
 * The classes of the next iteration.
 *
 * @param centroids in their order
 * @param changes what became of classes; empty if all stay
 */
record Revision(List<double[]> centroids, List<ClassChange> changes) {
  static Revision none(List<Subset> subsets) {
    return new Revision(subsets.stream().map(Subset::mean).toList(), List.of());
  }
}
