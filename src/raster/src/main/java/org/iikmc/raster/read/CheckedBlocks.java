/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import io.airlift.compress.zstd.ZstdDecompressor;
import it.geosolutions.imageio.plugins.tiff.TIFFDecompressor;
import it.geosolutions.imageioimpl.plugins.tiff.PredictorDecompressor;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFLZWDecompressor;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFPackBitsDecompressor;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.IIOException;

/**
 * Unpacks the tiles or strips of a TIFF for ImageIO-EXT with its own parts, but each into an array
 * of its own, and sees that it is whole. ImageIO-EXT takes what a block lacks for zeros, and adds
 * up the first rows of an image of 8-bit LZW strips again for each further strip (imageio-ext#346).
 */
final class CheckedBlocks extends TIFFDecompressor {
  private static final int NO_PREDICTOR = 1;

  private final int compression;
  private final int predictor;
  private final int height;

  private CheckedBlocks(int compression, int predictor, int height) {
    this.height = height;
    this.compression = compression;
    this.predictor = compression == TiffStructure.PACK_BITS ? NO_PREDICTOR : predictor;
  }

  /**
   * For one reading of an image.
   *
   * @param height of a block
   * @return nothing where ImageIO-EXT's own is as good
   */
  static Optional<TIFFDecompressor> of(int compression, int predictor, int height) {
    return switch (compression) {
      case TiffStructure.LZW,
          TiffStructure.DEFLATE,
          TiffStructure.ADOBE_DEFLATE,
          TiffStructure.ZSTD,
          TiffStructure.PACK_BITS ->
          Optional.of(new CheckedBlocks(compression, predictor, height));
      default -> Optional.empty();
    };
  }

  @Override
  public void decodeRaw(byte[] target, int offset, int bitsPerPixel, int stride)
      throws IOException {
    byte[] packed = new byte[byteCount];
    stream.seek(this.offset);
    stream.readFully(packed);
    int row = (srcWidth * bitsPerPixel + 7) / 8;
    byte[] rows = new byte[row * srcHeight];
    int length = unpack(packed, rows);
    if (length != rows.length) {
      throw new IIOException(
          "a block of " + rows.length + " bytes ends after " + length + " of them");
    }
    if (predictor != NO_PREDICTOR) {
      new PredictorDecompressor(
              predictor,
              bitsPerSample,
              sampleFormat,
              planar ? 1 : samplesPerPixel,
              stream.getByteOrder())
          .decompress(rows, 0, 0, srcHeight, srcWidth, row);
    }
    for (int y = 0; y < srcHeight; y++) {
      System.arraycopy(rows, y * row, target, offset + y * stride, row);
    }
  }

  /**
   * Unpacks a block.
   *
   * @return how many bytes of {@code rows} were filled
   */
  private int unpack(byte[] packed, byte[] rows) throws IOException {
    try {
      return switch (compression) {
        case TiffStructure.LZW -> lzw().decode(packed, 0, rows, 0, rows.length);
        case TiffStructure.PACK_BITS -> new TIFFPackBitsDecompressor().decode(packed, 0, rows, 0);
        case TiffStructure.ZSTD ->
            new ZstdDecompressor().decompress(packed, 0, packed.length, rows, 0, rows.length);
        default -> inflate(packed, rows);
      };
    } catch (DataFormatException | RuntimeException e) { // whatever the library trips over
      throw new IIOException("a block can't be unpacked: " + e.getMessage(), e);
    }
  }

  private TIFFLZWDecompressor lzw() throws IOException {
    TIFFLZWDecompressor lzw = new TIFFLZWDecompressor(NO_PREDICTOR);
    lzw.setStream(stream); // it asks all of these, for nothing
    lzw.setBitsPerSample(bitsPerSample);
    lzw.setSampleFormat(sampleFormat);
    return lzw;
  }

  private int inflate(byte[] packed, byte[] rows) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int length = 0;
      int more = 1;
      while (length < rows.length && more > 0) { // 0 at its end, or in want of more
        more = inflater.inflate(rows, length, rows.length - length);
        length += more;
      }
      // The last strip may be filled up; more in another one is not of this image.
      if (srcHeight == height && inflater.inflate(new byte[1]) > 0) {
        throw new DataFormatException("it holds more than its pixels");
      }
      return length;
    } finally {
      inflater.end();
    }
  }
}
