/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import java.awt.Rectangle;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iikmc.raster.write.LabelReader;
import org.iikmc.raster.write.LabelRows;

/**
 * The labels of a map in a scratch file, a byte for each pixel: 1…255, 0 for no data. Rows are read
 * and written in any order, by several threads. It is read as a {@link LabelReader} in bands of
 * rows.
 */
public final class LabelFile implements Closeable, LabelReader {
  private static final int BAND = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final int width;
  private final int height;

  private LabelFile(Path file, int width, int height) throws IOException {
    this.file = file;
    this.width = width;
    this.height = height;
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * A copy of labels, each block of which is read once.
   *
   * @param file that does not exist
   * @param width of the map
   * @param height of the map
   */
  public static LabelFile copy(Path file, LabelReader labels, int width, int height)
      throws IOException {
    LabelFile copy = new LabelFile(file, width, height);
    try {
      LabelRows rows = new LabelRows(labels, width, height);
      int band = copy.bandRows();
      byte[] cells = new byte[width * band];
      for (int top = 0; top < height; top += band) {
        int count = Math.min(band, height - top);
        rows.read(top, count, cells);
        copy.write(top, count, cells);
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * A file of the same size to be written, without labels so far.
   *
   * @param other file that does not exist
   */
  public LabelFile blank(Path other) throws IOException {
    return new LabelFile(other, width, height);
  }

  /** How many pixels have another label in a map of the same size. */
  public long differences(LabelFile other) throws IOException {
    long different = 0;
    for (int top = 0; top < height; top += bandRows()) {
      int count = Math.min(bandRows(), height - top);
      byte[] own = rows(top, count);
      byte[] others = other.rows(top, count);
      for (int at = Arrays.mismatch(own, others); at >= 0 && at < own.length; at++) {
        different += own[at] == others[at] ? 0 : 1;
      }
    }
    return different;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  private int bandRows() {
    return Math.max(1, Math.min(height, BAND / width));
  }

  /** Labels of rows. */
  byte[] rows(int top, int count) throws IOException {
    byte[] rows = new byte[count * width];
    read(top, rows, rows.length);
    return rows;
  }

  private void read(int top, byte[] cells, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(cells, 0, length);
    long at = (long) top * width;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException(file + " ends too early.");
      }
      at += read;
    }
  }

  /**
   * Writes rows.
   *
   * @param rows the labels, from its start
   */
  void write(int top, int count, byte[] rows) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(rows, 0, count * width);
    long at = (long) top * width;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }

  @Override
  public List<Rectangle> windows() {
    List<Rectangle> windows = new ArrayList<>();
    for (int top = 0; top < height; top += bandRows()) {
      windows.add(new Rectangle(0, top, width, Math.min(bandRows(), height - top)));
    }
    return windows;
  }

  @Override
  public void read(int block, byte[] cells) throws IOException {
    int top = block * bandRows();
    read(top, cells, Math.min(bandRows(), height - top) * width);
  }

  /** Removes the file. */
  public void delete() throws IOException {
    close();
    Files.delete(file);
  }

  /** Ends its use; the file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
