/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;

/**
 * How one scene was brought to harmonised values, and by what it is known again. The arrays are
 * shared, and nobody writes them.
 *
 * @param name of the scene
 * @param date of acquisition, if it is known
 * @param width columns
 * @param height rows
 * @param place of the grid: its six affine coefficients
 * @param gain by band: harmonised value = gain · stored value + offset
 * @param offset by band
 */
public record SceneMap(
    String name,
    Optional<LocalDate> date,
    int width,
    int height,
    double[] place,
    double[] gain,
    double[] offset) {
  /** Of a scene and a map that keeps its bands apart. */
  static SceneMap of(Scene scene, AffineMap map) {
    double[] gain = new double[map.bands()];
    Arrays.setAll(gain, b -> map.matrix()[b][b]);
    return new SceneMap(
        scene.name(),
        scene.date(),
        scene.grid().width(),
        scene.grid().height(),
        place(scene.grid()),
        gain,
        map.offset());
  }

  private static double[] place(Grid grid) {
    double[] place = new double[6];
    grid.toWorld().getMatrix(place);
    return place;
  }

  /** Whether a scene is this one: of its name and date, on its grid. */
  boolean isOf(Scene scene) {
    return name.equals(scene.name())
        && date.equals(scene.date())
        && width == scene.grid().width()
        && height == scene.grid().height()
        && Arrays.equals(place, place(scene.grid()));
  }

  AffineMap map() {
    return AffineMap.scaling(gain, offset);
  }
}
