/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.Arrays;
import java.util.List;

/** Puts the quality figures of the scenes together. */
final class Qualities {
  private Qualities() {}

  /**
   * @param silhouette the true one of a sample
   * @param silhouettePixels size of that sample
   */
  static SeriesReport.Quality of(
      List<SeriesReport.SceneReport> scenes, double silhouette, int silhouettePixels) {
    double inertia = 0;
    double simplified = 0;
    long pixels = 0;
    for (SeriesReport.SceneReport scene : scenes) {
      inertia += Arrays.stream(scene.inertia()).sum();
      simplified += scene.silhouette() * scene.pixels();
      pixels += scene.pixels();
    }
    return new SeriesReport.Quality(
        inertia, pixels == 0 ? 0 : simplified / pixels, silhouette, silhouettePixels);
  }
}
