/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.iikmc.raster.InputException;

/**
 * Sees that all pixels of a TIFF or BigTIFF lie within its file. The reader takes what a cut-off
 * file lacks for zeros, which would end in a wrong map, and its metadata leave out where the pixels
 * lie; so these few tags are read here.
 */
final class TiffCompleteness {
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;

  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final ImageInputStream in;
  private final boolean big;
  private final Map<Integer, Field> fields = new HashMap<>();

  /** Values of a tag, and where they lie in the file. */
  private record Field(int type, long count, long position) {}

  private TiffCompleteness(ImageInputStream in) throws IOException {
    this.in = in;
    in.setByteOrder(in.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.seek(2);
    big = in.readUnsignedShort() == 43;
    in.seek(big ? 8 : 4);
    in.seek(readOffset());
    long entries = big ? in.readLong() : in.readUnsignedShort();
    int inline = big ? 8 : 4;
    for (long i = 0; i < entries && i < 65_536; i++) {
      int tag = in.readUnsignedShort();
      int type = in.readUnsignedShort();
      long count = readOffset();
      long here = in.getStreamPosition();
      boolean fits = count * size(type) <= inline;
      fields.put(tag, new Field(type, count, fits ? here : readOffset()));
      in.seek(here + inline);
    }
  }

  /**
   * Reads the first directory of a file that starts as a TIFF.
   *
   * @throws InputException if it or the strips or tiles that it names lie beyond the end of the
   *     file
   */
  static void check(Path file) throws IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      long end;
      try {
        TiffCompleteness tiff = new TiffCompleteness(in);
        end =
            Math.max(
                tiff.end(TILE_OFFSETS, TILE_BYTE_COUNTS),
                tiff.end(STRIP_OFFSETS, STRIP_BYTE_COUNTS));
      } catch (EOFException e) {
        throw cutOff(file, in.length(), "", e);
      }
      if (end > in.length()) {
        throw cutOff(file, in.length(), ", but its pixels reach as far as byte " + end, null);
      }
    }
  }

  private static InputException cutOff(Path file, long length, String detail, Exception cause) {
    return new InputException(
        file
            + " can't be read as a GeoTIFF: it is cut off after "
            + length
            + " bytes"
            + detail
            + "; copy or download it again.",
        cause);
  }

  /** The byte after the last one of any part. */
  private long end(int offsetsTag, int sizesTag) throws IOException {
    Field offsets = fields.get(offsetsTag);
    Field sizes = fields.get(sizesTag);
    if (offsets == null || sizes == null) {
      return 0;
    }
    long end = 0;
    for (long i = 0; i < Math.min(offsets.count, sizes.count); i++) {
      end = Math.max(end, value(offsets, i) + value(sizes, i));
    }
    return end;
  }

  private long value(Field field, long index) throws IOException {
    in.seek(field.position + index * size(field.type));
    return switch (field.type) {
      case SHORT -> in.readUnsignedShort();
      case LONG -> in.readUnsignedInt();
      default -> in.readLong();
    };
  }

  private long readOffset() throws IOException {
    return big ? in.readLong() : in.readUnsignedInt();
  }

  private static int size(int type) {
    return switch (type) {
      case SHORT -> 2;
      case LONG -> 4;
      default -> 8; // LONG8; others are of no interest here and never read
    };
  }
}
