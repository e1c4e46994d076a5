/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

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
import javax.imageio.metadata.IIOMetadata;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffMetadata2CRSAdapter;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.util.factory.Hints;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.Grid;

/**
 * Finds out where a TIFF lies, from where GDAL does and in its order: the {@code .aux.xml} beside
 * it, the tags of the file, a world file; and, for the reference system, a {@code .prj}. One that
 * GeoTools can't decode is not known here, but {@linkplain Georeferencing kept}.
 */
final class TiffGrid {
  private static final Logger LOGGER = Logger.getLogger(TiffGrid.class.getName());

  private static final List<String> WORLD_FILES = List.of("tfw", "tifw", "tiffw", "wld");

  private final Path file;
  private final TiffDirectory directory;
  private final GdalMetadata metadata;
  private final Georeferencing source;

  private TiffGrid(Path file, TiffDirectory directory, GdalMetadata metadata) {
    this.file = file;
    this.directory = directory;
    this.metadata = metadata;
    source =
        new Georeferencing(
            Arrays.stream(directory.numbers(TiffTag.GEO_KEY_DIRECTORY))
                .mapToObj(key -> (int) key)
                .toList(),
            directory.doubles(TiffTag.GEO_DOUBLES),
            directory.text(TiffTag.GEO_TEXTS).orElse(""),
            directory.doubles(TiffTag.MODEL_PIXEL_SCALE),
            directory.doubles(TiffTag.MODEL_TIE_POINT),
            directory.doubles(TiffTag.MODEL_TRANSFORMATION),
            metadata.georeferencing());
  }

  /** Reads the tags of an image in the way of ImageIO, which only GeoTools' decoder wants. */
  interface ImageMetadata {
    IIOMetadata read() throws IOException;
  }

  /**
   * The grid of an image.
   *
   * @return one of pixels if it has no georeferencing
   * @throws InputException if its georeferencing is not that of a regular grid
   */
  static Grid of(
      Path file,
      TiffDirectory directory,
      GdalMetadata metadata,
      TiffImage image,
      ImageMetadata tags)
      throws IOException {
    TiffGrid grid = new TiffGrid(file, directory, metadata);
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
    return new Grid(
        image.width(),
        image.height(),
        new AffineTransform2D(toWorld),
        grid.crs(tags),
        Optional.of(grid.source));
  }

  private AffineTransform toWorld() throws IOException {
    Optional<AffineTransform> beside = metadata.geoTransform().map(this::ofGdal);
    if (beside.isPresent()) {
      return beside.get();
    }
    Optional<AffineTransform> within = ofTags();
    if (within.isPresent()) {
      return within.get();
    }
    Optional<AffineTransform> world = ofWorldFile();
    if (world.isPresent()) {
      return world.get();
    }
    if (source.tiePoints().size() > 6) {
      throw new InputException(
          file,
          " is not on a regular grid, but has ground control points; bring it onto one with"
              + " gdalwarp.");
    }
    if (source.namesCrs() || beside(List.of("prj")).isPresent()) {
      throw new InputException(
          file,
          " has a reference system, but no place in it, neither in its tags nor in an .aux.xml or"
              + " world file beside it; give it one with gdal_edit.py -a_ullr.");
    }
    return new AffineTransform(); // coordinates of pixels, as in GDAL
  }

  private AffineTransform ofGdal(String text) {
    double[] g = numbers(text.split(","), Problem.of(file, ".aux.xml"));
    if (g.length != 6) {
      throw new InputException(file, ".aux.xml has a GeoTransform of " + g.length + " numbers.");
    }
    return new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3]);
  }

  private Optional<AffineTransform> ofTags() {
    AffineTransform toWorld;
    List<Double> scale = source.pixelScale();
    List<Double> tie = source.tiePoints();
    List<Double> m = source.transformation();
    if (scale.size() >= 2 && scale.get(0) != 0 && scale.get(1) != 0 && tie.size() >= 6) {
      double x = scale.get(0);
      double y = -Math.abs(scale.get(1));
      toWorld =
          new AffineTransform(x, 0, 0, y, tie.get(3) - tie.get(0) * x, tie.get(4) - tie.get(1) * y);
    } else if (m.size() == 16) {
      toWorld = new AffineTransform(m.get(0), m.get(4), m.get(1), m.get(5), m.get(3), m.get(7));
    } else {
      return Optional.empty();
    }
    if (source.isOfPoints()) {
      toWorld.translate(-0.5, -0.5);
    }
    return Optional.of(toWorld);
  }

  private Optional<AffineTransform> ofWorldFile() throws IOException {
    Optional<Path> world = beside(WORLD_FILES);
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

  private Optional<CoordinateReferenceSystem> crs(ImageMetadata tags) {
    try {
      if (metadata.referenceSystem().isPresent()) {
        return eastNorth(CRS.parseWKT(metadata.referenceSystem().get()));
      }
      if (source.namesCrs()) {
        Hints eastFirst = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
        return Optional.ofNullable(
                new GeoTiffMetadata2CRSAdapter(eastFirst)
                    .createCoordinateSystem(new GeoTiffIIOMetadataDecoder(tags.read())))
            .filter(TiffGrid::isOnGround);
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
