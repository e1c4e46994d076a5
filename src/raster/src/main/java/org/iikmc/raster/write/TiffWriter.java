/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import it.geosolutions.imageio.plugins.tiff.PrivateTIFFTagSet;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageWriterSpi;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.imageio.geotiff.CRS2GeoTiffMetadataAdapter;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataEncoder;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.Grid;

/**
 * Writes images as tiled, deflated GeoTIFFs with nodata 0. GeoTools makes the GeoTIFF keys and
 * ImageIO-EXT the file; GeoTools' own writer is not used, because it swaps the axes of a grid that
 * is turned far, and wants a reference system.
 */
public final class TiffWriter {
  /** Width and height of a tile. */
  public static final int TILE = 256;

  private static final String SOFTWARE_TAG = "BASELINE:305";

  private static final int RASTER_TYPE_KEY = 1025;
  private static final int PIXEL_IS_AREA = 1;

  private TiffWriter() {}

  /**
   * Writes a file. Tiles of the image are asked for one by one.
   *
   * @throws IOException if it can't be written whole; what there is of it stays behind
   */
  public static void write(Path file, RenderedImage image, Grid grid) throws IOException {
    write(file, image, grid, List.of());
  }

  /**
   * The same with names of bands, which GDAL and this program read.
   *
   * @param bandNames one for each band, or none at all
   */
  public static void write(Path file, RenderedImage image, Grid grid, List<String> bandNames)
      throws IOException {
    Files.write(file, new byte[0]); // fails with the reason, where an image stream is just null
    ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance();
    // Not ImageIO-EXT's stream, which leaves the file open where a full disk fails its last write.
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw");
        ImageOutputStream out = new FileImageOutputStream(random)) {
      ImageWriteParam params = writer.getDefaultWriteParam();
      params.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      params.setCompressionType("Deflate");
      params.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      params.setTiling(TILE, TILE, 0, 0);
      IIOMetadata metadata =
          GeoTiffWriter.createGeoTiffIIOMetadata(
              writer, ImageTypeSpecifier.createFromRenderedImage(image), keys(grid), params);
      TagTree tags = new TagTree(metadata);
      if (!bandNames.isEmpty()) {
        tags.set(PrivateTIFFTagSet.TAG_GDAL_METADATA, GdalXml.descriptions(bandNames));
      }
      grid.source().filter(TiffWriter::hasTags).ifPresent(tags::set);
      tags.apply();
      writer.setOutput(out);
      writer.write(
          writer.getDefaultStreamMetadata(params), new IIOImage(image, null, metadata), params);
    } finally {
      writer.dispose();
    }
  }

  /** Whether a file says where it lies in tags of its own, which its map then has too. */
  private static boolean hasTags(Georeferencing source) {
    return !source.keys().isEmpty()
        || !source.pixelScale().isEmpty()
        || !source.transformation().isEmpty();
  }

  private static GeoTiffIIOMetadataEncoder keys(Grid grid) throws IOException {
    GeoTiffIIOMetadataEncoder encoder = new GeoTiffIIOMetadataEncoder();
    if (grid.source().map(TiffWriter::hasTags).orElse(false)) {
      return common(encoder);
    }
    if (grid.crs().isPresent()) {
      CoordinateReferenceSystem crs = grid.crs().get();
      encoder = new CRS2GeoTiffMetadataAdapter(crs).parseCoordinateReferenceSystem();
      encoder.addGeoShortParam(RASTER_TYPE_KEY, PIXEL_IS_AREA);
    }
    AffineTransform2D toWorld = grid.toWorld();
    if (toWorld.getShearX() == 0
        && toWorld.getShearY() == 0
        && toWorld.getScaleX() > 0
        && toWorld.getScaleY() < 0) {
      encoder.setModelPixelScale(toWorld.getScaleX(), -toWorld.getScaleY());
      encoder.setModelTiePoint(0, 0, toWorld.getTranslateX(), toWorld.getTranslateY());
    } else {
      encoder.setModelTransformation(toWorld);
    }
    return common(encoder);
  }

  private static GeoTiffIIOMetadataEncoder common(GeoTiffIIOMetadataEncoder encoder) {
    encoder.setNoData(0);
    encoder.setTiffTagsMetadata(Map.of(SOFTWARE_TAG, "IIkMC"));
    return encoder;
  }
}
