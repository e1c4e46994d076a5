/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.iikmc.kmeans.problem.InputException;

/**
 * Sees that the tags of an image agree with each other and with the length of the file, and that
 * such an image is read here as GDAL reads it.
 */
final class TiffStructure {
  static final int UNCOMPRESSED = 1;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int LZMA = 34_925;
  static final int ZSTD = 50_000;
  static final int WEBP = 50_001;

  private static final int CCITT_RLE = 2;
  private static final int CCITT_T4 = 3;
  private static final int CCITT_T6 = 4;
  static final int ADOBE_DEFLATE = 8;
  static final int DEFLATE = 32_946;
  static final int PACK_BITS = 32_773;

  private static final Map<Integer, String> UNREAD_COMPRESSIONS =
      Map.of(
          6,
          "old-style JPEG",
          34_712,
          "JPEG 2000",
          34_887,
          "LERC",
          WEBP,
          "WebP",
          50_002,
          "JPEG XL");

  static final int WHITE_IS_ZERO = 0;
  static final int PALETTE = 3;
  private static final int TRANSPARENCY_MASK = 4;
  private static final int SEPARATED = 5;
  private static final int YCBCR = 6;

  static final int UNSIGNED = 1;
  static final int SIGNED = 2;
  static final int FLOAT = 3;
  private static final int UNTYPED = 4;

  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final Path file;
  private final TiffDirectory directory;
  private final long width;
  private final long height;
  private final int bands;
  private final int bits;
  private final int compression;
  private final boolean planar;

  private TiffStructure(Path file, TiffDirectory directory) {
    this.file = file;
    this.directory = directory;
    width = directory.number(TiffTag.IMAGE_WIDTH, 0);
    height = directory.number(TiffTag.IMAGE_LENGTH, 0);
    bands = (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    bits = (int) directory.number(TiffTag.BITS_PER_SAMPLE, 1);
    compression = (int) directory.number(TiffTag.COMPRESSION, UNCOMPRESSED);
    planar = directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2;
  }

  /**
   * Checks one image of a file.
   *
   * @throws InputException if it is damaged, cut off, or of a kind that can't be read
   */
  static void check(Path file, TiffDirectory directory) throws IOException {
    TiffStructure structure = new TiffStructure(file, directory);
    structure.checkSize();
    structure.checkSamples();
    structure.checkCompression();
    structure.checkColours();
    structure.checkBlocks(Files.size(file));
  }

  private void checkSize() {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw damaged("it has " + width + " x " + height + " pixels");
    }
    if (bands < 1) {
      throw damaged("it has no band");
    }
    long arrangement = directory.number(TiffTag.PLANAR_CONFIGURATION, 1);
    if (arrangement != 1 && arrangement != 2) {
      throw damaged("its " + TiffTag.PLANAR_CONFIGURATION + " is " + arrangement);
    }
  }

  private void checkSamples() {
    same(TiffTag.BITS_PER_SAMPLE, "bands of different bits");
    same(TiffTag.SAMPLE_FORMAT, "bands of different types");
    long format = directory.number(TiffTag.SAMPLE_FORMAT, UNSIGNED);
    if (format > UNTYPED || format < UNSIGNED) {
      throw unread(
          format == 5 || format == 6 ? "complex numbers" : "untyped numbers", "-ot Float32");
    }
    boolean bytes = bits % Byte.SIZE == 0;
    if (format == FLOAT) {
      if (bits != 16 && bits != 32 && bits != 64) {
        throw unread(bits + "-bit floating-point numbers", "-ot Float32 -co NBITS=32");
      }
    } else if (bits < 1 || bits > 16 && bits != 32 && bits != 64) {
      throw unread("samples of " + bits + " bits", "-ot Float32");
    } else if (format == SIGNED && !bytes) {
      throw unread("signed numbers of " + bits + " bits", "-ot Int16 -co NBITS=16");
    }
  }

  /** All bands have the same value, said once or for each. */
  private void same(TiffTag tag, String otherwise) {
    long[] values = directory.numbers(tag);
    if (values.length > 1 && values.length != bands) {
      throw damaged("it has " + bands + " bands, but " + values.length + " values of " + tag);
    }
    if (Arrays.stream(values).distinct().count() > 1) {
      throw unread(otherwise, "-ot Float32");
    }
  }

  private void checkCompression() throws IOException {
    switch (compression) {
      case UNCOMPRESSED, LZW, JPEG, ADOBE_DEFLATE, DEFLATE, PACK_BITS, LZMA, ZSTD -> {}
      case CCITT_RLE, CCITT_T4, CCITT_T6 -> {
        if (bits != 1) {
          throw damaged("it is packed as a fax, but has " + bits + " bits a pixel");
        }
        if (bands > 1) {
          throw unread("a fax of " + bands + " bands", "-ot Byte -co COMPRESS=DEFLATE");
        }
      }
      case WEBP -> checkWebp();
      default -> throw unreadCompression();
    }
    if (compression == JPEG && bits != 8) {
      throw unread("JPEG of " + bits + " bits", "-co COMPRESS=DEFLATE");
    }
    long predictor = directory.number(TiffTag.PREDICTOR, 1);
    if (predictor < 1 || predictor > 3) {
      throw damaged("its " + TiffTag.PREDICTOR + " is " + predictor);
    }
    boolean predicted =
        compression == LZW
            || compression == DEFLATE
            || compression == ADOBE_DEFLATE
            || compression == LZMA
            || compression == ZSTD;
    boolean floats = directory.number(TiffTag.SAMPLE_FORMAT, UNSIGNED) == FLOAT;
    if (predicted && predictor == 3 && !floats) {
      throw damaged("it has whole numbers and the predictor of floating-point ones");
    }
    if (predicted && predictor == 2 && bits % Byte.SIZE != 0) {
      throw unread("a horizontal predictor of " + bits + " bits", "-co PREDICTOR=1");
    }
    long order = directory.number(TiffTag.FILL_ORDER, 1);
    boolean fax = compression >= CCITT_RLE && compression <= CCITT_T6;
    if (order != 1 && !(order == 2 && fax)) {
      throw order == 2
          ? unread("bits in reverse order", "-co COMPRESS=DEFLATE")
          : damaged("its " + TiffTag.FILL_ORDER + " is " + order);
    }
  }

  private InputException unreadCompression() {
    String name = UNREAD_COMPRESSIONS.get(compression);
    if (name == null) {
      return damaged("its " + TiffTag.COMPRESSION + " is " + compression);
    }
    return new UnsupportedRasterException(
        file,
        " is compressed as "
            + name
            + ", which the command line reads where GDAL is installed; convert it with gdal_translate"
            + " -co COMPRESS=DEFLATE.");
  }

  private void checkWebp() throws IOException {
    if (!WebpBlocks.areRead()) {
      throw unreadCompression();
    }
    if (bits != 8 || planar || bands != 3 && bands != 4) {
      throw damaged("it is packed as WebP, but has no 3 or 4 bands of 8 bits side by side");
    }
    boolean tiled = directory.has(TiffTag.TILE_WIDTH);
    WebpBlocks.check(
        file,
        directory.numbers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS),
        directory.numbers(tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS));
  }

  private void checkColours() {
    if (!directory.has(TiffTag.PHOTOMETRIC)) {
      throw damaged("it lacks the tag " + TiffTag.PHOTOMETRIC);
    }
    long photometric = directory.number(TiffTag.PHOTOMETRIC, 1);
    if (photometric > YCBCR && photometric != 32_803 && photometric != 34_892) {
      throw unread("colours of kind " + photometric, "-co PHOTOMETRIC=MINISBLACK");
    }
    if (photometric == YCBCR && compression != JPEG) {
      throw unread("YCbCr colours", "-co PHOTOMETRIC=RGB");
    }
    long[] subsampling = directory.numbers(TiffTag.YCBCR_SUBSAMPLING);
    if (Arrays.stream(subsampling).anyMatch(each -> each != 1 && each != 2 && each != 4)) {
      throw damaged("its " + TiffTag.YCBCR_SUBSAMPLING + " is " + Arrays.toString(subsampling));
    }
    if (photometric == SEPARATED && compression == JPEG) {
      throw unread("CMYK colours", "-co COMPRESS=DEFLATE");
    }
    if (photometric == WHITE_IS_ZERO
        && (bits > 16 || directory.number(TiffTag.SAMPLE_FORMAT, UNSIGNED) == FLOAT)) {
      throw unread("numbers for which white is 0", "-co PHOTOMETRIC=MINISBLACK");
    }
    if (photometric == PALETTE) {
      long colours = directory.numbers(TiffTag.COLOR_MAP).length;
      if (bands != 1 || bits > 16 || colours != 3L << bits) {
        throw damaged(
            "it has a colour table of "
                + colours
                + " values for "
                + bands
                + " bands of "
                + bits
                + " bits");
      }
    }
    if (photometric == TRANSPARENCY_MASK && (bands != 1 || bits != 1 && bits != 8)) {
      throw damaged("it is a mask of " + bands + " bands of " + bits + " bits");
    }
    long[] extra = directory.numbers(TiffTag.EXTRA_SAMPLES);
    if (extra.length > bands || Arrays.stream(extra).anyMatch(each -> each > 2)) {
      throw damaged("its " + TiffTag.EXTRA_SAMPLES + " are not kinds of its bands");
    }
  }

  private void checkBlocks(long length) {
    boolean tiled = directory.has(TiffTag.TILE_WIDTH) || directory.has(TiffTag.TILE_LENGTH);
    long blockWidth = tiled ? directory.number(TiffTag.TILE_WIDTH, 0) : width;
    long blockHeight =
        tiled
            ? directory.number(TiffTag.TILE_LENGTH, 0)
            : Math.min(directory.number(TiffTag.ROWS_PER_STRIP, height), height);
    if (blockWidth < 1
        || blockHeight < 1
        || blockWidth > Integer.MAX_VALUE
        || blockHeight > Integer.MAX_VALUE) {
      throw damaged("its tiles or strips have " + blockWidth + " x " + blockHeight + " pixels");
    }
    if (tiled && (blockWidth % 16 != 0 || blockHeight % 16 != 0)) {
      throw damaged(
          "its tiles have " + blockWidth + " x " + blockHeight + " pixels, not multiples of 16");
    }
    long rowBytes = (blockWidth * bits * (planar ? 1 : bands) + 7) / 8;
    if (rowBytes * blockHeight > MOST_BYTES) {
      throw unread("tiles or strips of more than 2 GiB", "-co TILED=YES");
    }
    long down = (height + blockHeight - 1) / blockHeight;
    long plane = (width + blockWidth - 1) / blockWidth * down;
    long blocks = plane * (planar ? bands : 1);
    long[] offsets = directory.numbers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
    long[] sizes = directory.numbers(tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS);
    if (offsets.length != blocks || sizes.length != blocks) {
      throw damaged(
          "it has "
              + blocks
              + (tiled ? " tiles" : " strips")
              + ", but "
              + offsets.length
              + " places and "
              + sizes.length
              + " sizes of them");
    }
    if (plane == 1 && planar && bands > 1 && compression == JPEG) {
      // ImageIO-EXT takes them for interleaved by pixel.
      throw unread(
          "bands in planes of a single " + (tiled ? "tile" : "strip"), "-co INTERLEAVE=PIXEL");
    }
    long end = 0;
    for (int i = 0; i < blocks; i++) {
      if (sizes[i] == 0 && offsets[i] == 0) {
        continue; // a file with holes, where all is nodata
      }
      long rows = tiled ? blockHeight : Math.min(blockHeight, height - i % down * blockHeight);
      if (sizes[i] < 1 || offsets[i] < 8 || sizes[i] > MOST_BYTES) {
        throw damaged(
            "a " + (tiled ? "tile" : "strip") + " of " + sizes[i] + " bytes is at " + offsets[i]);
      }
      if (compression == UNCOMPRESSED && sizes[i] < rows * rowBytes) {
        throw damaged(
            (tiled ? "a tile" : "a strip")
                + " has "
                + sizes[i]
                + " bytes, but its pixels have "
                + rows * rowBytes);
      }
      end = Math.max(end, offsets[i] + sizes[i]);
    }
    if (end > length) {
      throw new InputException(
          file,
          " can't be read as a GeoTIFF: it is cut off after "
              + length
              + " bytes, but its pixels reach as far as byte "
              + end
              + "; copy or download it again.");
    }
  }

  private InputException unread(String what, String options) {
    return new UnsupportedRasterException(
        file,
        " holds "
            + what
            + ", which can't be read; convert it with gdal_translate "
            + options
            + ".");
  }

  private InputException damaged(String how) {
    return TiffDirectory.damagedHeader(file, how);
  }
}
