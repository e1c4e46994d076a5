/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.kmeans.SampleType;

/**
 * One acquisition with the bands chosen of it, which share one grid. Immutable; nothing is read
 * until someone asks a band for pixels.
 *
 * @param name unique in its series; what the outputs of the scene are called after
 * @param date day of acquisition, if it is known
 * @param grid where the pixels lie
 * @param bands the chosen ones, in the order of the series
 * @param quality the product's own verdicts on its pixels; none if it has none
 * @param sensor what recorded it, if that is known
 */
public record Scene(
    String name,
    Optional<LocalDate> date,
    Grid grid,
    List<Band> bands,
    List<QualityBand> quality,
    Optional<Sensor> sensor) {

  /** Cells of a block, more or less: work enough to hand out, little enough to hold a few. */
  private static final int BLOCK_CELLS = 1 << 16;

  private static final int MOST_BLOCK_CELLS = 1 << 20;

  public Scene {
    bands = List.copyOf(bands);
    quality = List.copyOf(quality);
  }

  /** A scene whose sensor is found by its name, if it can be. */
  public Scene(
      String name,
      Optional<LocalDate> date,
      Grid grid,
      List<Band> bands,
      List<QualityBand> quality) {
    this(name, date, grid, bands, quality, Sensor.ofProduct(name));
  }

  /** Where the bands lie in the spectrum, in nanometres; NaN where it is not known. */
  public List<Double> wavelengths() {
    return bands.stream()
        .map(band -> sensor.map(s -> s.wavelength(band.name())).orElse(Double.NaN))
        .toList();
  }

  /**
   * What the stored values stand for. Never throws: who needs them says that they are missing, and
   * others can do without.
   */
  public PhysicalValues physicalValues() {
    Scaling first = bands.get(0).scaling();
    for (Band band : bands) {
      Scaling scaling = band.scaling();
      if (!scaling.isKnown()) {
        return new PhysicalValues.Unknown(name + ", band " + band.name() + ": " + scaling.origin());
      }
      if (scaling.quantity() != first.quantity()) {
        return new PhysicalValues.Unknown(
            name
                + ", band "
                + band.name()
                + ": it is "
                + scaling.quantity()
                + ", but band "
                + bands.get(0).name()
                + " is "
                + first.quantity());
      }
    }
    return new PhysicalValues.Known(
        first.quantity(),
        bands.stream().map(Band::scale).toList(),
        bands.stream().map(Band::offset).toList(),
        bands.stream()
            .map(band -> band.scaling().origin())
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  /** The narrowest type that holds all its bands. */
  public SampleType type() {
    return bands.stream().map(Band::type).reduce(SampleType::widest).orElseThrow();
  }

  /**
   * Cuts the grid along the tiles of its first band, row by row. Neighbouring pixels stay together,
   * and no tile is decoded twice unless it is larger than a block may be.
   */
  public List<Rectangle> blocks() {
    Dimension tile = bands.get(0).pixels().tileSize();
    int width = Math.min(tile.width, grid.width());
    int height = Math.min(tile.height, grid.height());
    while ((long) width * height < BLOCK_CELLS
        && (width < grid.width() || height < grid.height())) {
      // A strip grows in height alone; small tiles grow to keep a square.
      if (height < grid.height() && (height <= width || width >= grid.width())) {
        height = Math.min(height + tile.height, grid.height());
      } else {
        width = Math.min(width + tile.width, grid.width());
      }
      if (height >= grid.height() && width >= grid.width()) {
        break;
      }
    }
    if ((long) width * height > MOST_BLOCK_CELLS) {
      height = Math.max(1, MOST_BLOCK_CELLS / width);
    }
    List<Rectangle> blocks = new ArrayList<>();
    for (int y = 0; y < grid.height(); y += height) {
      for (int x = 0; x < grid.width(); x += width) {
        blocks.add(new Rectangle(x, y, width, height).intersection(grid.bounds()));
      }
    }
    return List.copyOf(blocks);
  }
}
