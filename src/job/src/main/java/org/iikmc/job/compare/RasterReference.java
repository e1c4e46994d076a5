/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Grid;
import org.iikmc.raster.NearestPixels;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * A raster of codes of covers, on any grid: a pixel of a map has the cover of the pixel in which
 * its centre lies. 0 and nodata is no cover.
 */
final class RasterReference implements Reference {
  private static final int NAMED_IN_MESSAGE = 5;

  private final Object origin;
  private final String name;
  private final NearestPixels pixels;
  private final SortedMap<Integer, String> legend = new TreeMap<>();
  private boolean overlaps;

  private RasterReference(
      Object origin, String name, NearestPixels pixels, Map<Integer, String> legend) {
    this.origin = origin;
    this.name = name;
    this.pixels = pixels;
    this.legend.putAll(legend);
    this.legend.remove(0);
  }

  /**
   * Opens a raster.
   *
   * @param crs its reference system, if the user gives it
   * @param origin a path, or how messages call it
   * @throws InputException if it has not one band
   */
  static RasterReference open(
      SceneSource source, Optional<CoordinateReferenceSystem> crs, Object origin)
      throws IOException {
    int bands = source.bandNames().size();
    if (bands != 1) {
      throw new InputException(
          origin, " has " + bands + " bands; give a reference with one band, of codes of covers.");
    }
    Scene scene = source.open(source.bandNames());
    Grid own = scene.grid();
    Grid grid = crs.isEmpty() ? own : new Grid(own.width(), own.height(), own.toWorld(), crs);
    return new RasterReference(
        origin,
        origin instanceof Path file ? file.getFileName().toString() : source.name(),
        new NearestPixels("The reference", scene.bands().get(0), grid),
        source.categories());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OnMap on(ClassifiedMap map) {
    Grid grid = map.scene().grid();
    checkSystems(map, grid);
    overlaps |= overlaps(grid);
    return (window, labels, table) -> count(grid, window, labels, table);
  }

  private void checkSystems(ClassifiedMap map, Grid grid) {
    Grid own = pixels.grid();
    if (own.crs().isEmpty() != grid.crs().isEmpty()) {
      boolean unknown = own.isOfUnknownCrs() || grid.isOfUnknownCrs();
      throw new InputException(
          Problem.of(
              own.crs().isEmpty() ? origin : "The map '" + map.name() + "'",
              unknown
                  ? " names a reference system that is not known here"
                  : " has no reference system",
              own.crs().isEmpty()
                  ? Problem.of(
                      "; give it with ",
                      Problem.option(Options.REFERENCE_CRS.name(), "EPSG:…"),
                      ".")
                  : "; give the map one with gdal_edit.py -a_srs."),
          null);
    }
    try {
      own.transformFrom(grid.crs());
    } catch (FactoryException e) {
      throw new InputException(
          Problem.of(
              origin,
              " can't be brought into the reference system of the map '"
                  + map.name()
                  + "' ("
                  + e.getMessage()
                  + "); bring it onto the grid of the map with gdalwarp."),
          e);
    }
  }

  private boolean overlaps(Grid grid) {
    ReferencedEnvelope own = pixels.grid().extent();
    if (grid.crs().isEmpty()) {
      return own.intersects((org.locationtech.jts.geom.Envelope) grid.extent());
    }
    try {
      return own.intersects(
          (org.locationtech.jts.geom.Envelope)
              grid.extent().transform(own.getCoordinateReferenceSystem(), true));
    } catch (TransformException | FactoryException e) {
      return true; // the pixels will tell
    }
  }

  private void count(Grid grid, Rectangle window, byte[] labels, LabelTable table)
      throws IOException {
    double[] values = pixels.under(grid, window);
    double current = 0;
    long[] counts = null;
    for (int i = 0; i < labels.length; i++) {
      double value = values[i];
      if (labels[i] == 0 || value == 0 || Double.isNaN(value)) {
        continue;
      }
      if (value != current) { // neighbours mostly have one cover
        counts = table.of(cover(value), origin);
        current = value;
      }
      counts[labels[i] & 0xFF]++;
    }
  }

  private CoverKey cover(double value) {
    if (value != Math.rint(value) || Math.abs(value) >= Integer.MAX_VALUE) {
      throw new InputException(
          origin,
          " holds " + value + ", but a reference must hold whole numbers, the codes of covers.");
    }
    int code = (int) value;
    return new CoverKey(OptionalInt.of(code), legend.getOrDefault(code, Integer.toString(code)));
  }

  @Override
  public void check(LabelTable counted) {
    if (!overlaps) {
      throw new InputException(
          origin, " overlaps no map; see whether its reference system is the right one.");
    }
    if (counted.counts().isEmpty()) {
      throw new InputException(
          origin,
          " has no valid pixel where the maps have classes; see what it says of nodata, and that 0"
              + " is no cover.");
    }
    List<CoverKey> unnamed =
        counted.counts().keySet().stream()
            .filter(cover -> !legend.isEmpty() && !legend.containsKey(cover.code().orElse(0)))
            .toList();
    if (!unnamed.isEmpty()) {
      throw new InputException(
          origin,
          " has covers that its legend does not name: "
              + unnamed.stream()
                  .limit(NAMED_IN_MESSAGE)
                  .map(cover -> cover.code().orElse(0) + pixels(counted.counts().get(cover)))
                  .collect(Collectors.joining(", "))
              + (unnamed.size() > NAMED_IN_MESSAGE ? ", …" : "")
              + "; complete the legend in its .aux.xml, or remove that.");
    }
  }

  private static String pixels(long[] labels) {
    return " (" + java.util.Arrays.stream(labels).sum() + " pixels)";
  }

  @Override
  public Optional<ComparisonReport.Places> places() {
    return Optional.empty();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}
