/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * A scene of the coarser pixels that its files store beside their own. Its quality band stays as it
 * is, and is asked for the middle of each coarser pixel: flags can't be averaged.
 *
 * @param full the same scene in full
 * @param level 1 for the next coarser pixels, and so on
 */
public record OverviewScene(SceneSource full, int level) implements SceneSource {
  @Override
  public String name() {
    return full.name();
  }

  @Override
  public Optional<LocalDate> date() {
    return full.date();
  }

  @Override
  public List<String> bandNames() {
    return full.bandNames();
  }

  @Override
  public List<String> defaultBands() {
    return full.defaultBands();
  }

  @Override
  public Optional<String> bandCalled(String name) {
    return full.bandCalled(name);
  }

  @Override
  public Optional<Sensor> sensor() {
    return full.sensor();
  }

  @Override
  public double wavelength(String band) {
    return full.wavelength(band);
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return full.categories();
  }

  @Override
  public SortedMap<Integer, Color> colors() {
    return full.colors();
  }

  /**
   * Opens the scene.
   *
   * @throws InputException also if a file has no such overview, or those of the bands differ in
   *     size
   */
  @Override
  public Scene open(List<String> bands) throws IOException {
    return coarser(full.open(bands));
  }

  @Override
  public Scene open(List<String> bands, Set<PixelCondition> conditions) throws IOException {
    return coarser(full.open(bands, conditions));
  }

  private Scene coarser(Scene scene) throws IOException {
    List<Band> coarser = new ArrayList<>();
    Grid grid = null;
    Map<PixelSource, PixelSource.Overview> found = new IdentityHashMap<>();
    for (Band band : scene.bands()) {
      PixelSource.Overview overview = found.get(band.pixels());
      if (overview == null) { // bands of one source stay together
        overview = overview(band.pixels());
        found.put(band.pixels(), overview);
      }
      Grid own = scene.grid().resized(overview.width(), overview.height());
      if (grid != null && !own.bounds().equals(grid.bounds())) {
        throw new InputException(
            "Scene " + name() + ": overview " + level + " of band " + band.name() + " has ",
            own.width() + " x " + own.height() + " pixels, but that of band ",
            coarser.get(0).name() + " " + grid.width() + " x " + grid.height(),
            "; make the overviews anew with gdaladdo.");
      }
      grid = own;
      coarser.add(
          new Band(
              band.name(),
              overview.pixels(),
              band.index(),
              band.type(),
              band.nodata(),
              band.scaling()));
    }
    return new Scene(scene.name(), scene.date(), grid, coarser, scene.quality(), scene.sensor());
  }

  private PixelSource.Overview overview(PixelSource pixels) throws IOException {
    Optional<PixelSource.Overview> found = pixels.reduced(level);
    if (found.isPresent()) {
      return found.get();
    }
    int most = 0;
    while (pixels.reduced(most + 1).isPresent()) {
      most++;
    }
    throw new InputException(
        pixels.description(),
        most == 0 ? " has no overviews" : " has no overviews beyond number " + most,
        "; choose ",
        Problem.option("overview", Integer.toString(most)),
        ", or make them with gdaladdo.");
  }
}
