/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.PixelSource;

/**
 * One image of a TIFF, with the values that are stored. JPEGs and faxes are read by ImageIO-EXT,
 * and what it would do otherwise than GDAL is put right here; all else by {@link TiffBlocks}. Safe
 * for use by several threads.
 */
final class TiffImage implements PixelSource {
  private final Path file;
  private final int number;
  private final TiffReaders readers;
  private final int width;
  private final int height;
  private final int bands;
  private final int bits;
  private final int format;
  private final Dimension tileSize;
  private final int compression;
  private final int predictor;
  private final boolean inverted;

  /** Whether each band is a plane of one tile or strip. */
  private final boolean stackedPlanes;

  /** Empty where ImageIO-EXT unpacks the pixels. */
  private final Optional<TiffBlocks> blocks;

  /**
   * Reads no pixel yet.
   *
   * @param number of the image in the file, from 0
   * @param directory of that image
   * @throws InputException if it can't be read
   */
  TiffImage(Path file, int number, TiffDirectory directory, TiffReaders readers)
      throws IOException {
    TiffStructure.check(file, directory);
    this.file = file;
    this.number = number;
    this.readers = readers;
    width = (int) directory.number(TiffTag.IMAGE_WIDTH, 0);
    height = (int) directory.number(TiffTag.IMAGE_LENGTH, 0);
    bands = (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    bits = (int) directory.number(TiffTag.BITS_PER_SAMPLE, 1);
    format = (int) directory.number(TiffTag.SAMPLE_FORMAT, TiffStructure.UNSIGNED);
    tileSize =
        new Dimension(
            (int) directory.number(TiffTag.TILE_WIDTH, width),
            (int)
                directory.number(
                    TiffTag.TILE_LENGTH,
                    Math.min(directory.number(TiffTag.ROWS_PER_STRIP, height), height)));
    compression = (int) directory.number(TiffTag.COMPRESSION, TiffStructure.UNCOMPRESSED);
    predictor = (int) directory.number(TiffTag.PREDICTOR, 1);
    inverted = directory.number(TiffTag.PHOTOMETRIC, 1) == TiffStructure.WHITE_IS_ZERO;
    stackedPlanes =
        directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2
            && bands > 1
            && tileSize.width >= width
            && tileSize.height >= height;
    blocks = TiffBlocks.of(file, directory);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int bands() {
    return bands;
  }

  /** Bits of a value. */
  int bits() {
    return bits;
  }

  /** Kind of numbers, as {@link TiffTag#SAMPLE_FORMAT} has it. */
  int format() {
    return format;
  }

  /** Whether the values are of the same kind and number as those of another image. */
  boolean hasSamplesOf(TiffImage other) {
    return bands == other.bands && bits == other.bits && format == other.format;
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return read(window, 1, cells);
  }

  @Override
  public Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    try {
      if (blocks.isPresent()) {
        return readers.withRoom(room -> blocks.get().read(window, step, cells, room));
      }
      return readers.with(
          file,
          reader -> {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(window);
            param.setSourceSubsampling(step, step, 0, 0);
            WritableRaster raster = read(reader, param);
            if (inverted) {
              invert(raster);
            }
            return raster;
          });
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (!Files.isReadable(file)) {
        throw new IOException(file + " was taken away while it was read.", e);
      }
      throw unreadable(file, e);
    }
  }

  /** What the reader only warns of, such as a fax that can't be unpacked, makes other pixels. */
  private WritableRaster read(ImageReader reader, ImageReadParam param) throws IOException {
    List<String> warnings = new ArrayList<>();
    IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
    reader.addIIOReadWarningListener(listener);
    try {
      WritableRaster raster = reader.read(number, param).getRaster();
      if (!warnings.isEmpty()) {
        throw new IIOException(warnings.get(0));
      }
      return raster;
    } finally {
      reader.removeIIOReadWarningListener(listener);
    }
  }

  /** Back to what is stored: the reader makes of it an image in which black is 0. */
  private void invert(WritableRaster raster) {
    int most = format == TiffStructure.SIGNED ? Short.MAX_VALUE : (1 << bits) - 1;
    int[] row = new int[raster.getWidth() * raster.getNumBands()];
    for (int y = raster.getMinY(); y < raster.getMinY() + raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), y, raster.getWidth(), 1, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = most - row[i];
      }
      raster.setPixels(raster.getMinX(), y, raster.getWidth(), 1, row);
    }
  }

  /**
   * Sees that ImageIO-EXT by itself reads the values that are stored.
   *
   * @throws InputException if it does not
   */
  void checkItNeedsNoCorrection() {
    if (inverted) {
      throw new InputException(
          file,
          " holds numbers for which white is 0, which GeoTools inverts; convert it with"
              + " gdal_translate -co PHOTOMETRIC=MINISBLACK.");
    }
    boolean stacked = tileSize.width >= width && tileSize.height < height;
    if (compression == TiffStructure.LZW && predictor == 2 && bits == 8 && stacked) {
      throw new InputException(
          file,
          " holds bytes in LZW strips with a predictor, which GeoTools unpacks to other"
              + " values; convert it with gdal_translate -co COMPRESS=DEFLATE.");
    }
    if (compression == TiffStructure.LZMA || compression == TiffStructure.WEBP) {
      throw new InputException(
          file,
          " is compressed as "
              + (compression == TiffStructure.LZMA ? "LZMA" : "WebP")
              + ", which GeoTools does not read; convert it with gdal_translate -co"
              + " COMPRESS=DEFLATE.");
    }
    if (stackedPlanes) {
      throw new InputException(
          file,
          " holds bands in planes of a single tile or strip, which GeoTools mixes up; convert it"
              + " with gdal_translate -co INTERLEAVE=PIXEL.");
    }
    boolean whole = format != TiffStructure.FLOAT;
    boolean misread =
        whole
            ? bits == 8 && format == TiffStructure.SIGNED
                || bits == 32 && format != TiffStructure.SIGNED
                || bits == 64
                || bits % 8 > 0 && (bands > 1 || !Set.of(1, 2, 4).contains(bits))
            : bits == 16 || bits == 64 && predictor == 2;
    if (misread) {
      throw new InputException(
          file,
          " holds numbers of "
              + bits
              + " bits of a kind that GeoTools reads to other values, or not at all; convert it with"
              + " gdal_translate -ot Float32 -co NBITS=32.");
    }
  }

  /** What a file is refused with whose pixels can't be read. */
  static InputException unreadable(Path file, Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new InputException(
        Problem.of(
            file,
            " can't be read as a GeoTIFF (",
            Problem.quoting(reason.lines().findFirst().orElse("").strip(), file),
            "); it may be damaged. Check it with gdalinfo -checksum."),
        e);
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(tileSize);
  }

  @Override
  public String description() {
    return file.toString();
  }
}
