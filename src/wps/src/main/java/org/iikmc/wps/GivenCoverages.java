/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.CoverageScene;

/** Scenes that come with a request. */
final class GivenCoverages {
  private GivenCoverages() {}

  /** Each under the name of its coverage, with a number where another has that name already. */
  static List<SceneSource> scenes(List<GridCoverage2D> coverages) {
    List<SceneSource> scenes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (GridCoverage2D coverage : coverages) {
      String base = coverage.getName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      scenes.add(new CoverageScene(name, Optional.empty(), coverage));
    }
    return scenes;
  }
}
