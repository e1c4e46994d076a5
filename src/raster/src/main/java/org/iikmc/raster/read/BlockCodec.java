/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import io.airlift.compress.zstd.ZstdDecompressor;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFLZWDecompressor;
import it.geosolutions.imageioimpl.plugins.tiff.TIFFPackBitsDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.IIOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * How the blocks of an image are packed: unpacks one, by libraries, and sees that it is whole.
 * Immutable and safe for use by several threads.
 */
final class BlockCodec {
  private static final int NO_PREDICTOR = 1;
  private static final int HORIZONTAL = 2;
  private static final int FLOATING_POINT = 3;

  /** Of the dictionary of a block: as much as xz's strongest preset takes, and a little more. */
  private static final int MOST_KIBIBYTES = 80 << 10;

  private final int compression;
  private final int predictor;
  private final int bits;
  private final int format;
  private final int samples;
  private final ByteOrder order;

  private BlockCodec(TiffDirectory directory) {
    compression = (int) directory.number(TiffTag.COMPRESSION, TiffStructure.UNCOMPRESSED);
    boolean predicted =
        compression != TiffStructure.UNCOMPRESSED && compression != TiffStructure.PACK_BITS;
    predictor = predicted ? (int) directory.number(TiffTag.PREDICTOR, NO_PREDICTOR) : NO_PREDICTOR;
    bits = (int) directory.number(TiffTag.BITS_PER_SAMPLE, 1);
    format = (int) directory.number(TiffTag.SAMPLE_FORMAT, TiffStructure.UNSIGNED);
    boolean planar = directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2;
    samples = planar ? 1 : (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    order = directory.order();
  }

  /**
   * The codec of an image.
   *
   * @return nothing for one of JPEGs or faxes
   */
  static Optional<BlockCodec> of(TiffDirectory directory) {
    return switch ((int) directory.number(TiffTag.COMPRESSION, TiffStructure.UNCOMPRESSED)) {
      case TiffStructure.UNCOMPRESSED,
          TiffStructure.LZW,
          TiffStructure.DEFLATE,
          TiffStructure.ADOBE_DEFLATE,
          TiffStructure.LZMA,
          TiffStructure.ZSTD,
          TiffStructure.WEBP,
          TiffStructure.PACK_BITS ->
          Optional.of(new BlockCodec(directory));
      default -> Optional.empty();
    };
  }

  /**
   * Unpacks a block.
   *
   * @param room holds the packed bytes
   * @param size how many they are
   * @param width pixels of a row
   * @param rows of the block
   * @param rowBytes bytes of a row
   * @param cut whether it is the last strip, of fewer rows than the others, which may be filled up
   * @return an array that begins with {@code rows × rowBytes} bytes; it may be of the room
   */
  byte[] unpack(BlockRoom room, int size, int width, int rows, int rowBytes, boolean cut)
      throws IOException {
    int wanted = rows * rowBytes;
    byte[] packed = room.packed(size);
    byte[] unpacked =
        switch (compression) {
          case TiffStructure.UNCOMPRESSED -> packed;
          // Their decoders go on to the end of an array.
          case TiffStructure.LZW, TiffStructure.PACK_BITS -> new byte[wanted];
          default -> room.unpacked(wanted);
        };
    int length =
        compression == TiffStructure.UNCOMPRESSED
            ? size
            : compression == TiffStructure.WEBP
                ? WebpBlocks.unpack(packed, size, unpacked, width, rows, samples)
                : unpack(packed, size, unpacked, wanted, cut);
    if (length < wanted) {
      throw new IIOException("a block of " + wanted + " bytes ends after " + length + " of them");
    }
    if (predictor == HORIZONTAL) {
      addUp(unpacked, width, rows, rowBytes);
    } else if (predictor == FLOATING_POINT) {
      putTogether(unpacked, width, rows, rowBytes);
    }
    return unpacked;
  }

  private int[] forEachBand(int value) {
    int[] values = new int[samples];
    Arrays.fill(values, value);
    return values;
  }

  /** Each value was stored less that of its band in the pixel before (TIFF 6.0, section 14). */
  private void addUp(byte[] bytes, int width, int rows, int rowBytes) {
    int size = bits / Byte.SIZE;
    int distance = samples * size;
    for (int row = 0; row < rows; row++) {
      int start = row * rowBytes;
      int end = start + width * distance;
      switch (size) {
        case 1 -> {
          for (int i = start + distance; i < end; i++) {
            bytes[i] += bytes[i - distance];
          }
        }
        case Short.BYTES -> addUpShorts(bytes, start, end, distance);
        default -> addUpLonger(bytes, start, end, distance, size);
      }
    }
  }

  /** Most files are of these, so that it is worth a loop of its own. */
  private void addUpShorts(byte[] bytes, int start, int end, int distance) {
    int high = order == ByteOrder.LITTLE_ENDIAN ? 1 : 0;
    for (int i = start + distance; i < end; i += Short.BYTES) {
      int low = (bytes[i + 1 - high] & 0xFF) + (bytes[i + 1 - high - distance] & 0xFF);
      bytes[i + 1 - high] = (byte) low;
      bytes[i + high] += (byte) (bytes[i + high - distance] + (low >> Byte.SIZE));
    }
  }

  private void addUpLonger(byte[] bytes, int start, int end, int distance, int size) {
    int step = order == ByteOrder.LITTLE_ENDIAN ? 1 : -1;
    for (int i = start + distance; i < end; i += size) {
      int at = step > 0 ? i : i + size - 1;
      int carry = 0;
      for (int j = 0; j < size; j++, at += step) {
        carry += (bytes[at] & 0xFF) + (bytes[at - distance] & 0xFF);
        bytes[at] = (byte) carry;
        carry >>= Byte.SIZE;
      }
    }
  }

  /**
   * A row was stored as the first bytes of all values, then the second ones, and so on from the
   * most significant, and each byte less the one before (Adobe Photoshop TIFF Technical Note 3).
   */
  private void putTogether(byte[] bytes, int width, int rows, int rowBytes) {
    int size = bits / Byte.SIZE;
    int values = width * samples;
    byte[] apart = new byte[values * size];
    for (int row = 0; row < rows; row++) {
      int start = row * rowBytes;
      System.arraycopy(bytes, start, apart, 0, apart.length);
      for (int i = samples; i < apart.length; i++) {
        apart[i] += apart[i - samples];
      }
      for (int j = 0; j < size; j++) {
        int place = start + (order == ByteOrder.LITTLE_ENDIAN ? size - 1 - j : j);
        for (int i = 0; i < values; i++) {
          bytes[place + i * size] = apart[j * values + i];
        }
      }
    }
  }

  /**
   * Unpacks a block.
   *
   * @return how many bytes were filled
   */
  private int unpack(byte[] packed, int size, byte[] rows, int wanted, boolean cut)
      throws IOException {
    try {
      return switch (compression) {
        case TiffStructure.LZW -> lzw().decode(Arrays.copyOf(packed, size), 0, rows, 0, wanted);
        case TiffStructure.PACK_BITS ->
            new TIFFPackBitsDecompressor().decode(Arrays.copyOf(packed, size), 0, rows, 0);
        case TiffStructure.LZMA ->
            new XZInputStream(new ByteArrayInputStream(packed, 0, size), MOST_KIBIBYTES)
                .readNBytes(rows, 0, wanted);
        case TiffStructure.ZSTD ->
            new ZstdDecompressor().decompress(packed, 0, size, rows, 0, wanted);
        default -> inflate(packed, size, rows, wanted, cut);
      };
    } catch (DataFormatException | RuntimeException e) { // whatever the library trips over
      throw new IIOException("a block can't be unpacked: " + e.getMessage(), e);
    }
  }

  private TIFFLZWDecompressor lzw() throws IOException {
    TIFFLZWDecompressor lzw = new TIFFLZWDecompressor(NO_PREDICTOR);
    // It asks all of these, for nothing.
    lzw.setStream(new MemoryCacheImageInputStream(InputStream.nullInputStream()));
    lzw.setBitsPerSample(forEachBand(bits));
    lzw.setSampleFormat(forEachBand(format));
    return lzw;
  }

  private static int inflate(byte[] packed, int size, byte[] rows, int wanted, boolean cut)
      throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, 0, size);
      int length = 0;
      int more = 1;
      while (length < wanted && more > 0) { // 0 at its end, or in want of more
        more = inflater.inflate(rows, length, wanted - length);
        length += more;
      }
      // The last strip may be filled up; more in another one is not of this image.
      if (!cut && inflater.inflate(new byte[1]) > 0) {
        throw new DataFormatException("it holds more than its pixels");
      }
      return length;
    } finally {
      inflater.end();
    }
  }
}
