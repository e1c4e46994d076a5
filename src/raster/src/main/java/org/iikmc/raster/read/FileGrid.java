/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.Grid;

/**
 * Finds out where a file lies, from where GDAL does and in its order: the {@code .aux.xml} beside
 * it, the file itself, a world file; and, for the reference system, a {@code .prj}. One that
 * GeoTools can't decode is not known here, but {@linkplain Georeferencing kept}.
 */
final class FileGrid {
  private static final Logger LOGGER = Logger.getLogger(FileGrid.class.getName());

  private final Path file;
  private final OwnPlace own;
  private final GdalMetadata metadata;
  private final List<String> worldFiles;
  private final Georeferencing source;

  private FileGrid(Path file, OwnPlace own, GdalMetadata metadata, List<String> worldFiles) {
    this.file = file;
    this.own = own;
    this.metadata = metadata;
    this.worldFiles = worldFiles;
    source =
        new Georeferencing(
            own.source().keys(),
            own.source().doubles(),
            own.source().texts(),
            own.source().pixelScale(),
            own.source().tiePoints(),
            own.source().transformation(),
            metadata.georeferencing());
  }

  /**
   * The grid of a file.
   *
   * @param own what it says itself
   * @param metadata beside it
   * @param size columns and rows
   * @param worldFiles what those of its format end with
   * @return one of pixels if it has no georeferencing
   * @throws InputException if its georeferencing is not that of a regular grid
   */
  static Grid of(
      Path file, OwnPlace own, GdalMetadata metadata, Dimension size, List<String> worldFiles)
      throws IOException {
    FileGrid grid = new FileGrid(file, own, metadata, worldFiles);
    AffineTransform toWorld = grid.toWorld();
    if (toWorld.getDeterminant() == 0
        || !Double.isFinite(toWorld.getDeterminant())
        || !Double.isFinite(toWorld.getTranslateX())
        || !Double.isFinite(toWorld.getTranslateY())) {
      throw new InputException(
          file,
          " has georeferencing that maps all pixels to one line; mend it with gdal_edit.py"
              + " -a_ullr.");
    }
    AffineTransform2D place = new AffineTransform2D(toWorld);
    return new Grid(size.width, size.height, place, grid.crs(), Optional.of(grid.source(place)));
  }

  /** With a place, where only a world file tells it, of which a map has none. */
  private Georeferencing source(AffineTransform2D place) {
    boolean beside = own.toWorld().isEmpty() && metadata.geoTransform().isEmpty();
    return beside && source.namesCrs() ? source.at(place) : source;
  }

  private AffineTransform toWorld() throws IOException {
    Optional<AffineTransform> beside = metadata.geoTransform().map(this::ofGdal);
    if (beside.isPresent()) {
      return beside.get();
    }
    if (metadata.hasControlPoints()) {
      throw onNoGrid();
    }
    Optional<AffineTransform> within = own.toWorld();
    if (within.isPresent()) {
      return within.get();
    }
    Optional<AffineTransform> world = ofWorldFile();
    if (world.isPresent()) {
      return world.get();
    }
    if (source.tiePoints().size() > 6) {
      throw onNoGrid();
    }
    if (source.namesCrs() || beside(List.of("prj")).isPresent()) {
      throw new InputException(
          file,
          " has a reference system, but no place in it, neither in its tags nor in an .aux.xml or"
              + " world file beside it; give it one with gdal_edit.py -a_ullr.");
    }
    return new AffineTransform(); // coordinates of pixels, as in GDAL
  }

  private InputException onNoGrid() {
    return new InputException(
        file,
        " is not on a regular grid, but has ground control points; bring it onto one with"
            + " gdalwarp.");
  }

  private AffineTransform ofGdal(String text) {
    double[] g = numbers(text.split(","), Problem.of(file, ".aux.xml"));
    if (g.length != 6) {
      throw new InputException(file, ".aux.xml has a GeoTransform of " + g.length + " numbers.");
    }
    return new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3]);
  }

  private Optional<AffineTransform> ofWorldFile() throws IOException {
    Optional<Path> world = beside(worldFiles);
    if (world.isEmpty()) {
      return Optional.empty();
    }
    String text = Files.readString(world.get(), StandardCharsets.ISO_8859_1).strip();
    double[] w = numbers(text.split("\\s+"), Problem.of(world.get()));
    if (w.length < 6) {
      throw new InputException(world.get(), " has not the six numbers of a world file.");
    }
    AffineTransform toWorld = new AffineTransform(Arrays.copyOf(w, 6));
    toWorld.translate(-0.5, -0.5); // it tells where the centre of the first pixel is
    return Optional.of(toWorld);
  }

  private static double[] numbers(String[] texts, Problem where) {
    try {
      return Arrays.stream(texts).map(String::strip).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new InputException(
          Problem.of(where, " has georeferencing whose numbers can't be read; mend or remove it."),
          e);
    }
  }

  private Optional<Path> beside(List<String> extensions) {
    String base = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return extensions.stream()
        .flatMap(extension -> List.of(extension, extension.toUpperCase(Locale.ROOT)).stream())
        .map(extension -> file.resolveSibling(base + "." + extension))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Optional<CoordinateReferenceSystem> crs() {
    try {
      if (metadata.referenceSystem().isPresent()) {
        return system(metadata.referenceSystem().get());
      }
      Optional<CoordinateReferenceSystem> within = own.crs().read();
      if (within.isPresent() || source.namesCrs()) {
        return within.filter(FileGrid::isOnGround);
      }
      Optional<Path> projection =
          source.keys().isEmpty() ? beside(List.of("prj")) : Optional.empty();
      return projection.isEmpty()
          ? Optional.empty()
          : eastNorth(
              CRS.parseWKT(Files.readString(projection.get(), StandardCharsets.ISO_8859_1)));
    } catch (Exception e) { // GeoTools declares no more than that
      LOGGER.log(Level.FINE, e, () -> "The reference system of " + file + " is not known here.");
      return Optional.empty();
    }
  }

  /** GDAL writes WKT, and reads a code, too. */
  private Optional<CoordinateReferenceSystem> system(String text) throws FactoryException {
    return text.matches("(?i)EPSG:[0-9]+")
        ? Optional.of(CRS.decode(text.toUpperCase(Locale.ROOT), true)).filter(FileGrid::isOnGround)
        : eastNorth(CRS.parseWKT(text));
  }

  /** GDAL writes coordinates east first, whatever the order of the axes. */
  private Optional<CoordinateReferenceSystem> eastNorth(CoordinateReferenceSystem crs) {
    return isOnGround(crs)
        ? Optional.of(EastNorth.eastNorth(file.toString(), crs))
        : Optional.empty();
  }

  private static boolean isOnGround(CoordinateReferenceSystem crs) {
    return crs instanceof GeographicCRS || crs instanceof ProjectedCRS;
  }
}
