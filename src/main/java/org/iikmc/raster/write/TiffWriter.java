/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.imageio.GeoToolsWriteParams;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffWriteParams;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.iikmc.raster.Grid;

/** Writes images as tiled, deflated GeoTIFFs with nodata 0. */
public final class TiffWriter {
  /** Width and height of a tile. */
  public static final int TILE = 256;

  private static final String SOFTWARE_TAG = "BASELINE:305";

  private TiffWriter() {}

  /**
   * Writes a file. Tiles of the image are asked for one by one.
   *
   * @throws IOException if it can't be written whole; what there is of it stays behind
   */
  public static void write(Path file, RenderedImage image, Grid grid, String[] bandNames)
      throws IOException {
    Map<String, Object> properties = new HashMap<>();
    CoverageUtilities.setNoDataProperty(properties, 0d);
    GridSampleDimension[] bands = new GridSampleDimension[bandNames.length];
    for (int b = 0; b < bands.length; b++) {
      bands[b] = new GridSampleDimension(bandNames[b]);
    }
    CoordinateReferenceSystem crs = grid.crs().orElse(DefaultEngineeringCRS.GENERIC_2D);
    GridCoverage2D coverage =
        new GridCoverageFactory()
            .create(
                file.getFileName().toString(),
                image,
                new GridGeometry2D(
                    new GridEnvelope2D(0, 0, grid.width(), grid.height()),
                    PixelInCell.CELL_CORNER,
                    grid.toWorld(),
                    crs,
                    null),
                bands,
                null,
                properties);
    GeoTiffWriteParams params = new GeoTiffWriteParams();
    params.setCompressionMode(GeoTiffWriteParams.MODE_EXPLICIT);
    params.setCompressionType("Deflate");
    params.setTilingMode(GeoTiffWriteParams.MODE_EXPLICIT);
    params.setTiling(TILE, TILE);
    ParameterValue<GeoToolsWriteParams> value =
        AbstractGridFormat.GEOTOOLS_WRITE_PARAMS.createValue();
    value.setValue(params);
    GeoTiffWriter writer = new GeoTiffWriter(file.toFile());
    try {
      writer.setMetadataValue(SOFTWARE_TAG, "IIkMC");
      writer.write(coverage, new GeneralParameterValue[] {value});
    } finally {
      writer.dispose();
    }
  }
}
