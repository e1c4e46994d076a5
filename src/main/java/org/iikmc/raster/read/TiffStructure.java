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
 * Looks at the structure of a TIFF or BigTIFF for what its reader would take for other pixels
 * without a word, which would end in a wrong map: it takes what a cut-off file lacks for zeros,
 * whole numbers of 32 bits for signed and those of 8 bits for unsigned, and mixes up the bands of
 * an image that is one tile with a plane for each. Its metadata leave out some of these tags, so
 * they are read here.
 */
final class TiffStructure {
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int PLANAR_CONFIGURATION = 284;
  private static final int SAMPLE_FORMAT = 339;

  private static final int UNSIGNED = 1;
  private static final int SIGNED = 2;
  private static final int FLOAT = 3;

  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final ImageInputStream in;
  private final boolean big;
  private final Map<Integer, Field> fields = new HashMap<>();

  /** Values of a tag, and where they lie in the file. */
  private record Field(int type, long count, long position) {}

  private TiffStructure(ImageInputStream in) throws IOException {
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
        TiffStructure tiff = new TiffStructure(in);
        tiff.checkSamples(file);
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

  private void checkSamples(Path file) throws IOException {
    long bits = value(BITS_PER_SAMPLE, 1);
    long format = value(SAMPLE_FORMAT, UNSIGNED);
    long bands = value(SAMPLES_PER_PIXEL, 1);
    if (format == FLOAT && bits != 32 && bits != 64) {
      throw refused(file, bits + "-bit floating-point numbers", "-ot Float32 -co NBITS=32");
    }
    if (format > FLOAT) {
      throw refused(file, "complex or untyped numbers", "-ot Float32");
    }
    if (bits == 8 && format == SIGNED) {
      throw refused(file, "signed 8-bit numbers", "-ot Int16");
    }
    if (bits == 32 && format == UNSIGNED) {
      throw refused(file, "unsigned 32-bit numbers", "-ot Float32");
    }
    boolean oneTile =
        fields.containsKey(TILE_OFFSETS) && fields.get(TILE_OFFSETS).count == bands && bands > 1;
    if (oneTile && value(PLANAR_CONFIGURATION, 1) == 2) {
      throw refused(file, "bands in planes of a single tile", "-co INTERLEAVE=PIXEL");
    }
  }

  private static InputException refused(Path file, String what, String options) {
    return new InputException(
        file
            + " holds "
            + what
            + ", which can't be read; convert it with gdal_translate "
            + options
            + ".");
  }

  /** The first value of a tag. */
  private long value(int tag, long otherwise) throws IOException {
    Field field = fields.get(tag);
    return field == null ? otherwise : value(field, 0);
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
