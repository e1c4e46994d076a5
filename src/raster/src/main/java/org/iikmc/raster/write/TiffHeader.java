/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The start of a TIFF or BigTIFF: header, a remark, and the directories of all images with their
 * values, one after the other.
 *
 * @param big whether offsets have 64 bits
 * @param remark between header and first directory
 * @param directories the fields of each, in the order of their tags
 */
record TiffHeader(boolean big, byte[] remark, List<List<TiffField>> directories) {
  private static final int VERSION = 42;
  private static final int BIG_VERSION = 43;

  /** Bytes of all. */
  long length() {
    long at = start();
    for (List<TiffField> fields : directories) {
      at += length(fields);
    }
    return at;
  }

  private int start() {
    return even((big ? 16 : 8) + remark.length);
  }

  private int entry() {
    return big ? 20 : 12;
  }

  private int word() {
    return big ? Long.BYTES : Integer.BYTES;
  }

  /** Of the entries alone. */
  private int entries(List<TiffField> fields) {
    return (big ? Long.BYTES : Short.BYTES) + entry() * fields.size() + word();
  }

  private int length(List<TiffField> fields) {
    int length = even(entries(fields));
    for (TiffField field : fields) {
      length += outside(field) ? even(field.bytes().length) : 0;
    }
    return length;
  }

  private boolean outside(TiffField field) {
    return field.bytes().length > word();
  }

  private static int even(int length) {
    return length + length % 2;
  }

  /** All bytes, ready to be read. */
  ByteBuffer bytes() {
    ByteBuffer out = ByteBuffer.allocate((int) length()).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) (big ? BIG_VERSION : VERSION));
    if (big) {
      out.putShort((short) Long.BYTES).putShort((short) 0);
    }
    putWord(out, start());
    out.put(remark).position(start());
    for (int i = 0; i < directories.size(); i++) {
      put(directories.get(i), i == directories.size() - 1, out);
    }
    return out.flip();
  }

  private void put(List<TiffField> fields, boolean last, ByteBuffer out) {
    int start = out.position();
    int values = start + even(entries(fields));
    if (big) {
      out.putLong(fields.size());
    } else {
      out.putShort((short) fields.size());
    }
    for (TiffField field : fields) {
      out.putShort((short) field.tag()).putShort((short) field.type());
      putWord(out, field.count());
      int here = out.position();
      if (outside(field)) {
        putWord(out, values);
        out.put(values, field.bytes());
        values += even(field.bytes().length);
      } else {
        out.put(field.bytes());
      }
      out.position(here + word());
    }
    putWord(out, last ? 0 : values);
    out.position(values);
  }

  private void putWord(ByteBuffer out, int value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt(value);
    }
  }
}
