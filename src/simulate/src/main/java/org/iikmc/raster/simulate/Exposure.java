/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.function.Supplier;

/**
 * Fills the arrays of one scene. Rows can be exposed in any order and by several threads at once:
 * each is computed from its position alone, and writes nothing but itself.
 *
 * @param scene receives the pixels
 * @param landscapes makes the landscape below all scenes, for one row each
 * @param shiftX column of the landscape that the first column of the scene shows
 * @param shiftY row of the landscape that the first row of the scene shows
 * @param ground of this date
 * @param clouds of this date
 * @param sensor of this date
 * @param footprint of this date
 */
record Exposure(
    SimulatedScene scene,
    Supplier<Landscape> landscapes,
    int shiftX,
    int shiftY,
    SeasonalGround ground,
    CloudLayer clouds,
    Sensor sensor,
    Footprint footprint) {
  /** Exposes one row. */
  void row(int row) {
    Landscape landscape = landscapes.get();
    CloudLayer.View sky = clouds.new View();
    double[] spectrum = new double[scene.bands().length];
    int y = row + shiftY;
    for (int column = 0, i = row * scene.width(); column < scene.width(); column++, i++) {
      if (!footprint.contains(column, row)) {
        scene.qa()[i] = QaPixel.FILL;
        continue;
      }
      int x = column + shiftX;
      Cover cover = ground.show(landscape.at(x, y), spectrum);
      double opacity = sky.opacity(x, y);
      double shadow = sky.shadow(x, y);
      sensor.record(spectrum, opacity, shadow, column, row, scene.bands(), i);
      Cover seen = opacity > 0.3 ? Cover.CLOUD : shadow > 0.3 ? Cover.CLOUD_SHADOW : cover;
      scene.truth()[i] = seen.code();
      scene.qa()[i] = QaPixel.of(seen, cover == Cover.WATER, opacity > 0.1);
    }
  }
}
