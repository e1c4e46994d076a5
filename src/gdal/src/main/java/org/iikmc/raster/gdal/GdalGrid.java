/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import com.sun.jna.Pointer;
import java.awt.Dimension;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Grid;
import org.iikmc.raster.read.RasterReaders;

/**
 * Where a file of GDAL's lies. GDAL itself says it in the tags of a TIFF of one pixel, which is
 * read as every TIFF is: so the reference system is the one that the same scene would have as a
 * TIFF, and a map says of its place what gdal_translate would.
 */
final class GdalGrid {
  private static final int BYTE = 1; // GDT_Byte

  private final GdalFunctions gdal;
  private final GdalSource source;
  private final GdalDataset dataset;

  private GdalGrid(GdalLibrary library, GdalSource source, GdalDataset dataset) {
    gdal = library.functions();
    this.source = source;
    this.dataset = dataset;
  }

  /**
   * The grid of an open file.
   *
   * @return one of pixels if it has no georeferencing
   * @throws InputException if it is not on a regular grid, or has a reference system but no place
   */
  static Grid of(GdalLibrary library, GdalSource source, GdalDataset dataset) throws IOException {
    return new GdalGrid(library, source, dataset).grid();
  }

  private Grid grid() throws IOException {
    Dimension size = dataset.size();
    Pointer system = dataset.referenceSystem();
    double[] g = dataset.geoTransform();
    if (g.length == 0) {
      checkItIsOfPixels(system);
      return new Grid(
          size.width, size.height, new AffineTransform2D(new AffineTransform()), Optional.empty());
    }
    Arrays.setAll(g, i -> g[i] + 0.0); // some drivers give -0
    AffineTransform2D toWorld = new AffineTransform2D(g[1], g[4], g[2], g[5], g[0], g[3]);
    if (toWorld.getDeterminant() == 0
        || !Double.isFinite(toWorld.getDeterminant())
        || !Double.isFinite(toWorld.getTranslateX())
        || !Double.isFinite(toWorld.getTranslateY())) {
      throw refused(
          " has georeferencing that maps all pixels to one line; mend it with gdal_edit.py"
              + " -a_ullr.");
    }
    Grid said = said(g, system);
    return new Grid(size.width, size.height, toWorld, said.crs(), said.source());
  }

  private void checkItIsOfPixels(Pointer system) {
    if (dataset.groundControlPoints() > 0) {
      throw refused(
          " is not on a regular grid, but has ground control points; bring it onto one with"
              + " gdalwarp.");
    }
    if (!dataset.metadata("GEOLOCATION").isEmpty()) {
      throw refused(
          " is not on a regular grid, but has the place of each pixel; bring it onto one with"
              + " gdalwarp -geoloc.");
    }
    if (system != null) {
      throw refused(
          " has a reference system, but no place in it; give it one with gdal_translate"
              + " -a_ullr.");
    }
  }

  private InputException refused(String what) {
    return new InputException(Problem.of(source.named(), what));
  }

  /** What GDAL says of the place, as a TIFF. */
  private Grid said(double[] geoTransform, Pointer system) throws IOException {
    Path folder = Files.createTempDirectory("iikmc-gdal");
    try (RasterReaders readers = new RasterReaders(List.of())) {
      Path file = folder.resolve("place.tif");
      Pointer tiff =
          gdal.GDALCreate(gdal.GDALGetDriverByName("GTiff"), file.toString(), 1, 1, 1, BYTE, null);
      if (tiff == null) {
        throw new IOException(
            "The temporary file " + file + " can't be written: " + gdal.CPLGetLastErrorMsg());
      }
      gdal.GDALSetGeoTransform(tiff, geoTransform);
      if (system != null) {
        gdal.GDALSetSpatialRef(tiff, system);
      }
      gdal.GDALClose(tiff);
      return readers.tiff(file).grid();
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) { // the TIFF, and an .aux.xml beside it
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
