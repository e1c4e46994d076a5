/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.media.jai.ImageLayout;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * A scene behind a coverage reader, such as one of a mosaic's times; it is read at its native
 * resolution, a few tiles at a time, and never held whole. Pixels that the reader does not deliver,
 * or that lie outside the region of interest of what it delivers, are not valid.
 *
 * <p>The reader stays the caller's, who disposes it once the scene is no longer read. Safe for use
 * by several threads, which read at once.
 */
public final class ReaderScene implements SceneSource {
  private final String name;
  private final Optional<LocalDate> date;
  private final GridCoverage2DReader reader;
  private final String coverageName;
  private final List<GeneralParameterValue> fixed;
  private final CoverageRequests requests;
  private final Grid grid;

  /** What only pixels tell; null until some were read. */
  private CoverageBands bands;

  /**
   * Reads no pixel yet.
   *
   * @param name of the scene; that of the coverage need not be unique
   * @param coverageName one of the reader's
   * @param fixed parameters of every request, such as TIME; how and where to read is chosen here
   * @throws InputException if the coverage is not on a regular grid
   */
  public ReaderScene(
      String name,
      Optional<LocalDate> date,
      GridCoverage2DReader reader,
      String coverageName,
      List<GeneralParameterValue> fixed) {
    this.name = name;
    this.date = date;
    this.reader = reader;
    this.coverageName = coverageName;
    this.fixed = List.copyOf(fixed);
    requests = new CoverageRequests(name, reader, coverageName, fixed);
    grid = requests.grid();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<LocalDate> date() {
    return date;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException if no pixel can be read, or its pixels are of a type that can't be
   *     clustered
   */
  @Override
  public List<String> bandNames() {
    return bands().names();
  }

  @Override
  public List<String> defaultBands() {
    return bandNames();
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return bands().categories();
  }

  @Override
  public SortedMap<Integer, Color> colors() {
    return bands().colors();
  }

  @Override
  public Scene open(List<String> wanted) throws IOException {
    CoverageBands known = bands();
    ReaderPixels pixels =
        new ReaderPixels(
            name, requests, grid, known, wanted.stream().map(known::index).toList(), tileSize());
    return new Scene(
        name,
        date,
        grid,
        wanted.stream().map(band -> known.band(band, pixels)).toList(),
        known.quality(pixels, grid, wanted));
  }

  private synchronized CoverageBands bands() {
    if (bands == null) {
      bands = probe();
    }
    return bands;
  }

  /** Reads one pixel in the middle or, if there is none, window after window until there is. */
  private CoverageBands probe() {
    try {
      Optional<TiffFile> file = new CoverageFiles(reader, coverageName, fixed).alike();
      Optional<CoverageBands> found =
          probe(new Rectangle(grid.width() / 2, grid.height() / 2, 1, 1), file);
      Dimension size = tileSize();
      for (int y = 0; y < grid.height() && found.isEmpty(); y += size.height) {
        for (int x = 0; x < grid.width() && found.isEmpty(); x += size.width) {
          found =
              probe(new Rectangle(x, y, size.width, size.height).intersection(grid.bounds()), file);
        }
      }
      return found.orElseThrow(
          () -> new InputException("Scene " + name + " has no pixels; leave it out."));
    } catch (IOException e) {
      throw new InputException(
          "Scene " + name + " can't be read; see whether its layer can be shown.", e);
    }
  }

  private Optional<CoverageBands> probe(Rectangle window, Optional<TiffFile> file)
      throws IOException {
    return requests.read(
        window, delivered -> delivered.map(coverage -> new CoverageBands(name, coverage, file)));
  }

  private Dimension tileSize() throws IOException {
    Dimension all = new Dimension(grid.width(), grid.height());
    ImageLayout layout = reader.getImageLayout(coverageName);
    Dimension tile =
        layout != null && layout.isValid(ImageLayout.TILE_WIDTH_MASK | ImageLayout.TILE_HEIGHT_MASK)
            ? new Dimension(layout.getTileWidth(null), layout.getTileHeight(null))
            : new Dimension(1, 1);
    return ReadWindow.size(tile, all);
  }
}
