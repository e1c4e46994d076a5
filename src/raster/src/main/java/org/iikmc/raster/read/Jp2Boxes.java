/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.iikmc.kmeans.problem.InputException;

/**
 * The boxes of a JP2 file (ITU-T Rec. T.800, Annex I) that decide what is read of it; a file may
 * also be a codestream alone. Read once, by one thread.
 */
final class Jp2Boxes {
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0000000c6a5020200d0a870a");
  private static final byte[] CODESTREAM = HexFormat.of().parseHex("ff4fff51");

  /** Of the degenerate GeoTIFF that tells where the image lies. */
  private static final byte[] GEO_TIFF =
      HexFormat.of().parseHex("b14bf8bd083d4b43a5ae8cd7d5a6ce03");

  private static final String GML_LABEL = "gml.root-instance";
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_DEPTH = 8;
  private static final int OPACITY = 1;
  private static final int PREMULTIPLIED_OPACITY = 2;

  private final Path file;
  private final FileBytes bytes;
  private final Set<Integer> alpha = new TreeSet<>();
  private long codestream = -1;
  private long codestreamEnd;
  private byte[] geoTiff;
  private byte[] gml;
  private boolean palette;
  private ByteBuffer header;
  private String label = "";

  /**
   * Reads them.
   *
   * @param bytes are left open
   * @throws InputException if they are cut off, or there is no codestream among them
   */
  Jp2Boxes(Path file, FileBytes bytes) throws IOException {
    this.file = file;
    this.bytes = bytes;
    if (startsWith(CODESTREAM)) {
      codestream = 0;
      codestreamEnd = bytes.length();
      return;
    }
    read(0, bytes.length(), 0);
    if (codestream < 0 || header == null) {
      throw damaged("it lacks its " + (header == null ? "header" : "pixels"));
    }
  }

  /** Whether a file starts as a JP2 file or a codestream does. */
  static boolean areIn(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return startsWith(bytes, SIGNATURE) || startsWith(bytes, CODESTREAM);
    }
  }

  private boolean startsWith(byte[] wanted) throws IOException {
    return startsWith(bytes, wanted);
  }

  private static boolean startsWith(FileBytes bytes, byte[] wanted) throws IOException {
    byte[] start = new byte[wanted.length];
    if (bytes.length() < start.length) {
      return false;
    }
    bytes.read(0, start, 0, start.length);
    return java.util.Arrays.equals(start, wanted);
  }

  private void read(long from, long end, int depth) throws IOException {
    long at = from;
    while (at < end) {
      if (at + 8 > end) {
        throw cutOff();
      }
      ByteBuffer head = content(at, 8);
      long size = head.getInt() & 0xFFFF_FFFFL;
      int type = head.getInt();
      long start = at + 8;
      if (size == 1 && at + 16 <= end) {
        size = content(start, 8).getLong();
        start += 8;
      }
      long next = size == 0 ? end : at + size;
      if (next < start) {
        throw damaged("a box of it has " + size + " bytes");
      }
      if (next > end) {
        throw cutOff();
      }
      box(name(type), start, next, depth);
      at = next;
    }
  }

  private static String name(int type) {
    return new String(ByteBuffer.allocate(4).putInt(type).array(), StandardCharsets.ISO_8859_1);
  }

  private void box(String type, long start, long end, int depth) throws IOException {
    switch (type) {
      case "jp2h", "asoc" -> {
        if (depth < MOST_DEPTH) {
          label = "";
          read(start, end, depth + 1);
        }
      }
      case "ihdr" -> header = content(start, end - start);
      case "pclr" -> palette = true;
      case "cdef" -> readChannels(content(start, end - start));
      case "lbl " -> label = text(array(start, end - start));
      case "xml " -> {
        if (label.equals(GML_LABEL) && gml == null) {
          gml = array(start, end - start);
        }
      }
      case "uuid" -> {
        if (end - start > GEO_TIFF.length
            && java.util.Arrays.equals(array(start, GEO_TIFF.length), GEO_TIFF)
            && geoTiff == null) {
          geoTiff = array(start + GEO_TIFF.length, end - start - GEO_TIFF.length);
        }
      }
      case "jp2c" -> {
        if (codestream < 0) {
          codestream = start;
          codestreamEnd = end;
        }
      }
      default -> {}
    }
  }

  /** Some writers end it with a NUL. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\x00+$", "");
  }

  private void readChannels(ByteBuffer channels) {
    int count = channels.remaining() < 2 ? 0 : channels.getShort() & 0xFFFF;
    if (channels.remaining() != 6 * count) {
      throw damaged("it tells of " + count + " channels, and not what they are");
    }
    for (int i = 0; i < count; i++) {
      int channel = channels.getShort() & 0xFFFF;
      int kind = channels.getShort() & 0xFFFF;
      channels.getShort();
      if (kind == OPACITY || kind == PREMULTIPLIED_OPACITY) {
        alpha.add(channel);
      }
    }
  }

  private ByteBuffer content(long start, long length) throws IOException {
    return ByteBuffer.wrap(array(start, length));
  }

  private byte[] array(long start, long length) throws IOException {
    if (length > MOST_BYTES) {
      throw damaged("a box of it has " + length + " bytes");
    }
    byte[] array = new byte[(int) length];
    bytes.read(start, array, 0, array.length);
    return array;
  }

  /**
   * Sees that the header tells the same as the codestream, so that damage to one of them is
   * noticed.
   */
  void check(int width, int height, int components) {
    if (header != null
        && (header.remaining() < 10
            || header.getInt(0) != height
            || header.getInt(4) != width
            || header.getShort(8) != (short) components)) {
      throw damaged("its header and its pixels have different sizes");
    }
  }

  /** Where the codestream starts in the file. */
  long codestream() {
    return codestream;
  }

  long codestreamEnd() {
    return codestreamEnd;
  }

  /** The TIFF in the box of GeoJP2. */
  Optional<byte[]> geoTiff() {
    return Optional.ofNullable(geoTiff);
  }

  /** The XML in the box of GMLJP2. */
  Optional<byte[]> gml() {
    return Optional.ofNullable(gml);
  }

  /** Whether values are numbers of colours. */
  boolean hasPalette() {
    return palette;
  }

  /** Numbers of the components that tell where pixels are. */
  Set<Integer> alpha() {
    return Set.copyOf(alpha);
  }

  private InputException cutOff() throws IOException {
    return damaged("it is cut off after " + bytes.length() + " bytes");
  }

  private InputException damaged(String how) {
    return damaged(file, how);
  }

  /** A file that contradicts itself. */
  static InputException damaged(Path file, String how) {
    return new InputException(
        file,
        " can't be read as JPEG 2000: "
            + how
            + "; it is damaged: copy, download or make it again.");
  }
}
