/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.NearestPixels;
import org.locationtech.jts.geom.Envelope;

/**
 * The labels of two maps on the grid of the first. The second is read at the same pixels if its
 * grid is the same, and else at the pixel in which the centre of each of the first lies. Immutable
 * and safe for use by several threads.
 */
final class PairReader {
  private final ClassifiedMap from;
  private final ClassifiedMap to;
  private final Optional<NearestPixels> nearest;

  private PairReader(ClassifiedMap from, ClassifiedMap to, Optional<NearestPixels> nearest) {
    this.from = from;
    this.to = to;
    this.nearest = nearest;
  }

  /**
   * Puts two maps together.
   *
   * @throws InputException if nothing tells which of their pixels are the same ground, or they have
   *     none in common
   */
  static PairReader of(ClassifiedMap from, ClassifiedMap to) {
    Grid one = from.scene().grid();
    Grid two = to.scene().grid();
    if (one.coincides(two)) {
      return new PairReader(from, to, Optional.empty());
    }
    if (!one.isGeoreferenced() || !two.isGeoreferenced()) {
      throw new InputException(
          maps(from, to)
              + " have other grids, and '"
              + (one.isGeoreferenced() ? to : from).name()
              + "' has no place on the ground, so that nothing tells which pixels belong together;"
              + " give maps on one grid.");
    }
    if (one.crs().isEmpty() != two.crs().isEmpty()) {
      throw new InputException(
          maps(from, to)
              + " have other grids, and no reference system is known of '"
              + (one.crs().isEmpty() ? from : to).name()
              + "'; give it one with gdal_edit.py -a_srs.");
    }
    if (!overlap(from, to)) {
      throw new InputException(
          maps(from, to) + " have no ground in common; give maps of the same area.");
    }
    NearestPixels pixels = new NearestPixels("The map", to.scene().bands().get(0), two);
    return new PairReader(from, to, Optional.of(pixels));
  }

  private static String maps(ClassifiedMap from, ClassifiedMap to) {
    return "The maps '" + from.name() + "' and '" + to.name() + "'";
  }

  private static boolean overlap(ClassifiedMap from, ClassifiedMap to) {
    Grid one = from.scene().grid();
    Grid two = to.scene().grid();
    ReferencedEnvelope own = two.extent();
    if (one.crs().isEmpty()) {
      return own.intersects((Envelope) one.extent());
    }
    try {
      two.transformFrom(one.crs());
      return own.intersects(
          (Envelope) one.extent().transform(own.getCoordinateReferenceSystem(), true));
    } catch (FactoryException e) {
      throw new InputException(
          maps(from, to)
              + " can't be brought into one reference system ("
              + e.getMessage()
              + "); bring the one onto the grid of the other with gdalwarp.",
          e);
    } catch (TransformException e) {
      return true; // the pixels will tell
    }
  }

  /** Whether the second map is on another grid. */
  boolean isResampled() {
    return nearest.isPresent();
  }

  /** The grid of the first map. */
  Grid grid() {
    return from.scene().grid();
  }

  /** Windows that cover the grid, each to be read at once. */
  List<Rectangle> blocks() {
    return from.scene().blocks();
  }

  /** Labels of the first map in a window; 0 is no data. */
  byte[] before(Rectangle window) throws IOException {
    return from.labels(window);
  }

  /** Labels of the second map at the same pixels. */
  byte[] after(Rectangle window) throws IOException {
    if (nearest.isEmpty()) {
      return to.labels(window);
    }
    double[] values = nearest.get().under(grid(), window);
    byte[] labels = new byte[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) values[i]; // NaN, where there is no pixel, becomes 0
    }
    return labels;
  }
}
