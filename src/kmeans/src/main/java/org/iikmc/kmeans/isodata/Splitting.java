/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.KMeansSettings;

/**
 * Steps 8 to 10 of the package description.
 *
 * @param rules when a class is split
 * @param few whether there are so few classes that any may be split whose deviation is too large
 */
record Splitting(ClassRules rules, boolean few) {
  /** Of the deviation, to either side of the mean. */
  private static final double STEP = 0.5;

  /** So that rounding does not decide which of two classes alike scatters more. */
  private static final double MORE = 1 + 1e-9;

  /**
   * Splits what is to be split, in the order of the classes, as long as there is room for one more.
   *
   * @param subsets at least one
   * @param deviations by number of the class, then by axis
   */
  Revision of(List<Subset> subsets, double[][] deviations) {
    double overall = 0;
    long pixels = 0;
    for (Subset each : subsets) {
      overall += each.pixels() * scatter(deviations[each.number()]);
      pixels += each.pixels();
    }
    overall /= pixels;
    List<double[]> centroids = new ArrayList<>();
    List<ClassChange> changes = new ArrayList<>();
    for (Subset each : subsets) {
      double[] deviation = deviations[each.number()];
      int axis = widest(deviation);
      boolean wide =
          scatter(deviation) > overall * MORE && each.pixels() > 2 * (rules.minPixels() + 1);
      boolean room = subsets.size() + changes.size() < KMeansSettings.MAX_CLASSES;
      if (deviation[axis] > rules.maxDeviation() && (wide || few) && room) {
        centroids.add(moved(each.mean(), axis, -STEP * deviation[axis]));
        centroids.add(moved(each.mean(), axis, STEP * deviation[axis]));
        changes.add(new ClassChange.Split(each.label(), each.pixels(), axis + 1, deviation[axis]));
      } else {
        centroids.add(each.mean());
      }
    }
    return new Revision(centroids, changes);
  }

  /** Mean squared distance of the pixels of a class to their mean. */
  private static double scatter(double[] deviation) {
    double sum = 0;
    for (double each : deviation) {
      sum += each * each;
    }
    return sum;
  }

  /** The axis of the largest deviation, the lower one of a tie. */
  private static int widest(double[] deviation) {
    int widest = 0;
    for (int axis = 1; axis < deviation.length; axis++) {
      widest = deviation[axis] > deviation[widest] ? axis : widest;
    }
    return widest;
  }

  private static double[] moved(double[] mean, int axis, double by) {
    double[] moved = mean.clone();
    moved[axis] += by;
    return moved;
  }
}
