/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.read.CoverageScene;

/** Scenes that come with a request. */
final class GivenCoverages {
  private GivenCoverages() {}

  /**
   * Each under the name of its coverage, with a number where another has that name already.
   *
   * @param coverages or scenes, from hosts that have these
   */
  static List<SceneSource> scenes(List<Object> coverages) {
    List<SceneSource> scenes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Object each : coverages) {
      String base =
          each instanceof GridCoverage2D coverage
              ? coverage.getName().toString().replaceAll("[^A-Za-z0-9._-]", "_")
              : ((SceneSource) each).name();
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      scenes.add(
          each instanceof GridCoverage2D coverage
              ? new CoverageScene(name, Optional.empty(), coverage)
              : new Renamed(name, (SceneSource) each));
    }
    return scenes;
  }

  /** A scene under another name. */
  private record Renamed(String name, SceneSource scene) implements SceneSource {
    @Override
    public Optional<LocalDate> date() {
      return scene.date();
    }

    @Override
    public List<String> bandNames() {
      return scene.bandNames();
    }

    @Override
    public List<String> defaultBands() {
      return scene.defaultBands();
    }

    @Override
    public Optional<Sensor> sensor() {
      return scene.sensor();
    }

    @Override
    public double wavelength(String band) {
      return scene.wavelength(band);
    }

    @Override
    public Scene open(List<String> bands) throws IOException {
      return named(scene.open(bands));
    }

    @Override
    public Scene open(List<String> bands, Set<PixelCondition> conditions) throws IOException {
      return named(scene.open(bands, conditions));
    }

    private Scene named(Scene opened) {
      return new Scene(
          name, opened.date(), opened.grid(), opened.bands(), opened.quality(), opened.sensor());
    }
  }
}
