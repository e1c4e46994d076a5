/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.ResampledPixels;
import org.iikmc.raster.Resampling;

/**
 * How the bands of a scene come to one grid.
 *
 * @param resolution how wide its pixels are, in units of the scene's reference system; empty if all
 *     bands must have one grid already
 * @param resampling of bands on another one
 */
public record CommonGrid(OptionalDouble resolution, Resampling resampling) {
  /** Of a width, in which a resolution is what was asked for; and of a pixel at the last edge. */
  private static final double TOLERANCE = 0.01;

  /** Bands as they are, which must share a grid. */
  public static final CommonGrid NATIVE =
      new CommonGrid(OptionalDouble.empty(), Resampling.AVERAGE);

  /** A band where it lies. */
  record Placed(Band band, Grid grid) {}

  /** Bands that share a grid. */
  record Shared(Grid grid, List<Band> bands) {}

  /**
   * Brings bands together.
   *
   * @param scene for messages
   * @param bands at least one
   * @throws InputException if they can't come together
   */
  Shared of(String scene, List<Placed> bands) {
    Grid grid = target(scene, bands);
    Map<PixelSource, List<Integer>> moved = new LinkedHashMap<>();
    List<Band> shared = new ArrayList<>();
    for (Placed each : bands) {
      shared.add(each.band());
      if (!each.grid().coincides(grid)) {
        checkSystem(scene, each, bands.get(0));
        moved.computeIfAbsent(each.band().pixels(), s -> new ArrayList<>()).add(shared.size() - 1);
      }
    }
    for (List<Integer> ofOneSource : moved.values()) {
      List<Band> resampled =
          ResampledPixels.of(
              ofOneSource.stream().map(i -> bands.get(i).band()).toList(),
              bands.get(ofOneSource.get(0)).grid(),
              grid,
              resampling);
      for (int i = 0; i < resampled.size(); i++) {
        shared.set(ofOneSource.get(i), resampled.get(i));
      }
    }
    return new Shared(grid, shared);
  }

  /** Of files of one band by the width of their pixels, that of this resolution, or the finest. */
  <T> T of(SortedMap<Integer, T> sizes) {
    return resolution.isPresent() && sizes.containsKey((int) resolution.getAsDouble())
        ? sizes.get((int) resolution.getAsDouble())
        : sizes.get(sizes.firstKey());
  }

  private Grid target(String scene, List<Placed> bands) {
    Grid first = bands.get(0).grid();
    if (resolution.isPresent()) {
      if (!first.isGeoreferenced()) {
        throw new InputException(
            "Scene "
                + scene
                + " has no georeferencing, so that its pixels have no size; leave out ",
            Problem.option("resolution"),
            ".");
      }
      return bands.stream()
          .map(Placed::grid)
          .filter(grid -> isOf(grid, resolution.getAsDouble()))
          .findFirst()
          .orElseGet(() -> derived(scene, first, resolution.getAsDouble()));
    }
    for (Placed each : bands) {
      if (!each.grid().coincides(first)) {
        throw new InputException(
            "Scene "
                + scene
                + ": band "
                + each.band().name()
                + " has "
                + size(each.grid())
                + " pixels on another grid than band "
                + bands.get(0).band().name()
                + " with "
                + size(first)
                + "; choose bands of one resolution with ",
            Problem.option("bands"),
            ", or bring all to one with ",
            Problem.option("resolution"),
            " ("
                + bands.stream()
                    .map(band -> band.grid().pixelWidth())
                    .distinct()
                    .sorted()
                    .map(CommonGrid::number)
                    .collect(Collectors.joining(", "))
                + ").");
      }
    }
    return first;
  }

  private static boolean isOf(Grid grid, double resolution) {
    return Math.abs(grid.pixelWidth() / resolution - 1) < TOLERANCE
        && Math.abs(grid.pixelHeight() / resolution - 1) < TOLERANCE;
  }

  /** From the corner of a grid on, with as many pixels as cover its ground. */
  private static Grid derived(String scene, Grid grid, double resolution) {
    double across = resolution / grid.pixelWidth();
    double down = resolution / grid.pixelHeight();
    double columns = Math.ceil(grid.width() / across - TOLERANCE);
    double rows = Math.ceil(grid.height() / down - TOLERANCE);
    if (columns < 1 || rows < 1 || columns * rows > Integer.MAX_VALUE) {
      throw new InputException(
          "Scene "
              + scene
              + " has pixels of "
              + number(grid.pixelWidth())
              + ", and "
              + size(grid)
              + " of them, of which pixels of "
              + number(resolution)
              + " can't be made; choose another ",
          Problem.option("resolution"),
          ", in units of its reference system.");
    }
    return grid.scaled(across, down, (int) columns, (int) rows);
  }

  private static void checkSystem(String scene, Placed band, Placed first) {
    boolean same =
        band.grid().crs().isPresent() && first.grid().crs().isPresent()
            ? CRS.equalsIgnoreMetadata(band.grid().crs().get(), first.grid().crs().get())
            : band.grid().isGeoreferenced() == first.grid().isGeoreferenced()
                && !band.grid().isOfUnknownCrs()
                && !first.grid().isOfUnknownCrs();
    if (!same) {
      throw new InputException(
          "Scene "
              + scene
              + ": bands "
              + first.band().name()
              + " and "
              + band.band().name()
              + " have different reference systems; bring them to one with gdalwarp.");
    }
  }

  private static String size(Grid grid) {
    return grid.width() + " x " + grid.height();
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
