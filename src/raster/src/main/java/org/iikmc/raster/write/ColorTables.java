/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.iikmc.raster.style.ClassStyle;

/**
 * The colour tables of a map that {@link TiffWriter} wrote: its image and each of its overviews has
 * one. They are replaced where they stand, and no pixel is touched (TIFF 6.0, section 2; BigTIFF).
 */
public final class ColorTables {
  private static final int BIG_VERSION = 43;
  private static final int COLOR_MAP = 320;
  private static final int MOST_DIRECTORIES = 64;

  private final FileChannel file;
  private final boolean big;

  private ColorTables(FileChannel file) throws IOException {
    this.file = file;
    ByteBuffer head = read(0, 4);
    if (head.getShort() != ('I' | 'I' << 8)) {
      throw unlike();
    }
    big = head.getShort() == BIG_VERSION;
  }

  /**
   * Gives a map other colours. A kill meanwhile leaves some of them, so that this is for files that
   * do not count yet.
   *
   * @throws IOException if it is no map that was written here
   */
  public static void replace(Path map, ClassStyle style) throws IOException {
    try (FileChannel file =
        FileChannel.open(map, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      new ColorTables(file).replace(bytes(style.colorModel()));
    }
  }

  private static byte[] bytes(IndexColorModel colors) {
    return TiffField.shorts(COLOR_MAP, TiffWriter.table(colors)).bytes();
  }

  private void replace(byte[] table) throws IOException {
    long at = word(read(big ? 8 : 4, wordLength()));
    for (int i = 0; at != 0; i++) {
      if (i == MOST_DIRECTORIES) {
        throw unlike();
      }
      at = replaceIn(at, table);
    }
  }

  /** Returns where the next directory is; 0 if this is the last. */
  private long replaceIn(long directory, byte[] table) throws IOException {
    int countLength = big ? Long.BYTES : Short.BYTES;
    ByteBuffer count = read(directory, countLength);
    int entries = big ? (int) count.getLong() : count.getShort() & 0xFFFF;
    int entryLength = big ? 20 : 12;
    long end = directory + countLength + (long) entries * entryLength;
    boolean found = false;
    for (int i = 0; i < entries; i++) {
      ByteBuffer entry = read(directory + countLength + (long) i * entryLength, entryLength);
      if ((entry.getShort() & 0xFFFF) == COLOR_MAP) {
        entry.getShort(); // its type
        if (word(entry) * Short.BYTES != table.length) {
          throw unlike();
        }
        file.write(ByteBuffer.wrap(table), word(entry));
        found = true;
      }
    }
    if (!found) {
      throw unlike();
    }
    return word(read(end, wordLength()));
  }

  private int wordLength() {
    return big ? Long.BYTES : Integer.BYTES;
  }

  private long word(ByteBuffer from) {
    return big ? from.getLong() : from.getInt() & 0xFFFF_FFFFL;
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("The map is cut off");
      }
    }
    return bytes.flip();
  }

  private static IOException unlike() {
    return new IOException("The map has no colour tables as IIkMC writes them");
  }
}
