/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.List;
import org.iikmc.raster.Band;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.style.CompositeBands;

/** The small pictures of a report. */
final class Quicklooks {
  private static final int SIZE = 360;

  private Quicklooks() {}

  /**
   * One for each scene, empty until the scenes are read.
   *
   * @param ofSeries number of scenes in the report; pictures are smaller where there are many
   */
  static List<Quicklook> of(List<Scene> scenes, int ofSeries) {
    int size = ofSeries > 24 ? SIZE / 2 : SIZE;
    return scenes.stream()
        .map(scene -> new Quicklook(scene.grid(), channels(scene), size))
        .toList();
  }

  /**
   * Red, green and blue if the names tell; else the first three bands the other way round, or grey.
   */
  private static int[] channels(Scene scene) {
    List<String> names = scene.bands().stream().map(Band::name).toList();
    return CompositeBands.redGreenBlue(names)
        .orElse(names.size() >= 3 ? new int[] {2, 1, 0} : new int[] {0, 0, 0});
  }
}
