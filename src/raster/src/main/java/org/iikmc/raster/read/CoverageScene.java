/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * A scene that is a coverage at hand, such as the input of a process. Its pixels are read window by
 * window, and those outside the coverage's region of interest are not valid. The coverage stays the
 * caller's, who disposes it once the scene is no longer read. Safe for use by several threads.
 */
public final class CoverageScene implements SceneSource {
  private final String name;
  private final Optional<LocalDate> date;
  private final Grid grid;
  private final CoverageBands bands;
  private final CoveragePixels pixels;

  /**
   * @param name of the scene; that of the coverage need not be unique
   * @throws org.iikmc.kmeans.problem.InputException if it is not on a regular grid, or its pixels
   *     are of a type that can't be clustered
   */
  public CoverageScene(String name, Optional<LocalDate> date, GridCoverage2D coverage) {
    this.name = name;
    this.date = date;
    checkItIsReadRight(name, coverage);
    grid = EastNorth.grid(name, coverage);
    bands = new CoverageBands(name, coverage, Optional.empty());
    pixels = new CoveragePixels(name, coverage, bands);
  }

  private static void checkItIsReadRight(String name, GridCoverage2D coverage) {
    try {
      UncopiedRead.tiff(coverage.getRenderedImage()).ifPresent(TiffImage::checkItNeedsNoCorrection);
    } catch (IOException e) {
      throw new InputException("Scene " + name + " can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<LocalDate> date() {
    return date;
  }

  @Override
  public List<String> bandNames() {
    return bands.names();
  }

  @Override
  public List<String> defaultBands() {
    return bands.names();
  }

  @Override
  public SortedMap<Integer, Color> colors() {
    return bands.colors();
  }

  @Override
  public Scene open(List<String> wanted) {
    return new Scene(
        name,
        date,
        grid,
        wanted.stream().map(band -> bands.band(band, pixels)).toList(),
        bands.quality(pixels, grid, wanted));
  }
}
