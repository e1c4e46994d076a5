/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.host.server.ows.AxisOrder;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffReaders;
import org.locationtech.jts.geom.Envelope;

/** Coverages as inputs of processes: of this server's scenes, or of GeoTIFFs in a request. */
final class Coverages {
  private final SceneCatalog catalog;
  private final TiffReaders readers;

  /**
   * @param readers of GeoTIFFs that come with requests
   */
  Coverages(SceneCatalog catalog, TiffReaders readers) {
    this.catalog = catalog;
    this.readers = readers;
  }

  /** A scene, or the part of it that was asked for; read when its pixels are. */
  GridCoverage2D referenced(CoverageRequest request) throws IOException {
    SceneSource source;
    try {
      source = catalog.scenes(List.of(request.layer())).get(0);
    } catch (InputException e) {
      throw new InputException("No such coverage: " + request.layer(), e);
    }
    List<String> bands = new BandSelection(request.bands()).in(source);
    Scene scene = source.open(bands.isEmpty() ? source.bandNames() : bands);
    Rectangle window = scene.grid().bounds();
    if (request.area().isPresent()) {
      window = window(scene.grid(), request.area().get());
    }
    if (window.isEmpty()) {
      throw new InputException(
          "The area asked for does not touch the coverage " + request.layer() + ".");
    }
    return SceneCoverage.of(scene, window);
  }

  /** The pixels that an area touches. */
  private static Rectangle window(Grid grid, CoverageRequest.Area area) {
    double[] first = area.first();
    double[] second = area.second();
    ReferencedEnvelope own = envelope(grid);
    try {
      if (area.crs().isPresent() && grid.crs().isPresent()) {
        AxisOrder order = AxisOrder.of(area.crs().get());
        double[] east = order.isNorthFirst() ? second : first;
        double[] north = order.isNorthFirst() ? first : second;
        ReferencedEnvelope limits = own.transform(order.eastNorth(), true, 20);
        own = clipped(limits, east, north, order.eastNorth()).transform(grid.crs().get(), true, 20);
      } else {
        own = clipped(own, first, second, grid.crs().orElse(null));
      }
    } catch (TransformException | FactoryException e) {
      throw new InputException(
          "The area asked for can't be brought into the reference system of the coverage.", e);
    }
    var pixels =
        grid.toPixels()
            .createTransformedShape(
                new java.awt.geom.Rectangle2D.Double(
                    own.getMinX(), own.getMinY(), own.getWidth(), own.getHeight()))
            .getBounds2D();
    // A limit on the edge of a pixel does not ask for its neighbour.
    int left = (int) Math.floor(pixels.getMinX() + 1e-6);
    int top = (int) Math.floor(pixels.getMinY() + 1e-6);
    int right = (int) Math.ceil(pixels.getMaxX() - 1e-6);
    int bottom = (int) Math.ceil(pixels.getMaxY() - 1e-6);
    return own.isNull()
        ? new Rectangle()
        : new Rectangle(left, top, right - left, bottom - top).intersection(grid.bounds());
  }

  private static ReferencedEnvelope clipped(
      ReferencedEnvelope limits, double[] east, double[] north, CoordinateReferenceSystem crs) {
    Envelope wanted =
        new Envelope(
            Math.max(east[0], limits.getMinX()),
            Math.min(east[1], limits.getMaxX()),
            Math.max(north[0], limits.getMinY()),
            Math.min(north[1], limits.getMaxY()));
    boolean none =
        Math.max(east[0], limits.getMinX()) >= Math.min(east[1], limits.getMaxX())
            || Math.max(north[0], limits.getMinY()) >= Math.min(north[1], limits.getMaxY());
    return none ? new ReferencedEnvelope(crs) : new ReferencedEnvelope(wanted, crs);
  }

  private static ReferencedEnvelope envelope(Grid grid) {
    var bounds = grid.toWorld().createTransformedShape(grid.bounds()).getBounds2D();
    return new ReferencedEnvelope(
        bounds.getMinX(),
        bounds.getMaxX(),
        bounds.getMinY(),
        bounds.getMaxY(),
        grid.crs().orElse(null));
  }

  /**
   * A GeoTIFF that came with a request.
   *
   * @param folder of the run, with which the file goes
   */
  GridCoverage2D embedded(byte[] tiff, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("input-" + UUID.randomUUID() + ".tif");
    Files.write(file, tiff);
    try {
      SceneSource source = new SceneFinder(readers).find(file).get(0);
      Scene scene = source.open(source.bandNames());
      return SceneCoverage.of(scene, scene.grid().bounds());
    } catch (InputException e) {
      throw new InputException("It is not a GeoTIFF that can be read.", e);
    }
  }
}
