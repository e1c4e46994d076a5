/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.report.RunReport.PartialClass;
import org.iikmc.job.report.RunReport.SceneReport;

/** Finds the classes that some scenes do not have. */
final class PartialClasses {
  /** Of the greatest share of a scene that the class covers. */
  private static final double LEAST = 0.01;

  private PartialClasses() {}

  /**
   * The classes that cover less than a hundredth of their greatest share of a scene in at least one
   * of the others; one without a pixel is not among them.
   */
  static List<PartialClass> of(List<SceneReport> scenes) {
    List<PartialClass> partial = new ArrayList<>();
    int k = scenes.get(0).counts().length;
    for (int c = 0; c < k; c++) {
      int label = c;
      double greatest = scenes.stream().mapToDouble(s -> share(s, label)).max().orElse(0);
      List<String> having =
          scenes.stream()
              .filter(s -> share(s, label) > 0 && share(s, label) >= LEAST * greatest)
              .map(SceneReport::name)
              .toList();
      if (!having.isEmpty() && having.size() < scenes.size()) {
        partial.add(new PartialClass(c + 1, having));
      }
    }
    return List.copyOf(partial);
  }

  private static double share(SceneReport scene, int label) {
    return scene.pixels() == 0 ? 0 : (double) scene.counts()[label] / scene.pixels();
  }
}
