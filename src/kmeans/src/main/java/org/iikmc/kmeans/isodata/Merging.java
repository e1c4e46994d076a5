/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.SquaredDistance;

/**
 * Steps 11 to 13 of the package description.
 *
 * @param rules when classes are merged
 */
record Merging(ClassRules rules) {
  private record Pair(int first, int second, double distance) {}

  /** Merges the nearest pairs, each class once at most; the first of a pair keeps its place. */
  Revision of(List<Subset> subsets) {
    List<double[]> centroids = new ArrayList<>(Revision.none(subsets).centroids());
    List<ClassChange> changes = new ArrayList<>();
    boolean[] used = new boolean[subsets.size()];
    for (Pair pair : nearest(subsets)) {
      if (!used[pair.first] && !used[pair.second]) {
        used[pair.first] = true;
        used[pair.second] = true;
        Subset first = subsets.get(pair.first);
        Subset second = subsets.get(pair.second);
        centroids.set(pair.first, common(first, second));
        centroids.set(pair.second, null);
        changes.add(new ClassChange.Merge(first.label(), second.label(), pair.distance));
      }
    }
    centroids.removeIf(centroid -> centroid == null);
    return new Revision(centroids, changes);
  }

  /** As many as may be merged, the nearest first; a tie goes to the lower classes. */
  private List<Pair> nearest(List<Subset> subsets) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < subsets.size(); i++) {
      for (int j = i + 1; j < subsets.size(); j++) {
        double distance =
            Math.sqrt(SquaredDistance.between(subsets.get(i).mean(), subsets.get(j).mean()));
        if (distance < rules.minDistance()) {
          pairs.add(new Pair(i, j, distance));
        }
      }
    }
    return pairs.stream()
        .sorted(Comparator.comparingDouble(Pair::distance)) // stable
        .limit(rules.maxMerges())
        .toList();
  }

  /** The mean of the pixels of both. */
  private static double[] common(Subset first, Subset second) {
    double[] mean = new double[first.mean().length];
    for (int b = 0; b < mean.length; b++) {
      mean[b] =
          (first.pixels() * first.mean()[b] + second.pixels() * second.mean()[b])
              / (first.pixels() + second.pixels());
    }
    return mean;
  }
}
