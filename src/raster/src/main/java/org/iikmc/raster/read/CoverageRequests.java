/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.media.jai.PlanarImage;
import org.geotools.api.coverage.grid.Format;
import org.geotools.api.coverage.grid.GridEnvelope;
import org.geotools.api.parameter.GeneralParameterDescriptor;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.coverage.grid.io.OverviewPolicy;
import org.geotools.image.util.ImageUtilities;
import org.iikmc.raster.Grid;

/**
 * Asks a reader for windows of one of its coverages, at its native resolution. Safe for use by
 * several threads, as GeoTools readers are.
 */
final class CoverageRequests {
  /** What is done with a coverage before it is disposed. */
  interface Use<T> {
    T apply(Optional<GridCoverage2D> coverage) throws IOException;
  }

  /** What GeoTools calls deferred reading: up to version 33, and from 34. */
  private static final Set<String> DEFERRED = Set.of("USE_JAI_IMAGEREAD", "USE_IMAGEN_IMAGEREAD");

  private final String scene;
  private final GridCoverage2DReader reader;
  private final String coverage;
  private final List<GeneralParameterValue> always;
  private final Rectangle range;
  private final MathTransform toWorld;
  private final CoordinateReferenceSystem crs;

  /**
   * @param scene for messages
   * @param fixed goes into every request
   */
  CoverageRequests(
      String scene,
      GridCoverage2DReader reader,
      String coverage,
      List<GeneralParameterValue> fixed) {
    this.scene = scene;
    this.reader = reader;
    this.coverage = coverage;
    always = always(reader.getFormat(), fixed);
    GridEnvelope envelope = reader.getOriginalGridRange(coverage);
    range =
        new Rectangle(
            envelope.getLow(0), envelope.getLow(1), envelope.getSpan(0), envelope.getSpan(1));
    toWorld = reader.getOriginalGridToWorld(coverage, PixelInCell.CELL_CORNER);
    crs = reader.getCoordinateReferenceSystem(coverage);
  }

  private static List<GeneralParameterValue> always(
      Format format, List<GeneralParameterValue> fixed) {
    List<GeneralParameterValue> ours = new ArrayList<>();
    for (ParameterDescriptor<?> known : descriptors(format)) {
      String name = known.getName().getCode();
      if (name.equals(AbstractGridFormat.OVERVIEW_POLICY.getName().getCode())) {
        ours.add(value(known, OverviewPolicy.IGNORE));
      } else if (DEFERRED.contains(name)) {
        // All of a window is wanted, and at once: deferred reading would only open files anew.
        ours.add(value(known, false));
      } else if (name.equals(AbstractGridFormat.RESCALE_PIXELS.getName().getCode())) {
        // As stored, as the command line reads them: signatures go from one to the other.
        ours.add(value(known, false));
      }
    }
    Set<String> taken = new HashSet<>();
    taken.add(AbstractGridFormat.READ_GRIDGEOMETRY2D.getName().getCode());
    ours.forEach(value -> taken.add(value.getDescriptor().getName().getCode()));
    List<GeneralParameterValue> all = new ArrayList<>();
    for (GeneralParameterValue value : fixed) {
      if (!taken.contains(value.getDescriptor().getName().getCode())) {
        all.add(value);
      }
    }
    all.addAll(ours);
    return all;
  }

  private static List<ParameterDescriptor<?>> descriptors(Format format) {
    List<ParameterDescriptor<?>> single = new ArrayList<>();
    try {
      for (GeneralParameterDescriptor each :
          format.getReadParameters().getDescriptor().descriptors()) {
        if (each instanceof ParameterDescriptor<?> descriptor) {
          single.add(descriptor);
        }
      }
    } catch (UnsupportedOperationException e) {
      // a format without parameters
    }
    return single;
  }

  private static ParameterValue<?> value(ParameterDescriptor<?> descriptor, Object value) {
    ParameterValue<?> parameter = descriptor.createValue();
    parameter.setValue(value);
    return parameter;
  }

  /** Where the pixels of the coverage lie. */
  Grid grid() {
    return EastNorth.grid(scene, range, toWorld, crs);
  }

  /**
   * Reads a window and disposes what was read.
   *
   * @param window (0, 0) being the first pixel of {@link #grid()}
   * @param use is given nothing where the reader has nothing
   */
  <T> T read(Rectangle window, Use<T> use) throws IOException {
    List<GeneralParameterValue> parameters = new ArrayList<>(always);
    ParameterValue<GridGeometry2D> geometry = AbstractGridFormat.READ_GRIDGEOMETRY2D.createValue();
    geometry.setValue(
        new GridGeometry2D(
            new GridEnvelope2D(range.x + window.x, range.y + window.y, window.width, window.height),
            PixelInCell.CELL_CORNER,
            // As it is, not shrunk to be safe from a further row: of an image that is asked for
            // finer than it is, a mosaic reads two more rows and columns on each side.
            toWorld,
            crs,
            null));
    parameters.add(geometry);
    Optional<GridCoverage2D> delivered =
        request(window, parameters.toArray(GeneralParameterValue[]::new));
    try {
      return use.apply(delivered);
    } finally {
      delivered.ifPresent(CoverageRequests::dispose);
    }
  }

  private Optional<GridCoverage2D> request(Rectangle window, GeneralParameterValue[] parameters)
      throws IOException {
    try {
      return Optional.ofNullable(reader.read(coverage, parameters));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Scene " + scene + " can't be read at " + ReadWindow.text(window) + ".", e);
    }
  }

  /** Closes files that its images may hold open, and takes their tiles out of the cache. */
  private static void dispose(GridCoverage2D coverage) {
    RenderedImage image = coverage.getRenderedImage();
    coverage.dispose(true);
    if (image instanceof PlanarImage planar) {
      ImageUtilities.disposePlanarImageChain(planar);
    }
  }
}
