/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import it.geosolutions.imageio.plugins.tiff.BaselineTIFFTagSet;
import it.geosolutions.imageio.plugins.tiff.TIFFField;
import it.geosolutions.imageio.stream.output.FileImageOutputStreamExtImpl;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageMetadata;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageWriterSpi;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.media.jai.ImageLayout;
import javax.media.jai.PlanarImage;
import org.iikmc.raster.PixelSource;

/**
 * Writes overviews of a classified scene into an {@code .ovr} beside it, where GIS programs look
 * for them: every second pixel, every fourth, and so on. A class is no number that could be
 * averaged.
 */
public final class Overviews {
  /** A map of so many columns and rows is read in a blink. */
  private static final int ENOUGH = 512;

  private Overviews() {}

  /**
   * Writes the file, unless the map is small.
   *
   * @param map GeoTIFF of labels, which has {@code width × height} pixels
   */
  public static void write(Path map, PixelSource labels, int width, int height, ColorModel colors)
      throws IOException {
    if (Math.max(width, height) <= 2 * ENOUGH) {
      return;
    }
    Path file = map.resolveSibling(map.getFileName() + ".ovr");
    Files.write(file, new byte[0]); // fails with the reason, where an image stream is just null
    ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance();
    try (ImageOutputStream out = new FileImageOutputStreamExtImpl(file.toFile())) {
      ImageWriteParam params = writer.getDefaultWriteParam();
      params.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      params.setCompressionType("Deflate");
      params.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      params.setTiling(TiffWriter.TILE, TiffWriter.TILE, 0, 0);
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      int step = 1;
      do {
        step *= 2;
        Level level = new Level(labels, width, height, step, colors);
        writer.writeToSequence(new IIOImage(level, null, reduced(writer, level, params)), params);
      } while (Math.max(width, height) / step > ENOUGH);
      writer.endWriteSequence();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      writer.dispose();
    }
  }

  /** Says that an image is an overview; without it GDAL takes only the first for one. */
  private static IIOMetadata reduced(ImageWriter writer, Level level, ImageWriteParam params) {
    TIFFImageMetadata metadata =
        (TIFFImageMetadata)
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(level), params);
    metadata
        .getRootIFD()
        .addTIFFField(
            new TIFFField(
                BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_NEW_SUBFILE_TYPE),
                BaselineTIFFTagSet.NEW_SUBFILE_TYPE_REDUCED_RESOLUTION));
    return metadata;
  }

  /** Every n-th label, read when a tile is written. */
  private static final class Level extends PlanarImage {
    private final PixelSource labels;
    private final int step;
    private final Rectangle all;

    /** The row of tiles that is being written. */
    private Raster band;

    private int bandTile = -1;

    Level(PixelSource labels, int width, int height, int step, ColorModel colors) {
      super(
          new ImageLayout(
              0,
              0,
              (width + step - 1) / step,
              (height + step - 1) / step,
              0,
              0,
              TiffWriter.TILE,
              TiffWriter.TILE,
              new PixelInterleavedSampleModel(
                  DataBuffer.TYPE_BYTE,
                  TiffWriter.TILE,
                  TiffWriter.TILE,
                  1,
                  TiffWriter.TILE,
                  new int[] {0}),
              colors),
          null,
          null);
      this.labels = labels;
      this.step = step;
      this.all = new Rectangle(width, height);
    }

    /** A label tells by itself where there is none. */
    private Raster read(Rectangle window) throws IOException {
      int pixels =
          PixelSource.thinned(window.width, step) * PixelSource.thinned(window.height, step);
      return labels.read(window, step, PixelSource.all(pixels));
    }

    @Override
    public synchronized Raster getTile(int tileX, int tileY) {
      if (tileY != bandTile) {
        int rows = TiffWriter.TILE * step;
        try {
          band = read(new Rectangle(0, tileY * rows, all.width, rows).intersection(all));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        bandTile = tileY;
      }
      int left = tileX * TiffWriter.TILE;
      int wide = Math.min(TiffWriter.TILE, band.getWidth() - left);
      WritableRaster tile =
          Raster.createWritableRaster(sampleModel, new Point(left, tileY * TiffWriter.TILE));
      byte[] row = null;
      for (int y = 0; y < band.getHeight(); y++) {
        row =
            (byte[]) band.getDataElements(band.getMinX() + left, band.getMinY() + y, wide, 1, row);
        tile.setDataElements(left, tileY * TiffWriter.TILE + y, wide, 1, row);
      }
      return tile;
    }
  }
}
