/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tag of a TIFF with its values (TIFF 6.0, section 2).
 *
 * @param tag its number
 * @param type of the values, by TIFF's number
 * @param count how many
 * @param bytes of all values, low bytes first; shared
 */
record TiffField(int tag, int type, int count, byte[] bytes) {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int LONG8 = 16; // of BigTIFF

  static TiffField shorts(int tag, int... values) {
    ByteBuffer bytes = buffer(Short.BYTES * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return new TiffField(tag, SHORT, values.length, bytes.array());
  }

  static TiffField longs(int tag, int... values) {
    ByteBuffer bytes = buffer(Integer.BYTES * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return new TiffField(tag, LONG, values.length, bytes.array());
  }

  /** Places in a file. */
  static TiffField offsets(int tag, boolean big, long... values) {
    ByteBuffer bytes = buffer((big ? Long.BYTES : Integer.BYTES) * values.length);
    for (long value : values) {
      if (big) {
        bytes.putLong(value);
      } else {
        bytes.putInt((int) value);
      }
    }
    return new TiffField(tag, big ? LONG8 : LONG, values.length, bytes.array());
  }

  static TiffField doubles(int tag, List<Double> values) {
    ByteBuffer bytes = buffer(Double.BYTES * values.size());
    values.forEach(bytes::putDouble);
    return new TiffField(tag, DOUBLE, values.size(), bytes.array());
  }

  /** Text in UTF-8, to which the NUL at the end is added. */
  static TiffField text(int tag, String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
    return new TiffField(tag, ASCII, bytes.length, bytes);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
