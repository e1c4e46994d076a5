/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import it.geosolutions.jaiext.range.NoDataContainer;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.media.jai.TiledImage;
import org.apache.spark.sql.api.java.UDF2;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.iikmc.job.ClassifiedCoverage;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.Grid;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.write.PixelKind;
import org.iikmc.raster.write.PixelRows;
import org.iikmc.raster.write.TiffWriter;

/**
 * Makes the map of a tile: of a GeoTIFF a GeoTIFF, of a coverage a coverage that holds its pixels.
 * Safe for use by several threads.
 */
final class TileClassifier implements UDF2<Object, String, Object> {
  private static final long serialVersionUID = 1;

  private final String document;
  private final TileReading reading;

  /** Read of the document where it is needed. */
  private transient SignatureSet signatures;

  /**
   * @param document the signatures, as JSON
   */
  TileClassifier(String document, TileReading reading) {
    this.document = document;
    this.reading = reading;
  }

  private synchronized SignatureSet signatures() {
    if (signatures == null) {
      signatures = JsonFormat.parse(document, "The model");
    }
    return signatures;
  }

  /**
   * @param tile null for none
   * @param path for messages; null if it is not known
   * @return null for none
   */
  @Override
  public Object call(Object tile, String path) throws IOException {
    if (tile == null) {
      return null;
    }
    try (OpenTile open = OpenTile.of(tile, path)) {
      return open.use(
          source -> tile instanceof GridCoverage2D coverage ? map(coverage) : (Object) map(source));
    }
  }

  private byte[] map(SceneSource source) throws IOException {
    ClassifiedCoverage map =
        ClassifiedCoverage.of(source, signatures(), reading.bands(), reading.rules());
    Grid grid = reading.open(source).grid();
    RenderedImage image = map.getRenderedImage();
    IndexColorModel colors = (IndexColorModel) image.getColorModel();
    Path folder = Files.createTempDirectory("iikmc-tile");
    Path file = folder.resolve("classes.tif");
    try {
      TiffWriter.cloudOptimized(PixelKind.labels(colors), grid, 1).write(file, PixelRows.of(image));
      return Files.readAllBytes(file);
    } finally {
      delete(folder);
    }
  }

  /** Whatever writing left there. */
  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private GridCoverage2D map(GridCoverage2D coverage) {
    ClassifiedCoverage map =
        ClassifiedCoverage.of(coverage, signatures(), reading.bands(), reading.rules());
    RenderedImage lazy = map.getRenderedImage();
    int width = lazy.getWidth();
    int height = lazy.getHeight();
    TiledImage image =
        new TiledImage(
            lazy.getMinX(),
            lazy.getMinY(),
            width,
            height,
            lazy.getMinX(),
            lazy.getMinY(),
            lazy.getColorModel().createCompatibleSampleModel(width, height),
            lazy.getColorModel());
    image.setData(lazy.getData());
    image.setProperty(NoDataContainer.GC_NODATA, new NoDataContainer(0.0));
    Map<String, Object> properties = new HashMap<>();
    CoverageUtilities.setNoDataProperty(properties, 0.0);
    return new GridCoverageFactory()
        .create(
            map.getName(),
            image,
            map.getGridGeometry(),
            map.getSampleDimensions(),
            null,
            properties);
  }
}
