/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferDouble;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelSource;

/**
 * The tiles or strips of an image of a TIFF, from the file straight into an array for each band:
 * pixel by pixel or plane by plane, of either byte order, of 1 to 64 bits. ImageIO-EXT reads the
 * same, but on a detour through a copy for each tile and band, and takes what a block lacks for
 * zeros. Immutable and safe for use by several threads, which read at once.
 */
final class TiffBlocks {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes between blocks that are read along with them, as GDAL's repeated sizes of blocks. */
  private static final int MOST_BETWEEN = 16 << 10;

  private final Path file;
  private final FileState state;
  private final int width;
  private final int height;
  private final int bands;
  private final int bits;
  private final int format;
  private final int dataType;
  private final boolean planar;
  private final boolean tiled;
  private final int blockWidth;
  private final int blockHeight;
  private final int across;
  private final int down;
  private final long[] offsets;
  private final long[] sizes;
  private final ByteOrder order;
  private final BlockCodec codec;
  private final boolean hasNodata;

  private TiffBlocks(Path file, TiffDirectory directory, BlockCodec codec) throws IOException {
    this.file = file;
    this.codec = codec;
    state = FileState.of(file);
    width = (int) directory.number(TiffTag.IMAGE_WIDTH, 0);
    height = (int) directory.number(TiffTag.IMAGE_LENGTH, 0);
    bands = (int) directory.number(TiffTag.SAMPLES_PER_PIXEL, 1);
    bits = (int) directory.number(TiffTag.BITS_PER_SAMPLE, 1);
    format = (int) directory.number(TiffTag.SAMPLE_FORMAT, TiffStructure.UNSIGNED);
    dataType = dataType(bits, format);
    planar = directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2;
    tiled = directory.has(TiffTag.TILE_WIDTH);
    blockWidth = (int) directory.number(TiffTag.TILE_WIDTH, width);
    blockHeight =
        (int)
            directory.number(
                TiffTag.TILE_LENGTH,
                Math.min(directory.number(TiffTag.ROWS_PER_STRIP, height), height));
    across = (width + blockWidth - 1) / blockWidth;
    down = (height + blockHeight - 1) / blockHeight;
    offsets = directory.numbers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS);
    sizes = directory.numbers(tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS);
    order = directory.order();
    hasNodata = directory.has(TiffTag.GDAL_NODATA);
  }

  /**
   * The blocks of an image that {@link TiffStructure} has found in order.
   *
   * @return nothing for an image of JPEGs or faxes, which ImageIO-EXT unpacks
   */
  static Optional<TiffBlocks> of(Path file, TiffDirectory directory) throws IOException {
    Optional<BlockCodec> codec = BlockCodec.of(directory);
    return codec.isEmpty()
        ? Optional.empty()
        : Optional.of(new TiffBlocks(file, directory, codec.get()));
  }

  /** The least that holds all values. */
  private static int dataType(int bits, int format) {
    if (format == TiffStructure.FLOAT) {
      return bits == Double.SIZE ? DataBuffer.TYPE_DOUBLE : DataBuffer.TYPE_FLOAT;
    }
    boolean signed = format == TiffStructure.SIGNED;
    if (bits <= Byte.SIZE) {
      return signed ? DataBuffer.TYPE_SHORT : DataBuffer.TYPE_BYTE;
    }
    if (bits <= Short.SIZE) {
      return signed ? DataBuffer.TYPE_SHORT : DataBuffer.TYPE_USHORT;
    }
    return signed && bits == Integer.SIZE ? DataBuffer.TYPE_INT : DataBuffer.TYPE_DOUBLE;
  }

  /**
   * Reads every n-th pixel of every n-th row of a window.
   *
   * @param window within the image
   * @param step 1 for all
   * @param cells bit i is pixel i of the raster; cleared where the file leaves nodata out
   * @param room of this thread
   * @return a raster at (0, 0) with an array for each band, as long as the raster has pixels
   * @throws IOException if a block can't be read or unpacked
   * @throws InputException if another file has taken the place of the one whose directory this
   *     knows
   */
  WritableRaster read(Rectangle window, int step, BitSet cells, BlockRoom room) throws IOException {
    int wide = PixelSource.thinned(window.width, step);
    int high = PixelSource.thinned(window.height, step);
    if (!state.equals(FileState.of(file))) {
      throw FileState.wasChanged(file);
    }
    DataBuffer buffer = buffer(wide * high);
    Rectangle wanted = blocks(window);
    try (FileBytes in = FileBytes.open(file)) {
      for (int y = wanted.y; y < wanted.y + wanted.height; y++) {
        for (int x = wanted.x; x < wanted.x + wanted.width; x++) {
          read(x, y, wanted, in, new Target(window, step, wide, buffer, cells), room);
        }
      }
    }
    return Raster.createWritableRaster(
        new BandedSampleModel(dataType, wide, high, bands), buffer, new Point());
  }

  /** The columns and rows of blocks that hold a window. */
  private Rectangle blocks(Rectangle window) {
    int x = window.x / blockWidth;
    int y = window.y / blockHeight;
    int endX = (window.x + window.width + blockWidth - 1) / blockWidth;
    int endY = (window.y + window.height + blockHeight - 1) / blockHeight;
    return new Rectangle(x, y, endX - x, endY - y);
  }

  private DataBuffer buffer(int pixels) {
    return switch (dataType) {
      case DataBuffer.TYPE_BYTE -> new DataBufferByte(pixels, bands);
      case DataBuffer.TYPE_USHORT -> new DataBufferUShort(pixels, bands);
      case DataBuffer.TYPE_SHORT -> new DataBufferShort(pixels, bands);
      case DataBuffer.TYPE_INT -> new DataBufferInt(pixels, bands);
      case DataBuffer.TYPE_FLOAT -> new DataBufferFloat(pixels, bands);
      default -> new DataBufferDouble(pixels, bands);
    };
  }

  /** Where pixels go. */
  private record Target(Rectangle window, int step, int width, DataBuffer buffer, BitSet cells) {
    /** The first wanted place at or after one of the image. */
    int next(int place, int start) {
      return start + PixelSource.thinned(Math.max(0, place - start), step) * step;
    }
  }

  private void read(int x, int y, Rectangle wanted, FileBytes in, Target target, BlockRoom room)
      throws IOException {
    int rows = tiled ? blockHeight : Math.min(blockHeight, height - y * blockHeight);
    int samples = planar ? 1 : bands;
    int rowBytes = (blockWidth * samples * bits + 7) / 8;
    for (int plane = 0; plane < (planar ? bands : 1); plane++) {
      int block = (plane * down + y) * across + x;
      if (sizes[block] == 0) {
        if (hasNodata) {
          clear(x * blockWidth, y * blockHeight, target);
        }
        continue; // a hole, where all is nodata or, if there is none, 0
      }
      int size = (int) sizes[block];
      in.read(offsets[block], room.packed(size), 0, size, () -> end(x, y, wanted, block));
      byte[] unpacked = codec.unpack(room, size, blockWidth, rows, rowBytes, rows < blockHeight);
      copy(unpacked, rowBytes, samples, x * blockWidth, y * blockHeight, target, plane);
    }
  }

  /** Where those blocks end that are read from one on and lie one after the other in the file. */
  private long end(int x, int y, Rectangle wanted, int block) {
    long end = offsets[block] + sizes[block];
    if (planar) {
      return end; // the next one is of another plane
    }
    for (int row = y, column = x + 1; row < wanted.y + wanted.height; row++, column = wanted.x) {
      for (; column < wanted.x + wanted.width; column++) {
        int next = row * across + column;
        if (sizes[next] > 0 && (offsets[next] < end || offsets[next] > end + MOST_BETWEEN)) {
          return end;
        }
        end = sizes[next] > 0 ? offsets[next] + sizes[next] : end;
      }
    }
    return end;
  }

  private void clear(int left, int top, Target target) {
    Rectangle hole = new Rectangle(left, top, blockWidth, blockHeight);
    Rectangle window = target.window;
    for (int y = target.next(top, window.y); hole.contains(left, y); y += target.step) {
      int first = (y - window.y) / target.step * target.width;
      int from = (target.next(left, window.x) - window.x) / target.step;
      int past = left + blockWidth - window.x;
      int to = Math.min(target.width, PixelSource.thinned(past, target.step));
      if (y < window.y + window.height && from < to) {
        target.cells.clear(first + from, first + to);
      }
    }
  }

  /**
   * Copies the bands of a block, as much of them as is wanted: row after row, because a row is read
   * for each band and should be in the cache still.
   */
  private void copy(
      byte[] from, int rowBytes, int samples, int left, int top, Target target, int firstBand) {
    Rectangle window = target.window;
    int firstX = target.next(left, window.x);
    int endX = Math.min(left + blockWidth, window.x + window.width);
    int endY = Math.min(top + blockHeight, window.y + window.height);
    for (int y = target.next(top, window.y); y < endY; y += target.step) {
      int row = (y - top) * rowBytes;
      int to = (y - window.y) / target.step * target.width + (firstX - window.x) / target.step;
      int count = PixelSource.thinned(Math.max(0, endX - firstX), target.step);
      if (bits % Byte.SIZE > 0) {
        for (int b = 0; b < samples; b++) {
          int bit = ((firstX - left) * samples + b) * bits;
          copyBits(from, row, bit, samples * target.step * bits, target, firstBand + b, to, count);
        }
      } else {
        int bytes = bits / Byte.SIZE;
        for (int b = 0; b < samples; b++) {
          int at = row + ((firstX - left) * samples + b) * bytes;
          int stride = samples * target.step * bytes;
          copyRow(from, at, stride, target.buffer, firstBand + b, to, count);
        }
      }
    }
  }

  /** The first bit of a value is the highest; values go on from byte to byte. */
  private void copyBits(
      byte[] from, int row, int bit, int stride, Target target, int band, int to, int count) {
    int mask = (1 << bits) - 1;
    for (int i = 0; i < count; i++, bit += stride) {
      int at = row + bit / Byte.SIZE;
      int three = 0;
      for (int j = 0; j < 3; j++) {
        three = three << Byte.SIZE | (at + j < from.length ? from[at + j] & 0xFF : 0);
      }
      int value = three >> 3 * Byte.SIZE - bits - bit % Byte.SIZE & mask;
      target.buffer.setElem(band, to + i, value);
    }
  }

  private void copyRow(
      byte[] from, int at, int stride, DataBuffer buffer, int band, int to, int count) {
    boolean low = order == ByteOrder.LITTLE_ENDIAN;
    switch (dataType) {
      case DataBuffer.TYPE_BYTE -> {
        byte[] out = ((DataBufferByte) buffer).getData(band);
        for (int i = 0; i < count; i++) {
          out[to + i] = from[at + i * stride];
        }
      }
      case DataBuffer.TYPE_USHORT ->
          shorts(from, at, stride, ((DataBufferUShort) buffer).getData(band), to, count, low);
      case DataBuffer.TYPE_SHORT -> {
        short[] out = ((DataBufferShort) buffer).getData(band);
        if (bits == Byte.SIZE) {
          for (int i = 0; i < count; i++) {
            out[to + i] = from[at + i * stride];
          }
        } else {
          shorts(from, at, stride, out, to, count, low);
        }
      }
      case DataBuffer.TYPE_INT -> {
        int[] out = ((DataBufferInt) buffer).getData(band);
        for (int i = 0; i < count; i++) {
          out[to + i] = integer(from, at + i * stride, low);
        }
      }
      case DataBuffer.TYPE_FLOAT -> {
        float[] out = ((DataBufferFloat) buffer).getData(band);
        for (int i = 0; i < count; i++) {
          int place = at + i * stride;
          out[to + i] =
              bits == Short.SIZE
                  ? half(shortAt(from, place, low))
                  : Float.intBitsToFloat(integer(from, place, low));
        }
      }
      default -> {
        double[] out = ((DataBufferDouble) buffer).getData(band);
        for (int i = 0; i < count; i++) {
          out[to + i] = number(from, at + i * stride, low);
        }
      }
    }
  }

  private static void shorts(
      byte[] from, int at, int stride, short[] out, int to, int count, boolean low) {
    if (low) {
      for (int i = 0, place = at; i < count; i++, place += stride) {
        out[to + i] = (short) SHORTS.get(from, place);
      }
    } else {
      for (int i = 0, place = at; i < count; i++, place += stride) {
        out[to + i] = Short.reverseBytes((short) SHORTS.get(from, place));
      }
    }
  }

  /** A number that no smaller type holds: of 32 bits without a sign, or of 64. */
  private double number(byte[] from, int at, boolean low) {
    if (bits == Integer.SIZE) {
      return Integer.toUnsignedLong(integer(from, at, low));
    }
    long stored = (long) LONGS.get(from, at);
    long value = low ? stored : Long.reverseBytes(stored);
    if (format == TiffStructure.FLOAT) {
      return Double.longBitsToDouble(value);
    }
    return format == TiffStructure.SIGNED || value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
  }

  /** A half float (IEEE 754 binary16). */
  private static float half(short value) {
    int exponent = value >> 10 & 0x1F;
    int fraction = value & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        };
    return value < 0 ? -size : size;
  }

  private static short shortAt(byte[] from, int at, boolean low) {
    short value = (short) SHORTS.get(from, at);
    return low ? value : Short.reverseBytes(value);
  }

  private static int integer(byte[] from, int at, boolean low) {
    int value = (int) INTS.get(from, at);
    return low ? value : Integer.reverseBytes(value);
  }
}
